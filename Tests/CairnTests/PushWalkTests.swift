// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing
import Transport

/// `cairn serve` and a hub, from the first request to a saved item and the end of the subscription.
@Suite(.timeLimit(.minutes(10))) struct PushWalkTests {
    @Test func whatAHubSendsIsSavedWhenItIsSigned() async throws {
        let (forms, sent) = AsyncStream<String>.makeStream()
        try await Walk.withLibrary(answering: PushWalkTests.publisher(sent)) { walk, publisher in
            _ = try await walk.cairn("collect", "--quiet")
            let base = ["CAIRN_BASE_URL": publisher.address("/learn").text]
            var secrets: [String] = []
            let ending = try await walk.serving("--json", "--verbose", with: base) { line in
                let said = try JSONDecoder().decode(Said.self, from: Data(line.utf8))
                #expect(said.websub)
                let form = try #require(await forms.first { _ in true })
                let hub = try Hub(form: form, publisher: publisher, port: said.port)
                try await hub.confirms()
                try await hub.sends(walk)
            }
            secrets = try await walk.pushSecrets()
            #expect(secrets.count == 2)
            #expect(ending.status == 0, "\(ending.errors)")
            for secret in secrets { #expect(!(ending.errors + ending.output).contains(secret)) }
            #expect(ending.errors.contains("a document for A blog is not signed with our secret"))
        }
    }

    @Test func nobodyIsAskedWhereHubsCouldNotReachUs() async throws {
        let (forms, sent) = AsyncStream<String>.makeStream()
        try await Walk.withLibrary(answering: PushWalkTests.publisher(sent)) { walk, _ in
            _ = try await walk.cairn("collect", "--quiet")
            for base in ["", "http://127.0.0.1:1/", "http://localhost/", "https://learn.example.org/?a=b"] {
                let ending = try await walk.serving("--json", with: ["CAIRN_BASE_URL": base]) { line in
                    let said = try JSONDecoder().decode(Said.self, from: Data(line.utf8))
                    #expect(!said.websub)
                    let client = try CurlHTTPClient.reaching(port: said.port)
                    let call = try #require(WebAddress(said.url + "websub/key"))
                    #expect(try await client.get(HTTPRequest(address: call)).status == 404)
                }
                #expect(ending.status == 0, "\(ending.errors)")
            }
            sent.finish()
            #expect(await forms.first { _ in true } == nil)
        }
    }

    private struct Said: Decodable {
        let url: String
        let port: Int
        let websub: Bool
    }

    /// A source whose feed names a hub, and that hub.
    private static func publisher(
        _ forms: AsyncStream<String>.Continuation
    ) -> @Sendable (LoopbackServer.Question) async -> LoopbackServer.Reply {
        { question in
            switch question.target {
            case "/feed":
                return .init(
                    rssDocument(["A digital strategy on one page"]),
                    fields: ["Link": "</hub>; rel=\"hub\", </feed>; rel=self"])
            case "/hub":
                forms.yield(question.body)
                return .init(status: 202)
            default: return .init(status: 404)
            }
        }
    }
}

/// What a hub knows of one subscription, and does with it.
private struct Hub {
    let values: [String: String]
    let publisher: LoopbackServer
    let port: Int

    init(form: String, publisher: LoopbackServer, port: Int) throws {
        values = Dictionary(
            form.split(separator: "&").map { pair in
                let sides = pair.split(separator: "=", maxSplits: 1).map {
                    String($0).removingPercentEncoding ?? ""
                }
                return (sides[0], sides.count > 1 ? sides[1] : "")
            }, uniquingKeysWith: { first, _ in first })
        self.publisher = publisher
        self.port = port
        #expect(values["hub.mode"] == "subscribe")
        #expect(values["hub.topic"] == publisher.address("/feed").text)
        #expect(values["hub.callback"]?.hasPrefix(publisher.address("/learn/websub/").text) == true)
    }

    /// Where the call goes once whatever stands before Cairn has taken the library's path away.
    var path: String { "/websub/" + (values["hub.callback"]?.split(separator: "/").last ?? "") }

    func confirms() async throws {
        let topic = values["hub.topic"] ?? ""
        let right =
            "\(path)?hub.mode=subscribe&hub.topic=\(topic)&hub.challenge=a%20b%3Cb%3E&hub.lease_seconds=864000"
        let wrong = try await ask("GET", path + "?hub.mode=subscribe&hub.topic=http://x/&hub.challenge=c")
        #expect(wrong.hasPrefix("HTTP/1.1 404"))
        let answer = try await ask("GET", right)
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        #expect(answer.lowercased().contains("content-type: text/plain"))
        #expect(answer.hasSuffix("\r\n\r\na b<b>"))
    }

    func sends(_ walk: Walk) async throws {
        let document = rssDocument(["A digital strategy on one page", "Pushed"])
        let code = KeyedDigest.sha1.hex(
            of: Array(document.utf8), key: Array((values["hub.secret"] ?? "").utf8))
        let forged = rssDocument(["Forged"])
        #expect(
            try await ask("POST", path, "X-Hub-Signature: sha1=\(code)", forged).hasPrefix("HTTP/1.1 202"))
        #expect(try await ask("POST", path, "", forged).hasPrefix("HTTP/1.1 202"))
        #expect(try await ask("POST", "/websub/guessed", "", forged).hasPrefix("HTTP/1.1 410"))
        #expect(try await walk.items().map(\.title) == ["A digital strategy on one page"])
        #expect(
            try await ask("POST", path, "X-Hub-Signature: sha1=\(code)", document).hasPrefix("HTTP/1.1 202"))
        #expect(try await Set(walk.items().map(\.title)) == ["A digital strategy on one page", "Pushed"])
        let health = try await walk.cairn("feed", "list").output
        #expect(health.contains("Its hub 127.0.0.1 tells us what is new until "))
    }

    private func ask(_ method: String, _ path: String, _ field: String = "", _ body: String = "") async throws
        -> String
    {
        let fields = ["Host: x", "Connection: close", "Content-Length: \(body.utf8.count)", field].filter {
            !$0.isEmpty
        }
        return await RawClient.send(
            "\(method) \(path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n\(body)", to: port)
    }
}

private extension Walk {
    /// The secrets in the store: the keys in addresses, and what hubs sign with.
    func pushSecrets() async throws -> [String] {
        let store = try await Store.open(at: library.appending(path: "cairn.sqlite").path)
        return try await store.pushes.all().flatMap {
            [$0.key.rawValue, $0.order.secret?.text].compactMap { $0 }
        }
    }
}
