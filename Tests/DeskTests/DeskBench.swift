// SPDX-License-Identifier: MIT

import Catalog
import Classification
import Feeds
import Foundation
import Hummingbird
import Logging
import Model
import Pages
import Pipeline
import Publishing
import Storage
import TestSupport
import Testing
import Transport

@testable import Desk

/// A desk on loopback with an empty store, for as long as a test lasts.
struct DeskBench: Sendable {
    let store: Store
    let port: Int
    /// Tells the time; a test may turn it.
    let clock: SharedValue<Date>
    /// What the pages work with.
    let tools: DeskTools
    /// What was logged.
    let log: SharedValue<[String]>

    static let morning = Date(timeIntervalSince1970: 1_793_610_000)

    /// Serves a desk while some work lasts.
    static func run(
        door: DeskDoor = DeskDoor(), limits: PageLimits = PageLimits(), needsSecond: Bool = false,
        library: URL = URL(filePath: "/nowhere"), client: any HTTPClient = NoWeb(),
        _ work: @escaping @Sendable (DeskBench) async throws -> Void
    ) async throws {
        let store = try await Store.inMemory()
        let clock = SharedValue(morning)
        let log = SharedValue<[String]>([])
        let logger = Logger(label: "desk") { _ in LinesOfLog(lines: log) }
        let library = Library(folder: library)
        let holdings = SharedValue(library.read())
        let files = DeskFolder(
            library, holdings: { holdings.value },
            again: {
                holdings.change { $0 = library.read() }
                return holdings.value
            })
        let runs = DeskRuns(
            finder: FeedFinder(client: client), width: 2, look: { "it was fetched, as \($0)." },
            tryRule: { try await RuleRun(store: store).look(at: $0.id, $0, since: $1) },
            applyRule: { try await RuleRun(store: store).apply($0, $1, since: $2, by: $3).outlook },
            tryTopics: {
                try await TopicRun(store: store).look(
                    from: Classifier(curriculum: $0), to: Classifier(curriculum: $1), since: $2, limit: $3)
            }, works: DeskBench.works(store, files))
        let tools = DeskTools(
            store: store, files: files, title: "Reading & <more>", door: door, runs: runs,
            needsSecond: needsSecond, clock: { clock.value }, logger: logger)
        let router = Router(context: PageContext.self)
        router.middlewares.add(RequestNotes(logger))
        router.middlewares.add(PageGuard())
        router.middlewares.add(ErrorPages(title: "Reading & <more>"))
        try DeskPages(tools).add(to: router)
        let server = PageServer(router.buildResponder(), limits: limits, logger: logger)
        try await server.run { port in
            try await work(DeskBench(store: store, port: port, clock: clock, tools: tools, log: log))
        }
    }

    /// Makes works of what is in the store; a preview is the Markdown that would go out.
    private static func works(_ store: Store, _ files: DeskFolder) -> DeskWorks {
        DeskWorks(
            compose: { theme in
                let curriculum = files.holdings().curriculum ?? .sample()
                return try await PackComposer(curriculum: curriculum).compose(
                    theme, from: store.verdicts.reviewed()
                ).work?.sections ?? []
            },
            draft: { newsletter in
                let curriculum = files.holdings().curriculum ?? .sample()
                return try await DraftRun(store: store, curriculum: curriculum).perform(
                    newsletter, now: morning
                ).reason
            },
            preview: { subject in
                guard case .issue(let issue) = subject else { return nil }
                let curriculum = files.holdings().curriculum ?? .sample()
                let page = try IssueMarkdown(curriculum: curriculum, isCommercial: false).page(of: issue)
                return DeskPreview(html: "<p>\(issue.number)</p>", markdown: page.markdown)
            }, publish: { "Published: nothing." }, style: "p {}")
    }

    /// A browser in which nobody is signed in.
    var browser: Browser { Browser(port: port) }

    /// A new person of a role, and a browser in which they are signed in.
    func signedIn(as role: Role, named name: String? = nil) async throws -> (person: Person, browser: Browser)
    {
        let key = AccessKey()
        let now = clock.value
        let person = try await store.people.add(
            try #require(PersonName(name ?? "the \(role.rawValue)")), role: role, by: .init(name: "test"),
            at: now)
        try await store.sessions.begin(key.digest, for: person.id, at: now)
        var browser = browser
        browser.cookies["__Host-cairn-desk"] = key.text
        return (person, browser)
    }
}

/// A browser without scripts: keeps cookies, sends forms as pages have them, follows nothing by itself.
struct Browser: Sendable {
    let port: Int
    var cookies: [String: String] = [:]
    /// What stands in the hidden field of the last page.
    var proof = ""
    /// What a browser says of where a form comes from.
    var origin: String?

    init(port: Int) {
        self.port = port
        origin = "http://127.0.0.1:\(port)"
    }

    mutating func get(_ path: String, fields: [String] = []) async throws -> Answer {
        let answer = try await send("GET", path, fields: fields, body: "")
        if let proof = answer.body.firstMatch(of: /name="csrf" value="([^"]*)"/) {
            self.proof = String(proof.1)
        }
        return answer
    }

    /// Sends a form with what hidden fields hold.
    mutating func post(
        _ path: String, _ form: [String: String] = [:], fields: [String] = []
    ) async throws -> Answer {
        var form = form
        if form["csrf"] == nil { form["csrf"] = proof }
        let body = form.sorted { $0.key < $1.key }.map {
            "\(Browser.escaped($0.key))=\(Browser.escaped($0.value))"
        }
        .joined(separator: "&")
        let type = "Content-Type: application/x-www-form-urlencoded"
        let from = origin.map { ["Origin: \($0)"] } ?? []
        return try await send("POST", path, fields: [type] + from + fields, body: body)
    }

    mutating func send(
        _ method: String, _ path: String, fields: [String], body: String
    ) async throws -> Answer {
        let jar = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
        if !jar.isEmpty { lines.append("Cookie: \(jar)") }
        if method != "GET" { lines.append("Content-Length: \(body.utf8.count)") }
        let text = await RawClient.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: port)
        let answer = try #require(Answer(text), "no answer to \(method) \(path)")
        for cookie in answer.cookies { cookies[cookie.name] = cookie.value.isEmpty ? nil : cookie.value }
        return answer
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// An answer, read.
struct Answer: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: String

    init?(_ text: String) {
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first, let first = head.split(separator: "\r\n").first,
            let code = first.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        status = code
        fields = head.split(separator: "\r\n").dropFirst().map { line in
            let pair = line.split(separator: ":", maxSplits: 1)
            return (pair[0].lowercased(), pair.count > 1 ? pair[1].trimmingCharacters(in: .whitespaces) : "")
        }
        body = parts.count > 1 ? String(parts[1]) : ""
    }

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    var location: String? { field("location") }

    var cookies: [(name: String, value: String)] {
        fields.filter { $0.name == "set-cookie" }.map { field in
            let pair = field.value.prefix { $0 != ";" }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(pair[0]), pair.count > 1 ? String(pair[1]) : "")
        }
    }
}

/// A web that is not there.
struct NoWeb: HTTPClient {
    func get(_ request: Transport.HTTPRequest) async throws(TransferError) -> Transport.HTTPResponse {
        throw .cancelled
    }
    func post(_ form: HTTPForm) async throws(TransferError) -> Transport.HTTPResponse { throw .cancelled }
}

/// Keeps what is logged.
private struct LinesOfLog: LogHandler {
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
