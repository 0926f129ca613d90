// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// An edit of an item at its source, as JSON.
struct RevisionView: Encodable {
    private let replaced: Date
    private let before: Words
    private let after: Words

    /// What a feed said of an item at a time; the page that was read has no part in it.
    private struct Words: Encodable {
        let title: String
        let url: String?
        let authors: [String]
        let categories: [String]
        let published: Date?
        let licence: String?
        let summary: String
        let text: String

        init(_ item: Item) {
            title = item.title
            url = item.address?.text
            authors = item.credit.authors
            categories = item.categories
            published = item.dates.best
            licence = item.credit.licence?.licence.id
            summary = item.text.summary
            text = item.text.best
        }
    }

    init(_ revision: ItemRevision) {
        replaced = revision.replaced
        before = Words(revision.before)
        after = Words(revision.after)
    }
}

extension ItemRevision {
    /// The edit for people: when, both titles, and what changed in the text with a few words around it.
    var lines: [String] {
        let day = replaced.formatted(.iso8601.year().month().day())
        let isRetitled = before.title != after.title
        let titles = isRetitled ? "\(before.displayTitle) \u{2192} \(after.displayTitle)" : "the title stayed"
        var lines = ["    edit \(number), noticed \(day): \(titles)"]
        let parts = [("text", \ItemText.best), ("summary", \.summary), ("text", \.body)]
        // Where what there is to read stayed, the edit was in the other part.
        let change = parts.lazy
            .map { ($0.0, TextChange(from: before.text[keyPath: $0.1], to: after.text[keyPath: $0.1])) }
            .first { !$0.1.isEmpty }
        if let (name, change) = change {
            let counts = "\(counted(change.wordsGone, "word")) gone, \(change.wordsNew) new"
            lines.append("        \(name), \(counts): \(change.excerpt().marked)")
        } else if !isRetitled {
            lines.append("        only spaces or line breaks changed")
        }
        return lines + others
    }

    /// What else the source changed with the words.
    private var others: [String] {
        func line(_ name: String, _ value: (Item) -> String?) -> String? {
            let (old, new) = (value(before) ?? "none", value(after) ?? "none")
            return old == new ? nil : "        \(name): \(old) \u{2192} \(new)"
        }
        return [
            line("address") { $0.address?.text },
            line("by") { $0.credit.authors.isEmpty ? nil : $0.credit.authors.joined(separator: ", ") },
            line("licence") { $0.credit.licence?.licence.label },
        ].compactMap { $0 }
    }
}
