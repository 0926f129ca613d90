// SPDX-License-Identifier: MIT

import Markup
import Model

/// Pages that lead on from an address that readers may still have.
struct Redirects {
    /// Old and new places, without ending.
    let moves: [MovedPage]

    /// The moves that people wrote down, and those of retired topics.
    ///
    /// **Errors**: ``PublishingError/badMove(from:to:why:)`` where an old address is still in use, where a new one is no
    /// page, or where moves go round in a circle.
    ///
    /// - Parameter isPage: whether there is a page at a place.
    init(
        _ written: [MovedPage], _ curriculum: Curriculum, isPage: (String) -> Bool
    ) throws(PublishingError) {
        let retired = curriculum.topics.compactMap { topic in
            topic.place.replacedBy.map { MovedPage(from: "topics/\(topic.id)", to: "topics/\($0)") }
        }
        let steps = Dictionary((written + retired).map { ($0.from, $0.to) }) { first, _ in first }
        var found: [MovedPage] = []
        for (from, to) in steps.sorted(by: { $0.key < $1.key }) {
            if isPage(from) { throw .badMove(from: from, to: to, why: "there is a page at \(from)") }
            var end = to
            var count = 0
            while !isPage(end), let next = steps[end], count <= steps.count {
                end = next
                count += 1
            }
            guard isPage(end) else {
                let why = count > steps.count ? "it goes round in a circle" : "there is no page at \(end)"
                throw .badMove(from: from, to: to, why: why)
            }
            found.append(MovedPage(from: from, to: end))
        }
        moves = found
    }

    /// A page for each old address, and the list for servers that can answer 301.
    ///
    /// **Source**: the `_redirects` form that several hosts of plain files read: old, new, status.
    func files(language: String) -> [PublishedFile] {
        guard !moves.isEmpty else { return [] }
        let pages = moves.map { move in
            let root = String(repeating: "../", count: move.from.split(separator: "/").count - 1)
            let target = HTMLEscape.text("\(root)\(move.to).html")
            return PublishedFile(
                path: "\(move.from).html",
                text: """
                    <!DOCTYPE html>
                    <html lang="\(HTMLEscape.text(language))">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>This page has moved</title>
                    <meta http-equiv="refresh" content="0; url=\(target)">
                    <meta name="robots" content="noindex">
                    <meta name="color-scheme" content="light dark">
                    <link rel="stylesheet" href="\(root)style.css">
                    </head>
                    <body>
                    <main id="content">
                    <h1>This page has moved</h1>
                    <p>Go to <a href="\(target)">its new address</a>.</p>
                    </main>
                    </body>
                    </html>

                    """)
        }
        let list = moves.map { "/\($0.from).html /\($0.to).html 301\n" }
        return pages + [PublishedFile(path: "_redirects", text: list.joined())]
    }
}
