// SPDX-License-Identifier: MIT

public import Model
import Transport

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
