// SPDX-License-Identifier: MIT

import Markup
public import Model
public import Transport

/// Finds the feeds of a site from any of its addresses.
///
/// The address itself may be a feed; else the page's announcements and links are looked into, and only where
/// these give no feed the addresses at which feeds usually are. Nothing counts as a feed that was not fetched
/// and read.
public struct FeedFinder: Sendable {
    /// The most candidates that one search fetches, beside the address itself.
    public static let candidateLimit = 10
    /// The most usual addresses among them.
    public static let guessLimit = 8

    private let client: any HTTPClient

    /// - Parameter client: what gets documents; the pause between two requests to one host is its to keep.
    public init(client: any HTTPClient) { self.client = client }

    /// Looks for the feeds of an address.
    ///
    /// Never throws: what went wrong is in the search's attempts.
    ///
    /// - Parameters:
    ///   - address: a feed, or a page of a site.
    ///   - isGuessing: whether to try usual addresses where the page names no feed.
    ///   - tell: hears of each address before it is asked.
    public func find(
        at address: WebAddress, isGuessing: Bool = true, tell: (WebAddress) -> Void = { _ in }
    ) async -> FeedSearch {
        tell(address)
        var walk = FeedWalk()
        let answer = await ask(FeedCandidate(address: address, origin: .asked))
        walk.note(answer, of: address)
        if walk.found.isEmpty {
            for candidate in answer.named.prefix(FeedFinder.candidateLimit) {
                await follow(candidate, &walk, tell)
            }
        }
        if walk.found.allSatisfy(\.isComments), isGuessing, answer.start.isWorthGuessing {
            await guess(at: answer.place ?? address, &walk, tell)
        }
        return FeedSearch(asked: address, start: answer.start, feeds: walk.ranked, attempts: walk.attempts)
    }

    /// Looks for the feeds of an address as people type it: without a scheme over `https` and, where nobody
    /// answers that, over `http`.
    ///
    /// - Returns: nil when it is no web address.
    public func find(
        typed: String, tell: (WebAddress) -> Void = { _ in }
    ) async -> FeedSearch? {
        var earlier: [FeedSearch.Attempt] = []
        let addresses = TypedAddress.addresses(typed)
        for address in addresses {
            let search = await find(at: address, tell: tell)
            guard address == addresses.last || search.start.isAnswer else {
                earlier += search.attempts
                continue
            }
            return FeedSearch(
                asked: search.asked, start: search.start, feeds: search.feeds,
                attempts: earlier + search.attempts
            )
        }
        return nil
    }
}

private extension FeedFinder {
    func follow(_ candidate: FeedCandidate, _ walk: inout FeedWalk, _ tell: (WebAddress) -> Void) async {
        guard !walk.hasAsked(candidate.address), !walk.isRefused, !Task.isCancelled else { return }
        tell(candidate.address)
        walk.note(await ask(candidate), of: candidate.address)
    }

    /// Tries usual addresses until one of them is a feed.
    func guess(at address: WebAddress, _ walk: inout FeedWalk, _ tell: (WebAddress) -> Void) async {
        let left = min(FeedFinder.guessLimit, FeedFinder.candidateLimit + 1 - walk.attempts.count)
        for candidate in FeedCandidates.usual(for: address).prefix(max(0, left)) {
            await follow(candidate, &walk, tell)
            if walk.found.contains(where: { !$0.isComments }) { return }
        }
    }

    func ask(_ candidate: FeedCandidate) async -> FeedAnswer {
        let request = HTTPRequest(
            address: candidate.address, fields: [HTTPField("Accept", FeedFinder.accepted)])
        do throws(TransferError) {
            return FeedAnswer(try await client.get(request), to: candidate)
        } catch {
            return FeedAnswer(start: .dead(reason: error.description, isAnswer: false))
        }
    }

    static let accepted =
        "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, "
        + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
}

/// What one request of a search brought.
private struct FeedAnswer {
    let start: FeedSearch.Start
    var feed: FoundFeed?
    /// Where the document really is.
    var place: WebAddress?
    /// What the page names as its feeds.
    var named: [FeedCandidate] = []
    /// Whether the host asks to be left alone.
    var isRefusal = false

    init(start: FeedSearch.Start) { self.start = start }

    init(_ response: HTTPResponse, to candidate: FeedCandidate) {
        guard response.status == 200 else {
            start = .dead(reason: FeedAnswer.words(for: response.status), isAnswer: true)
            isRefusal = [429, 503].contains(response.status)
            place = response.address
            return
        }
        let type = response.field("content-type")
        let document = FeedDocument(bytes: response.body, base: response.address, contentType: type)
        place = response.address
        do throws(FeedError) {
            let address = response.permanentAddress ?? candidate.address
            feed = FoundFeed(
                address: address, document: try FeedParser.parse(document), origin: candidate.origin)
            start = .feed
        } catch .notAFeed(_, let what) {
            let isHTML = type?.lowercased().contains("html") == true || FeedAnswer.saysHTML(response.body)
            start = .page(what: isHTML ? "a web page" : what)
            guard candidate.origin == .asked else { return }
            let page = DocumentText(Array(response.body.prefix(HTMLTags.byteLimit)), contentType: type)
            named = FeedCandidates.named(by: page.utf8, at: response.address)
        } catch {
            start = .dead(reason: error.description, isAnswer: true)
        }
    }

    var outcome: String {
        switch start {
        case .feed: "a feed"
        case .page(let what): "not a feed but \(what)"
        case .dead(let reason, _): reason
        }
    }

    /// Whether a document begins as HTML does, which need not have an `html` element.
    static func saysHTML(_ body: [UInt8]) -> Bool {
        let start = String(decoding: body.prefix(512), as: UTF8.self).lowercased()
        return start.contains("<!doctype html") || start.contains("<html")
    }

    static func words(for status: Int) -> String {
        switch status {
        case 401, 407: "the server wants to know who we are (\(status))"
        case 403: "the server does not let us in (403)"
        case 404: "there is nothing at this address (404)"
        case 410: "it is gone for good (410)"
        case 429: "we asked too often (429)"
        case 503: "the server cannot answer now (503)"
        default: "the server answered with status \(status)"
        }
    }
}

/// What a search has seen so far.
private struct FeedWalk {
    private(set) var found: [FoundFeed] = []
    private(set) var attempts: [FeedSearch.Attempt] = []
    /// Whether a host asked to be left alone.
    private(set) var isRefused = false

    mutating func note(_ answer: FeedAnswer, of address: WebAddress) {
        attempts.append(.init(address: address, outcome: answer.outcome))
        isRefused = isRefused || answer.isRefusal
        if let feed = answer.feed, !found.contains(where: { feed.isSame(as: $0) }) { found.append(feed) }
    }

    func hasAsked(_ address: WebAddress) -> Bool { attempts.contains { $0.address == address } }

    /// Posts before comments, feeds with items before empty ones, else as they were found.
    var ranked: [FoundFeed] {
        let main = found.filter { !$0.isComments }
        return main.filter { !$0.document.entries.isEmpty } + main.filter(\.document.entries.isEmpty)
            + found.filter(\.isComments)
    }
}

extension FeedSearch.Start {
    /// Whether a server answered.
    public var isAnswer: Bool {
        if case .dead(_, let isAnswer) = self { isAnswer } else { true }
    }

    /// Whether a site is there that could have a feed elsewhere.
    fileprivate var isWorthGuessing: Bool { isAnswer && self != .feed }
}
