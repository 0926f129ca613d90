// SPDX-License-Identifier: MIT

/// What became of a text when somebody edited it, word by word.
///
/// Words are what white space parts; of scripts without spaces each character is one. White space itself is not compared.
/// **Shape**: the work grows with the texts and not with how much they differ: what has too little in common, and all
/// behind the first 50,000 words, counts as replaced in one piece.
public struct TextChange: Hashable, Sendable {
    /// A run of words with what became of it.
    public struct Part: Hashable, Sendable {
        /// What became of some words.
        public enum Kind: String, Sendable, Codable {
            /// They stand in both texts.
            case same
            /// They stand in the former text only.
            case gone
            /// They stand in the later text only.
            case new
        }

        /// What became of the words.
        public let kind: Kind
        /// The words as they stand, without the white space around them; in an excerpt perhaps cut, with "…".
        public let text: String
        /// How many words they are, before an excerpt cut them.
        public let words: Int
    }

    /// The parts in the order of reading, where one replaces another what is gone first; no two of one kind side by side.
    public let parts: [Part]

    /// Compares two texts.
    public init(from former: String, to later: String) {
        let (old, new) = (WordPlaces(former, limit: 50_000), WordPlaces(later, limit: 50_000))
        var parts: [Part] = []
        var (x, y) = (0, 0)
        func skip(to oldEnd: Int, _ newEnd: Int) {
            if x < oldEnd { parts.append(Part(kind: .gone, text: old.text(x..<oldEnd), words: oldEnd - x)) }
            if y < newEnd { parts.append(Part(kind: .new, text: new.text(y..<newEnd), words: newEnd - y)) }
        }
        for run in WordAlignment(of: old, with: new).runs {
            skip(to: run.old, run.new)
            (x, y) = (run.old + run.count, run.new + run.count)
            parts.append(Part(kind: .same, text: new.text(run.new..<y), words: run.count))
        }
        skip(to: old.count, new.count)
        self.parts = parts
    }

    /// Whether no word changed.
    public var isEmpty: Bool { parts.allSatisfy { $0.kind == .same } }

    /// How many words are gone.
    public var wordsGone: Int { words(.gone) }

    /// How many words are new.
    public var wordsNew: Int { words(.new) }

    private func words(_ kind: Part.Kind) -> Int {
        parts.reduce(0) { $1.kind == kind ? $0 + $1.words : $0 }
    }

    /// The changes with a few words around them, in one line.
    ///
    /// - Parameters:
    ///   - context: characters of unchanged text to keep on each side of a change.
    ///   - limit: characters in all, or nearly so; a single change gets a third of them.
    ///
    /// **Shape**: parts as in ``parts``, white space as single spaces, "…" where something is left out; empty where no
    /// word changed.
    public func excerpt(context: Int = 40, limit: Int = 600) -> [Part] {
        guard !isEmpty else { return [] }
        var kept: [Part] = []
        var left = limit
        for (index, part) in parts.enumerated() {
            guard left > 0 else {
                kept.append(Part(kind: .same, text: "\u{2026}", words: 0))
                break
            }
            let text =
                part.kind == .same
                ? around(part.text, context, isAfter: index > 0, isBefore: index < parts.count - 1)
                : OneLine.head(part.text, limit / 3)
            kept.append(Part(kind: part.kind, text: text, words: part.words))
            left -= text.unicodeScalars.count
        }
        return kept
    }

    /// What stands beside a change: the start of a text behind one, the end of a text before one.
    private func around(_ text: String, _ context: Int, isAfter: Bool, isBefore: Bool) -> String {
        if isAfter, isBefore, let whole = OneLine.whole(text, context * 2) { return whole }
        let head = isAfter ? OneLine.head(text, context) : ""
        let tail = isBefore ? OneLine.tail(text, context) : ""
        guard isAfter, isBefore else { return head + tail }
        return head + " " + tail.drop { $0 == "\u{2026}" || $0 == " " }
    }
}

extension Sequence<TextChange.Part> {
    /// The parts as text with marks that need no colour: `[-gone-] {+new+}`.
    public var marked: String {
        map { part in
            switch part.kind {
            case .same: part.text
            case .gone: "[-\(part.text)-]"
            case .new: "{+\(part.text)+}"
            }
        }.joined(separator: " ")
    }
}

/// A text in one line, cut where a word ends.
private enum OneLine {
    /// The text, if it has no more characters than that.
    static func whole(_ text: String, _ limit: Int) -> String? {
        text.unicodeScalars.prefix(limit + 1).count > limit ? nil : line(text.unicodeScalars[...])
    }

    static func head(_ text: String, _ limit: Int) -> String {
        if let whole = whole(text, limit) { return whole }
        let start = text.unicodeScalars.prefix(limit)
        let end = start.lastIndex(where: \.properties.isWhitespace).map { start[..<$0] }
        return line(end ?? start) + " \u{2026}"
    }

    static func tail(_ text: String, _ limit: Int) -> String {
        if let whole = whole(text, limit) { return whole }
        let end = text.unicodeScalars.suffix(limit)
        let start = end.firstIndex(where: \.properties.isWhitespace).map { end[$0...] }
        return "\u{2026} " + line(start ?? end)
    }

    private static func line(_ scalars: Substring.UnicodeScalarView) -> String {
        scalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
    }
}
