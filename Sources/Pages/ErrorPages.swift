// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird
import Logging
import Markup
import NIOCore

/// Answers with a page in plain words where there is no other answer.
///
/// What went wrong inside is for the log alone.
public struct ErrorPages: RouterMiddleware {
    private let title: String
    private let root: String

    /// - Parameters:
    ///   - title: what the library is called.
    ///   - root: the path under which readers find the front page; it ends with a slash.
    public init(title: String, root: String = "/") {
        self.title = title
        self.root = root
    }

    /// Lets the page be made; makes one of the error where that fails.
    public func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            return page(error.status, isFront: request.uri.path == "/")
        } catch {
            context.logger.error("a page failed", metadata: ["why": "\(error)"])
            return page(.internalServerError, isFront: false)
        }
    }
}

private extension ErrorPages {
    func page(_ status: HTTPResponse.Status, isFront: Bool) -> Response {
        let words = ErrorPages.words(for: status, isFront: isFront)
        let way =
            isFront
            ? ""
            : "<p><a href=\"\(HTMLEscape.text(root))\">\(HTMLEscape.text(title)): all packs and newsletters</a></p>\n"
        let html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(words.title) - \(HTMLEscape.text(title))</title>
            <link rel="stylesheet" href="\(HTMLEscape.text(root))style.css">
            </head>
            <body>
            <main>
            <h1>\(words.title)</h1>
            <p>\(words.sentence)</p>
            \(way)</main>
            </body>
            </html>

            """
        return Response(
            status: status, headers: [.contentType: MediaType.html, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    static func words(for status: HTTPResponse.Status, isFront: Bool) -> (title: String, sentence: String) {
        switch status {
        case .notFound where isFront:
            ("Nothing is published yet", "Once something is, it will be here.")
        case .notFound:
            (
                "Nothing here",
                "There is no page at this address. It may have been mistyped, or the page was taken away."
            )
        case .methodNotAllowed: ("That cannot be done here", "This page can be read, and no more.")
        case .contentTooLarge: ("That is too much", "What was sent is larger than we take.")
        case _ where status.code >= 500:
            ("Something went wrong", "It is not your fault. Please try again in a while.")
        default: ("That was not understood", "What was asked for makes no sense to us.")
        }
    }

    enum MediaType { static let html = "text/html; charset=utf-8" }
}
