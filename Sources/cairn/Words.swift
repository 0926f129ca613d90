// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

extension RunReport {
    /// The counts in one line.
    var sentence: String {
        let words = counts.map { "\($0.what) \($0.number)" }.joined(separator: ", ")
        return "\(name): " + (words.isEmpty ? "failed" : words)
    }
}

extension Double {
    /// Two digits after the point.
    var shown: String { formatted(.number.precision(.fractionLength(2)).locale(Locale(identifier: "en_GB"))) }
}

extension Tag {
    /// The words that speak for the tag, strongest first.
    var evidenceWords: String { evidence.words }

    /// How sure it is; of a rule's tag the rules.
    var sureness: String {
        if author != .rule { return confidence.shown }
        var names: [String] = []
        for piece in evidence where !names.contains(piece.term) { names.append(piece.term) }
        return "by rule " + names.joined(separator: ", ")
    }
}

extension RuleFinding {
    /// The words that made the rule apply.
    var evidenceWords: String { evidence.words }
}

extension [Tag.Evidence] {
    /// The first few words.
    fileprivate var words: String {
        prefix(4).map { $0.count > 1 ? "\($0.words) \u{d7}\($0.count)" : $0.words }.joined(separator: ", ")
    }
}

extension TaggedItem {
    /// The item and its topics in two lines.
    func lines(_ curriculum: Curriculum?) -> [String] {
        let topics = tags.map { tag in
            "\(curriculum?.topic(tag.topic)?.name ?? tag.topic.rawValue) \(tag.sureness) (\(tag.evidenceWords))"
        }
        let source = library.sources.map(\.title).joined(separator: " + ")
        return [
            "\(id)  \(library.item.displayTitle)",
            "    \(source) \u{b7} \(library.minutes) min \u{b7} \(library.licence.label)",
            "    \(topics.isEmpty ? "unsorted" : topics.joined(separator: "; "))",
        ]
    }
}

extension RawRepresentable where Self: CaseIterable & Sendable, RawValue == String {
    /// Reads an option's value that is one of a few words.
    ///
    /// - Parameter kind: what it is, in a word: `state`.
    static func option(_ kind: String) -> @Sendable (String) throws -> Self {
        { text in
            guard let found = Self(rawValue: text) else {
                let names = allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("there is no \(kind) \(text); the \(kind)s are \(names)")
            }
            return found
        }
    }
}

extension Store {
    /// One item by its id or the start of it.
    func item(_ prefix: String) async throws -> TaggedItem {
        guard let found = try await items.find(prefix) else {
            throw Complaint("there is no single item whose id begins with \(prefix)")
        }
        return found
    }
}
