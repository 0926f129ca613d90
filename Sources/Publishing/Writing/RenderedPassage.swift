// SPDX-License-Identifier: MIT

import Markup
import Model

/// Parts of a page that are there in both forms already, such as what stands on many pages and is made once; see
/// ``PassageWriter``.
final class RenderedPassage: Sendable, Hashable {
    /// The Markdown of all parts, with blank lines between them.
    let markdown: [UInt8]
    let html: RenderedMarkdown

    init(markdown: [UInt8], html: RenderedMarkdown) {
        self.markdown = markdown
        self.html = html
    }

    /// The HTML follows from the Markdown.
    static func == (one: RenderedPassage, other: RenderedPassage) -> Bool { one.markdown == other.markdown }

    func hash(into hasher: inout Hasher) { hasher.combine(markdown) }
}

/// The entries of lists as they were made first: an item stands in the list of each of its topics.
final class EntryShelf {
    private var entries: [String: [ObjectIdentifier: RenderedPassage]] = [:]
    /// Writes entries, and the pages of items.
    var writer = PassageWriter()
    /// What the pages of topics say of themselves to machines.
    private var data: [Topic.ID: String] = [:]

    /// What the pages of a topic say of themselves to machines, made once.
    func linkedData(of topic: Topic.ID, _ make: () -> JSONValue) -> String {
        if let known = data[topic] { return known }
        let made = make().compact
        data[topic] = made
        return made
    }

    /// The entry of an item on pages that lie as deep as `root` says.
    ///
    /// - Parameter card: one that stays as long as the shelf.
    func entry(
        of card: ItemCard, root: String, _ make: (inout PassageWriter) throws(PublishingError) -> Void
    ) throws(PublishingError) -> RenderedPassage {
        if let entry = entries[root]?[ObjectIdentifier(card)] { return entry }
        writer.begin(on: "the entry of \(card.id)")
        try make(&writer)
        let entry = writer.rendered
        entries[root, default: [:]][ObjectIdentifier(card)] = entry
        return entry
    }
}
