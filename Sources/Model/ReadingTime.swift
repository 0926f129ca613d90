// SPDX-License-Identifier: MIT

/// How long a text takes to read.
///
/// **Source**: 238 words a minute, the mean of silent reading of English non-fiction by adults in Brysbaert, "How many words
/// do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019).
public enum ReadingTime {
    /// Words in a minute.
    public static let wordsPerMinute = 238

    /// The words in a text, parted by white space.
    public static func words(in text: String) -> Int {
        var count = 0
        var isInWord = false
        for scalar in text.unicodeScalars {
            let isSpace = isSpace(scalar)
            if isInWord != isSpace { continue }
            isInWord.toggle()
            if isInWord { count += 1 }
        }
        return count
    }

    /// Unicode's white space, without asking its tables for each letter.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }

    /// Whole minutes for a text, rounded up.
    ///
    /// **Units**: minutes; 1 at the least, also for an empty text.
    public static func minutes(for text: String) -> Int {
        max(1, (words(in: text) + wordsPerMinute - 1) / wordsPerMinute)
    }
}
