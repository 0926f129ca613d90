// SPDX-License-Identifier: MIT

/// Numbers that change by themselves, such as counts of comments and "3 hours ago"; nobody edited a text that differs only
/// in them.
enum Counters {
    /// A text without them.
    ///
    /// **Shape**: words parted by single spaces; a number goes only when the word behind it says what it counts.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(where: isDigit) else { return text }
        // White space of ASCII parts words; it is enough here, and texts are long.
        let words = text.utf8.split { $0 <= 0x20 }
        var kept: [UInt8] = []
        kept.reserveCapacity(text.utf8.count)
        var index = 0
        while index < words.count {
            let skipped = isNumber(words[index]) ? counterLength(words, at: index) : 0
            if skipped == 0 {
                kept.append(contentsOf: words[index])
                kept.append(0x20)
            }
            index += max(1, skipped)
        }
        return String(decoding: kept, as: UTF8.self)
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

    /// How many words a counter takes that begins with a number: "3 comments" two, "3 hours ago" three; 0 for none.
    private static func counterLength(_ words: [Substring.UTF8View], at index: Int) -> Int {
        guard index + 1 < words.count else { return 0 }
        let word = bare(words[index + 1])
        if counted.contains(word) { return 2 }
        return spans.contains(word) && index + 2 < words.count && bare(words[index + 2]) == "ago" ? 3 : 0
    }

    private static func bare(_ word: Substring.UTF8View) -> String {
        guard word.count <= 12 else { return "" }
        return Substring(word).lowercased().filter(\.isLetter)
    }

    /// Whether a word is a number as pages write it: `12`, `1,024`, `2.1k`.
    private static func isNumber(_ word: Substring.UTF8View) -> Bool {
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
