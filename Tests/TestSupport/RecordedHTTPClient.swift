// SPDX-License-Identifier: MIT

public import Model
import Synchronization
public import Transport

/// Answers as a test says, without a network, and remembers what it was asked.
public final class RecordedHTTPClient: HTTPClient {
    private let asked = Mutex<[HTTPRequest]>([])
    private let sent = Mutex<[HTTPForm]>([])
    private let answer: @Sendable (HTTPRequest) async -> Result<HTTPResponse, TransferError>

    /// A client that answers so.
    public init(_ answer: @escaping @Sendable (HTTPRequest) async -> Result<HTTPResponse, TransferError>) {
        self.answer = answer
    }

    /// What it was asked, in order.
    public var requests: [HTTPRequest] { asked.withLock { $0 } }

    /// The forms that it was sent, in order.
    public var forms: [HTTPForm] { sent.withLock { $0 } }

    /// Answers as to a request for the form's address, and remembers the form.
    public func post(_ form: HTTPForm) async throws(TransferError) -> HTTPResponse {
        sent.withLock { $0.append(form) }
        return try await answer(HTTPRequest(address: form.address)).get()
    }

    /// Answers, and remembers the question.
    public func get(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        asked.withLock { $0.append(request) }
        return try await answer(request).get()
    }
}

extension HTTPRequest {
    /// The value of a field, nil when it was not sent.
    public func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

extension HTTPResponse {
    /// An answer with everything that the subject of a test does not name.
    public static func sample(
        _ body: String = "", status: Int = 200, fields: [HTTPField] = [],
        from address: WebAddress = .sample("https://blog.example.org/feed"), redirects: [Redirect] = []
    ) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: fields, body: Array(body.utf8), address: address, redirects: redirects)
    }
}

/// A document of RSS 2.0 with an item for each title, each at `/` and a digest-like slug of it on `site`.
public func rssDocument(
    _ titles: [String], site: String = "https://blog.example.org", text: String = "Words."
)
    -> String
{
    let items = titles.map { title in
        let slug = title.lowercased().replacing(" ", with: "-")
        return """
            <item><title>\(title)</title><link>\(site)/\(slug)/</link><guid>\(site)/\(slug)/</guid>
            <description>\(text)</description><pubDate>Mon, 05 Oct 2026 09:00:00 GMT</pubDate></item>
            """
    }
    return
        "<rss version=\"2.0\"><channel><title>A blog</title><link>\(site)/</link>\(items.joined())</channel></rss>"
}
