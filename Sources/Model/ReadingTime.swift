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
        text.split(whereSeparator: \.isWhitespace).count
    }

    /// Whole minutes for a text, rounded up.
    ///
    /// **Units**: minutes; 1 at the least, also for an empty text.
    public static func minutes(for text: String) -> Int {
        max(1, (words(in: text) + wordsPerMinute - 1) / wordsPerMinute)
    }
}
