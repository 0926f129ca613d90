// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Transport

@Suite struct LinkRunTests {
    private func holding(_ titles: String...) async throws -> Store {
        let items = titles.map { Item.named($0) }
        let store = try await Store.holding(items + [.named("Waiting")])
        for item in items { try await store.approve(item) }
        return store
    }

    /// Answers by path; what is not there is not found.
    private func client(_ answers: [String: HTTPResponse]) -> RecordedHTTPClient {
        RecordedHTTPClient { request in
            let found = answers[request.address.path]
            return .success(
                .sample(
                    status: found?.status ?? 404, fields: found?.fields ?? [], from: request.address))
        }
    }

    private func run(_ store: Store, _ client: any HTTPClient, archive: WebAddress? = nil) -> LinkRun {
        LinkRun(store: store, client: client, manners: .init(width: 4, days: 30, archive: archive))
    }

    private func redirect(_ status: Int = 301, to target: String) -> HTTPResponse {
        .sample(status: status, fields: [HTTPField("Location", target)])
    }

    @Test func onlyWhatReadersAreGivenIsAskedForByHead() async throws {
        let store = try await holding("One")
        let client = client(["/one/": .sample()])
        let report = try await run(store, client).perform(limit: 9, now: .sample())
        #expect(report.number("links") == 1)
        #expect(report.isAllWell)
        #expect(client.requests.map(\.address.path) == ["/robots.txt", "/one/"])
        #expect(client.requests.map(\.wantsBody) == [true, false])
        // Not before the interval is over.
        let soon = try await run(store, client).perform(limit: 9, now: .sample("2026-12-01T09:00:00Z"))
        #expect(soon.number("links") == 0)
        let later = try await run(store, client).perform(limit: 9, now: .sample("2026-12-02T09:00:00Z"))
        #expect(later.number("links") == 1)
    }

    @Test func eachAnswerHasItsWord() async throws {
        let store = try await holding("Gone", "Moved", "Astray", "Secure", "Refused", "Works")
        let client = client([
            "/moved/": redirect(to: "/there/"), "/there/": .sample(), "/astray/": redirect(302, to: "/"),
            "/": .sample(), "/secure/": redirect(to: "https://blog.example.org/secure/?utm_source=x"),
            "/refused/": .sample(status: 403), "/works/": .sample(),
        ])
        let looked = try await run(store, client).look(now: .sample())
        let words = Dictionary(uniqueKeysWithValues: looked.map { ($0.link.title, $0.check) })
        #expect(words["Gone"]?.result == .gone)
        #expect(words["Moved"]?.result == .moved)
        #expect(words["Moved"]?.sentence == "the page has moved: https://blog.example.org/there/")
        #expect(words["Astray"]?.result == .astray)
        #expect(words["Refused"]?.result == .refused)
        #expect(words["Works"]?.result == .works)
        #expect(words["Works"]?.result.isDead == false)
        // A look leaves no trace: everything is still due.
        #expect(try await store.links.due(at: .sample(), limit: 9).count == 6)
    }

    @Test func aDeadLinkIsSaidOnceWithACopyWhereThereIsOne() async throws {
        let store = try await holding("Gone")
        let client = RecordedHTTPClient { request in
            guard request.address.host == "archive.example.org" else {
                return .success(.sample(status: 404, from: request.address))
            }
            return .success(
                .sample(
                    status: 302, fields: [HTTPField("Location", "/2026/copy")], from: request.address))
        }
        let archive = WebAddress.sample("https://archive.example.org/web/")
        var now = Date.sample()
        var said: [String] = []
        for _ in 0..<6 {
            said += try await run(store, client, archive: archive).perform(limit: 9, now: now).problems
            now += 86_400
        }
        #expect(said.count == 1)
        #expect(said.first?.contains("so since 2026-11-02") == true)
        #expect(said.first?.contains("a copy is at https://archive.example.org/2026/copy") == true)
        let asked = try #require(client.requests.first { $0.address.host == "archive.example.org" })
        #expect(asked.address.text == "https://archive.example.org/web/https://blog.example.org/gone/")
        #expect(asked.field("accept-datetime") == "Thu, 01 Oct 2026 09:00:00 GMT")
        // After 1 day, then 2, 4: four checks in six days.
        #expect(client.requests.count { $0.address.host == "archive.example.org" } == 3)
    }

    @Test func aServerWithoutHeadIsAskedAsForAPage() async throws {
        let store = try await holding("One")
        let client = RecordedHTTPClient { request in
            if request.address.path == "/robots.txt" { return .success(.sample(status: 404)) }
            return request.wantsBody
                ? .failure(.tooLarge(byteLimit: 9)) : .success(.sample(status: 405, from: request.address))
        }
        let looked = try await run(store, client).look(now: .sample())
        #expect(looked.map(\.check.result) == [.works])
    }

    @Test func aServerThatWantsRestGetsItAndRobotsAreObeyed() async throws {
        let store = try await holding("One", "Two")
        let busy = client(["/one/": .sample(status: 503), "/two/": .sample(status: 503)])
        let looked = try await run(store, busy).look(now: .sample())
        #expect(looked.map(\.check.result) == [.busy, .busy])
        #expect(busy.requests.count == 2)
        let closed = RecordedHTTPClient { .success(.sample("User-agent: *\nDisallow: /", from: $0.address)) }
        #expect(
            Set(try await run(store, closed).look(now: .sample()).map(\.check.result)) == [.robots])
        #expect(closed.requests.count == 1)
    }
}
