// SPDX-License-Identifier: MIT

import Markup

/// A part of a page made once for the many pages that it stands on, in both forms.
final class RenderedPassage: Sendable, Hashable {
    let markdown: String
    let html: RenderedMarkdown

    /// Makes both forms of a part; `page` names it in errors.
    init(_ passage: Passage, page: String) throws(PublishingError) {
        markdown = passage.lines.joined(separator: "\n\n")
        var html = RenderedMarkdown()
        // There is one of these for every item, so none takes twice the room that it needs.
        html.reserve(passage.roughCount + 256)
        try passage.write(to: &html, page)
        self.html = html
    }

    /// The HTML follows from the Markdown.
    static func == (one: RenderedPassage, other: RenderedPassage) -> Bool { one.markdown == other.markdown }

    func hash(into hasher: inout Hasher) { hasher.combine(markdown) }
}

/// The entries of lists as they were made first: an item stands in the list of each of its topics.
final class EntryShelf {
    private var entries: [String: [String: Passage]] = [:]

    /// The entry of an item on pages that lie as deep as `root` says.
    func entry(
        of item: String, root: String, _ make: () throws(PublishingError) -> Passage
    ) throws(PublishingError) -> Passage {
        if let entry = entries[root]?[item] { return entry }
        let entry = Passage(rendered: try RenderedPassage(make(), page: "the entry of \(item)"))
        entries[root, default: [:]][item] = entry
        return entry
    }
}
