// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// What a pack takes from whom, and under which licence, for machines and for audits.
struct PackManifest: Encodable {
    let title: String
    let licence: String
    let commercial: Bool
    let rendered: [String]
    let items: [Entry]

    /// One item's credit and use.
    struct Entry: Encodable {
        let id: String
        let title: String
        let author: String
        let source: String
        let address: String
        let licence: String
        let use: String
        let words: Int
        let excerptWords: Int
        let attribution: String?

        enum CodingKeys: String, CodingKey {
            case id, title, author, source, licence, use, words, attribution
            case address = "source_url"
            case excerptWords = "excerpt_words"
        }
    }

    /// Reads a pack's credits.
    init(_ pack: Pack, isCommercial: Bool) throws(PublishingError) {
        title = MarkdownEscape.plainLine(pack.theme.title, limit: 200)
        licence = Licence.ccBy.id
        commercial = isCommercial
        rendered = ["\(pack.theme.id).html"]
        var entries: [Entry] = []
        for item in pack.items { entries.append(try Entry(item, isCommercial: isCommercial)) }
        items = entries
    }

    /// The manifest as JSON with sorted keys, for a file of that path.
    func json(for path: String) throws(PublishingError) -> String {
        do { return try json() } catch { throw .file(path: path, why: String(describing: error)) }
    }

    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

private extension PackManifest.Entry {
    init(_ item: ReviewedItem, isCommercial: Bool) throws(PublishingError) {
        let credit = try ItemCredit(item)
        let extract = Extract(of: item.library, commercially: isCommercial)
        self.init(
            id: item.id.rawValue, title: credit.title, author: credit.creator, source: credit.source,
            address: credit.address.text, licence: credit.licence.id,
            use: extract == nil ? "link" : "excerpt",
            words: ReadingTime.words(in: item.library.readable.text.best),
            excerptWords: extract?.words ?? 0, attribution: extract == nil ? nil : credit.statement)
    }
}
