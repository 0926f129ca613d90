// SPDX-License-Identifier: MIT

import Markup

/// What a page calls itself in its head, for the search of a heading that says the same.
enum PageTitles {
    private static let properties: Set<String> = ["og:title", "twitter:title", "dc.title", "headline"]
    /// More characters than this are no title.
    private static let limit = 1_000

    /// The titles in the page's head, `title` first.
    static func read(_ tree: HTMLTree) -> [String] {
        var titles: [String] = []
        if let title = tree.first(.title, in: tree.root) { titles.append(tree.text(of: title)) }
        for node in tree.descendants(of: tree.root) where tree.name(of: node) == .meta {
            let name =
                tree.attribute(.property, of: node) ?? tree.attribute(.name, of: node)
                ?? tree.attribute(.itemprop, of: node)
            guard let name, properties.contains(name.lowercased()) else { continue }
            if let content = tree.attribute(.content, of: node) { titles.append(content) }
        }
        return titles.map { String(PlainText.folded($0).prefix(limit)) }.filter { !$0.isEmpty }
    }
}
