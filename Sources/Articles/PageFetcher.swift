// SPDX-License-Identifier: MIT

public import Model
public import Transport

/// Gets web pages as a considerate robot does: what `robots.txt` forbids is not asked for, redirects included.
public struct PageFetcher: Sendable {
    private let client: any HTTPClient
    private let robots: RobotsBook

    private let rest: @Sendable (String) -> String?

    /// The longest pause that a site can make us keep between two of its pages in one run, seconds.
    ///
    /// Whoever asks for pages leaves the others of a site that wants more to a later run.
    public static let longestPause = 60.0
    /// The most redirects from one page to the next.
    private static let redirectLimit = 5
    private static let accepted = "text/html, application/xhtml+xml, */*;q=0.1"

    /// - Parameters:
    ///   - client: what gets documents; its gate keeps the pause between two requests to one host.
    ///   - agent: our product token, by which sites speak to us in `robots.txt`.
    ///   - rest: says of a host, in a sentence, why it is to be left alone for now; nil where it may be asked.
    public init(
        client: any HTTPClient, agent: String = "Cairn",
        rest: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.client = client
        self.rest = rest
        robots = RobotsBook(client: client, agent: agent)
    }

    /// Asks for a page.
    ///
    /// Never throws: what went wrong is in the answer.
    public func fetch(_ address: WebAddress) async -> FetchedPage {
        var address = address
        var isMovedForGood = true
        var moved: WebAddress?
        for _ in 0...PageFetcher.redirectLimit {
            if let reason = rest(address.host) { return FetchedPage(.busy, reason, at: address) }
            let rules: RobotsRules
            switch await robots.word(for: address) {
            case .rules(let found): rules = found
            case .silence(let result, let reason, let retryAfter):
                return FetchedPage(result, reason, at: address, retryAfter: retryAfter)
            }
            let pause = rules.pauseSeconds.map { Duration.seconds(min($0, PageFetcher.longestPause)) }
            guard rules.allows(address) else {
                return FetchedPage(.robots, "the site asks robots not to read this page", at: address)
            }
            let answer: HTTPResponse
            do throws(TransferError) {
                answer = try await client.get(
                    HTTPRequest(
                        address: address, fields: [HTTPField("Accept", PageFetcher.accepted)],
                        followsRedirects: false, pause: pause))
            } catch {
                return FetchedPage(.failed, error.description, at: address, pause: rules.pauseSeconds)
            }
            guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.field("location")
            else { return FetchedPage(answer, moved: moved, pause: rules.pauseSeconds) }
            guard let target = WebAddress(location, relativeTo: address) else {
                return FetchedPage(
                    .failed, TransferError.redirectRefused(target: String(location.prefix(200))).description,
                    at: address)
            }
            isMovedForGood = isMovedForGood && (answer.status == 301 || answer.status == 308)
            if isMovedForGood { moved = target }
            address = target
        }
        let error = TransferError.tooManyRedirects(limit: PageFetcher.redirectLimit)
        return FetchedPage(.failed, error.description, at: address)
    }
}

/// What asking for a page brought.
public struct FetchedPage: Hashable, Sendable {
    /// How it ended; `read` when there is a page to read.
    public let result: PageResult
    /// The same in words.
    public let reason: String
    /// Where the last answer came from.
    public let address: WebAddress
    /// Where the page has moved for good; nil when it has not.
    public let moved: WebAddress?
    /// The page, decompressed; empty unless the result is `read`.
    public let body: [UInt8]
    /// The answer's `Content-Type`.
    public let contentType: String?
    /// What the server wants us to wait, as it wrote it (`Retry-After`).
    public let retryAfter: String?
    /// The pause that the site wants between two requests, seconds.
    public let pauseSeconds: Double?

    init(
        _ result: PageResult, _ reason: String, at address: WebAddress, pause: Double? = nil,
        retryAfter: String? = nil
    ) {
        self.result = result
        self.reason = reason
        self.address = address
        moved = nil
        body = []
        contentType = nil
        self.retryAfter = retryAfter
        pauseSeconds = pause
    }

    init(_ answer: HTTPResponse, moved: WebAddress?, pause: Double?) {
        let type = answer.field("content-type")
        (result, reason) = FetchedPage.judged(answer.status, type: type, body: answer.body)
        address = answer.address
        self.moved = (200..<300).contains(answer.status) ? moved : nil
        body = result == .read ? answer.body : []
        contentType = type
        retryAfter = answer.field("retry-after")
        pauseSeconds = pause
    }

    private static func judged(_ status: Int, type: String?, body: [UInt8]) -> (PageResult, String) {
        switch status {
        case 200, 203:
            guard isPage(type, body) else {
                let kind = String((type ?? "of unknown kind").prefix { $0 != ";" }.prefix(60))
                return (.notAPage, "there is no web page but a document (\(kind))")
            }
            return (.read, "read")
        case 402: return (.paywall, "the page is only for those who pay (402)")
        case 401, 403, 407: return (.refused, "the server does not let us in (\(status))")
        case 404, 410: return (.gone, "there is nothing at this address any more (\(status))")
        case 429: return (.busy, "we asked too often (429)")
        case 503: return (.busy, "the server cannot answer now (503)")
        default: return (.failed, "the server answered with status \(status)")
        }
    }

    /// A page by its type; where there is none, by how it begins.
    private static func isPage(_ type: String?, _ body: [UInt8]) -> Bool {
        let kind = (type ?? "").prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        if ["text/html", "application/xhtml+xml"].contains(kind) { return true }
        guard kind.isEmpty || kind == "text/plain" else { return false }
        let start = String(decoding: body.prefix(1_024), as: UTF8.self).lowercased()
        return start.contains("<!doctype html") || start.contains("<html")
    }
}
