// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages
import Storage

/// An item's article as a document of its own, for a frame that has no rights: it runs nothing, loads nothing and leads nowhere
/// but by its links.
///
/// The HTML was rebuilt by our cleaner when it was kept; the policy holds even if that had failed.
enum ArticleFrame {
    static let routes: [DeskRoute] = [
        .get("desk/items/{item}/article", for: .contributor) { visit in .plain(try await document(visit)) }
    ]

    /// Letters of a text that are shown.
    static let letterLimit = 60_000

    private static func document(_ visit: Visit) async throws -> Response {
        let item = try await DecisionPage.item(visit)
        guard let article = try await visit.store.articles.article(of: item.id) else {
            throw DeskError.notFound
        }
        let title = TrustedHTML(plain: item.tagged.library.item.displayTitle).text
        let html = """
            <!DOCTYPE html>
            <html lang="\(language(article))">
            <head><meta charset="utf-8"><title>\(title)</title><meta name="color-scheme" content="light dark">
            <meta name="viewport" content="width=device-width"><base target="_blank"><style>\(style)</style></head>
            <body><h1>\(title)</h1>
            \(article.html)
            </body></html>
            """
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    private static func language(_ article: Article) -> String {
        let tag = article.facts.language ?? "en"
        return tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? tag : "en"
    }

    private static var headers: HTTPFields {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'sha256-\(styleDigest)'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
        ]
        if let options = HTTPField.Name("X-Frame-Options") { headers[options] = "SAMEORIGIN" }
        if let referrer = HTTPField.Name("Referrer-Policy") { headers[referrer] = "no-referrer" }
        return headers
    }

    private static let style =
        "body{font:1.0625rem/1.6 Georgia,serif;margin:1rem;max-width:40rem;overflow-wrap:break-word}"
        + "h1{font-size:1.375rem;line-height:1.3}h2,h3{font-size:1.125rem}pre{white-space:pre-wrap}"
        + "img{max-width:100%}a{color:inherit}"

    /// The style's SHA-256 as a policy names it.
    private static let styleDigest: String = {
        var bytes: [UInt8] = []
        var half: UInt8?
        for digit in Digest.hex(Array(style.utf8)) {
            guard let value = digit.hexDigitValue.map({ UInt8($0) }) else { continue }
            if let high = half {
                bytes.append(high << 4 | value)
                half = nil
            } else {
                half = value
            }
        }
        return Data(bytes).base64EncodedString()
    }()
}
