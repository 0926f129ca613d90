// SPDX-License-Identifier: MIT

/// Numbers that change by themselves, such as counts of comments and "3 hours ago"; nobody edited a text that differs only
/// in them.
enum Counters {
    /// A text without them.
    ///
    /// **Shape**: words parted by single spaces; a number goes only when the word behind it says what it counts. A text without
    /// any digit stays as it is.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(where: isDigit) else { return text }
        var text = text
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count + 1) { kept in
                var count = 0
                var words = Words(bytes)
                while let word = words.next() {
                    if isNumber(word), let length = counterLength(words) {
                        for _ in 1..<length { _ = words.next() }
                        continue
                    }
                    let rest = UnsafeMutableBufferPointer(rebasing: kept[count...])
                    count += rest.update(fromContentsOf: word)
                    kept[count] = 0x20
                    count += 1
                }
                return count
            }
        }
    }

    private static let counted: Set<String> = [
        "comment", "comments", "view", "views", "like", "likes", "share", "shares", "reply", "replies",
        "read",
        "reads", "clap", "claps", "vote", "votes",
    ]
    private static let spans: Set<String> = [
        "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week",
        "weeks",
    ]

    /// How many words a counter takes, its number among them: "3 comments" two, "3 hours ago" three; nil for no counter.
    ///
    /// - Parameter words: what follows the number.
    private static func counterLength(_ words: Words) -> Int? {
        var words = words
        guard let next = words.next() else { return nil }
        let word = bare(next)
        if counted.contains(word) { return 2 }
        guard spans.contains(word), let last = words.next(), bare(last) == "ago" else { return nil }
        return 3
    }

    private static func bare(_ word: Word) -> String {
        guard word.count <= 12 else { return "" }
        return String(decoding: word, as: UTF8.self).lowercased().filter(\.isLetter)
    }

    /// Whether a word is a number as pages write it: `12`, `1,024`, `2.1k`.
    private static func isNumber(_ word: Word) -> Bool {
        guard let first = word.first, isDigit(first) else { return false }
        return word.allSatisfy { byte in
            isDigit(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "k")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

private typealias Word = Slice<UnsafeBufferPointer<UInt8>>

/// The words of a text, one after the other.
///
/// White space of ASCII parts words; it is enough here, and texts are long.
private struct Words {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> Word? {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        if place == bytes.count { return nil }
        let start = place
        while place < bytes.count, bytes[place] > 0x20 { place += 1 }
        return bytes[start..<place]
    }
}
