// SPDX-License-Identifier: MIT

/// Numbers that change by themselves, such as counts of comments and "3 hours ago"; nobody edited a text that differs only
/// in them.
enum Counters {
    /// A text without them.
    ///
    /// **Shape**: words parted by single spaces; a number goes only when the word behind it says what it counts.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(where: isDigit) else { return text }
        let words = text.split(whereSeparator: \.isWhitespace)
        var kept: [Substring] = []
        kept.reserveCapacity(words.count)
        var index = 0
        while index < words.count {
            let skipped = isNumber(words[index]) ? counterLength(words, at: index) : 0
            if skipped == 0 { kept.append(words[index]) }
            index += max(1, skipped)
        }
        return kept.joined(separator: " ")
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
    private static func counterLength(_ words: [Substring], at index: Int) -> Int {
        guard index + 1 < words.count else { return 0 }
        let word = bare(words[index + 1])
        if counted.contains(word) { return 2 }
        return spans.contains(word) && index + 2 < words.count && bare(words[index + 2]) == "ago" ? 3 : 0
    }

    private static func bare(_ word: Substring) -> String {
        guard word.utf8.count <= 12 else { return "" }
        return word.lowercased().filter(\.isLetter)
    }

    /// Whether a word is a number as pages write it: `12`, `1,024`, `2.1k`.
    private static func isNumber(_ word: Substring) -> Bool {
        guard let first = word.utf8.first, isDigit(first) else { return false }
        return word.utf8.allSatisfy { byte in
            isDigit(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "k")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
