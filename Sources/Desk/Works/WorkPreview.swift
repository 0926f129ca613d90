// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages
import Storage

/// A pack, a path or an issue just as it will go out: the page in a frame without rights, and its Markdown.
struct WorkPreview: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/works/{kind}/{work}/preview", for: .contributor) { visit in .page(try await page(visit)) },
        // A page in a frame without rights comes from nowhere: it has no session, and is another origin than ours.
        .open(get: "desk/preview/style.css") { call in
            guard case .plain(var response) = file(call.tools.runs.works.style, "text/css; charset=utf-8")
            else {
                throw DeskError.notFound
            }
            if let name = HTTPField.Name("Cross-Origin-Resource-Policy") {
                response.headers[name] = "cross-origin"
            }
            return .plain(response)
        },
        .get("desk/preview/{kind}/{work}.html", for: .contributor) { visit in
            try await frame(try await work(visit), visit)
        },
        .get("desk/preview/issues/{work}/{number}/mail.html", for: .contributor) { visit in
            try await mailFrame(
                try await Work.named("issues", try visit.parameter("work"), visit.sitting), visit)
        },
        .get("desk/preview/issues/{work}/{number}.html", for: .contributor) { visit in
            try await frame(try await Work.named("issues", try visit.parameter("work"), visit.sitting), visit)
        },
    ]

    let path: String
    let title: String
    let frame: String
    let markdown: String
    let mail: Mail?

    /// The issue as mail.
    struct Mail: Sendable {
        let subject: String
        let text: String
        let frame: String
        let problem: String?
    }

    private static func work(_ visit: Visit) async throws -> Work {
        try await Work.named(try visit.parameter("kind"), try visit.parameter("work"), visit.sitting)
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let work = try await work(visit)
        let preview = try await work.preview(visit.sitting)
        return WebPage(
            "Preview of \(work.title)", "work-preview",
            WorkPreview(
                path: "desk/works/\(work.path)", title: work.title,
                frame: "desk/preview/\(place(of: work)).html",
                markdown: preview.markdown,
                mail: preview.mail.map {
                    Mail(
                        subject: $0.subject, text: $0.text,
                        frame: "desk/preview/\(place(of: work))/mail.html",
                        problem: $0.problem)
                }))
    }

    /// Where it will stand, so that its links to the style sheet lead to ours.
    private static func place(of work: Work) -> String {
        if case .issue(_, let issue?) = work { return "\(work.path)/\(issue.number)" }
        return work.path
    }

    private static func frame(_ work: Work, _ visit: Visit) async throws -> DeskAnswer {
        framed(try await work.preview(visit.sitting).html, styles: "'self'")
    }

    private static func mailFrame(_ work: Work, _ visit: Visit) async throws -> DeskAnswer {
        guard let mail = try await work.preview(visit.sitting).mail else { throw DeskError.notFound }
        // Mail carries its styles with it.
        return framed(mail.html, styles: "'unsafe-inline'")
    }

    /// A document of its own without rights.
    private static func framed(_ html: String, styles: String) -> DeskAnswer {
        guard case .plain(var response) = file(html, "text/html; charset=utf-8") else {
            return file(html, "text/plain; charset=utf-8")
        }
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src \(styles); img-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
        if let name = HTTPField.Name("X-Frame-Options") { response.headers[name] = "SAMEORIGIN" }
        return .plain(response)
    }

    private static func file(_ text: String, _ type: String) -> DeskAnswer {
        .plain(
            Response(
                status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
        )
    }
}
