// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Model
import Pages
import Publishing
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// A reading room on loopback with an empty store, for as long as a test lasts.
struct RoomBench: Sendable {
    let store: Store
    let port: Int
    /// Tells the time; a test may turn it.
    let clock: SharedValue<Date>
    /// What was mailed.
    let letters: SharedValue<[Letter]>
    /// What was logged.
    let log: SharedValue<[String]>
    let links: SubscriberLinks
    let key: AccessKey
    /// The learning paths, as their files have them; a test may edit them.
    let paths: SharedValue<[LearningPath]>
    /// The programmes of learning sets, likewise.
    let programmes: SharedValue<[SetProgramme]>

    static let morning = Date.sample()
    static let monthly = Newsletter.scheduled(id: "monthly", every: .month, on: "first thursday")
    static let weekly = Newsletter.scheduled(id: "weekly")

    /// Serves a room while some work lasts.
    static func run(
        newsletters: [Newsletter] = [monthly, weekly], paths: [LearningPath] = [],
        programmes: [SetProgramme] = [], base: String = "http://127.0.0.1/",
        isBehindProxy: Bool = false, _ work: @escaping @Sendable (RoomBench) async throws -> Void
    ) async throws {
        let store = try await Store.inMemory()
        let clock = SharedValue(morning)
        let log = SharedValue<[String]>([])
        let paths = SharedValue(paths)
        let programmes = SharedValue(programmes)
        let letters = SharedValue<[Letter]>([])
        let logger = Logger(label: "room") { _ in RoomLog(lines: log) }
        let key = try await store.subscribers.linkKey()
        let door = RoomDoor(base: .sample(base), isBehindProxy: isBehindProxy)
        let tools = RoomTools(
            store: store,
            shelf: {
                RoomShelf(
                    newsletters: newsletters, paths: paths.value, programmes: programmes.value,
                    curriculum: .sample())
            },
            door: door,
            site: "Reading & <more>", key: key, style: "p {}",
            queue: { letter, _, _ in letters.change { $0.append(letter) } }, clock: { clock.value },
            logger: logger)
        let router = Router(context: PageContext.self)
        router.middlewares.add(RequestNotes(logger))
        router.middlewares.add(PageGuard())
        router.middlewares.add(ErrorPages(title: "Reading & <more>"))
        try ReadingRoomPages(tools).add(to: router)
        let server = PageServer(router.buildResponder(), logger: logger)
        try await server.run { port in
            try await work(
                RoomBench(
                    store: store, port: port, clock: clock, letters: letters, log: log,
                    links: tools.letters.links, key: key, paths: paths,
                    programmes: programmes))
        }
    }

    /// Asks as a browser does that is told to by a page of ours; no cookie is kept.
    func get(_ path: String, _ fields: [String] = []) async throws -> RoomReply {
        try await send("GET", path, fields, "")
    }

    /// Sends a form as a browser does.
    func post(_ path: String, _ form: [(String, String)] = [], _ fields: [String]? = nil) async throws
        -> RoomReply
    {
        let body = form.map { "\($0)=\(RoomBench.escaped($1))" }.joined(separator: "&")
        let own = fields ?? ["Origin: http://127.0.0.1:\(port)", "Sec-Fetch-Site: same-origin"]
        return try await send(
            "POST", path, own + ["Content-Type: application/x-www-form-urlencoded"], body)
    }

    /// Asks for a newsletter by the form.
    func ask(_ address: String, _ more: [(String, String)] = []) async throws -> RoomReply {
        try await post("/subscribe", [("newsletter", "monthly"), ("address", address)] + more)
    }

    /// The path that a letter leads to which holds some words.
    func path(in letter: Letter?, holding words: String) throws -> String {
        let address = try #require(
            letter?.text.split(whereSeparator: \.isWhitespace).first { $0.contains(words) })
        return "/" + address.dropFirst("http://127.0.0.1/".count)
    }

    /// Somebody who gets a newsletter.
    func subscribed(
        _ address: String = "ada@example.org", _ newsletter: Newsletter.ID = "monthly"
    ) async throws -> Subscriber.ID {
        let consent = Consent(.asked, at: clock.value, source: "test", wording: "Yes")
        let asking = try await store.subscribers.ask(
            try MailAddress(reading: address), for: newsletter, choosing: SubscriberChoices(), by: consent)
        guard case .toConfirm(let id) = asking else { throw RoomError.notFound }
        _ = try await store.subscribers.confirm(
            id, by: Consent(.confirmed, at: clock.value, source: "test", wording: "Yes"))
        return id
    }

    /// The path of a subscriber's address for a use.
    func path(_ use: SubscriberLinks.Use, _ id: Subscriber.ID) -> String {
        "/\(use.rawValue)/\(SubscriberLinks.name(of: id, for: use, key: key))"
    }

    private func send(
        _ method: String, _ path: String, _ fields: [String], _ body: String
    ) async throws -> RoomReply {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
        if method != "GET" { lines.append("Content-Length: \(body.utf8.count)") }
        let text = await RawClient.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: port)
        return try #require(RoomReply(text), "no answer to \(method) \(path)")
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// An answer, read.
struct RoomReply: Sendable {
    let status: Int
    let head: String
    let body: String
    /// The head as it was sent.
    let whole: String

    init?(_ text: String) {
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first, let code = head.split(separator: " ").dropFirst().first,
            let status = Int(code.prefix(3))
        else { return nil }
        self.status = status
        self.head = head.lowercased()
        whole = String(head)
        body = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The main heading.
    var heading: String {
        body.firstMatch(of: /<h1>([^<]*)<\/h1>/).map { String($0.1) } ?? ""
    }

    /// Where it leads on to.
    var location: String? {
        head.firstMatch(of: /\r\nlocation: ([^\r]*)/).map { String($0.1) }
    }
}

/// Keeps what is logged.
private struct RoomLog: LogHandler {
    let lines: SharedValue<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.change { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}
