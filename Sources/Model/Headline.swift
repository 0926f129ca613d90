// SPDX-License-Identifier: MIT

/// A headline as it is compared with another: its words and its numbers.
public struct Headline: Hashable, Sendable {
    private let words: Set<UInt64>
    private let numbers: Set<String>

    /// Prepares a headline to be compared.
    public init(_ text: String) {
        words = Set(TextWords(text))
        numbers = WrittenNumbers.all(in: text)
    }

    /// What headlines of the same words have in common, in whatever order they stand.
    ///
    /// **Shape**: the same on every machine and in every run, so it can be stored; nil for fewer than three words, which
    /// say too little.
    public var key: Int? {
        guard words.count >= 3 else { return nil }
        return Int(truncatingIfNeeded: words.reduce(0) { $0 &+ TextWords.mixed($1) })
    }

    /// Whether one is the other, perhaps with the name of a site or a section added.
    ///
    /// Two that differ in a number are two ("Part 1", "Part 2"); an empty one is like any.
    public func isLike(_ other: Headline) -> Bool {
        if words == other.words { return true }
        let fewer = min(words.count, other.words.count)
        guard fewer >= 3 else { return fewer == 0 }
        guard numbers.isSubset(of: other.numbers) || other.numbers.isSubset(of: numbers) else { return false }
        return words.intersection(other.words).count * 4 >= fewer * 3
    }
}

/// The numbers that stand in a text.
enum WrittenNumbers {
    /// Every word with a digit in it, without what stands around it: "(2.5%)," gives `2.5`.
    static func all(in text: String) -> Set<String> {
        var found: Set<String> = []
        for word in text.utf8.split(whereSeparator: { $0 <= 0x20 }) where word.contains(where: isDigit) {
            guard let first = word.firstIndex(where: isLetter), let last = word.lastIndex(where: isLetter)
            else { continue }
            found.insert(String(decoding: word[first...last], as: UTF8.self).lowercased())
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
