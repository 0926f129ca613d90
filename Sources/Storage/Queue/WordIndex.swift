// SPDX-License-Identifier: MIT

/// An engine's index of words: how it is made, filled and asked.
///
/// The index holds no text, only which words stand where. A text that changes gets a new number, and the former number leads
/// nowhere from then on.
struct WordIndex: Sendable {
    /// The statements that make it.
    let making: [SQL]

    /// The statement that adds a text under a new number.
    let adding: @Sendable (_ number: Int, _ title: String, _ text: String) -> SQL

    /// A query that answers `number` and `score` (the lower, the better) of the texts with all words, at most `limit`;
    /// with `isRanked` in any order, else the highest numbers first and all of one score, since to score is to read
    /// every text's counts.
    let finding: @Sendable (_ words: SearchWords, _ limit: Int, _ isRanked: Bool) -> SQL

    /// FTS5 of SQLite.
    ///
    /// Words are stemmed as English ones; a word of the headline counts five times.
    static let sqlite = WordIndex(
        making: [
            """
            CREATE VIRTUAL TABLE queue_words USING fts5(
                title, text, content='', tokenize='porter unicode61 remove_diacritics 2', prefix='3')
            """
        ],
        adding: { number, title, text in
            "INSERT INTO queue_words (rowid, title, text) VALUES (\(number), \(title), \(text))"
        },
        finding: { words, limit, isRanked in
            isRanked
                ? """
                SELECT rowid AS number, bm25(queue_words, 5.0, 1.0) AS score FROM queue_words
                WHERE queue_words MATCH \(words.fts5) LIMIT \(limit)
                """
                : """
                SELECT rowid AS number, 0.0 AS score FROM queue_words
                WHERE queue_words MATCH \(words.fts5) ORDER BY rowid DESC LIMIT \(limit)
                """
        })
}

/// The words that somebody looks for.
///
/// **Shape**: at most twelve words or phrases of letters and digits; whatever else was typed parts words and means nothing,
/// so no text is a mistake and none is a command to the engine. Words between double quotes stay together.
struct SearchWords: Hashable, Sendable {
    /// Each is a list of words that stand together.
    let phrases: [[String]]
    /// Whether the last word may be the start of one.
    let isOpen: Bool

    private static let limit = 12
    /// Letters from which on the start of a word is looked for.
    private static let fewestLetters = 3

    /// - Returns: nil when there is no word in it.
    init?(_ text: String) {
        let parts = text.prefix(400).split(separator: "\"", omittingEmptySubsequences: false)
        var phrases: [[String]] = []
        for (index, part) in parts.enumerated() {
            let words = part.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            // Every other part stands between quotes.
            if index.isMultiple(of: 2) {
                phrases += words.map { [$0] }
            } else if !words.isEmpty {
                phrases.append(Array(words.prefix(SearchWords.limit)))
            }
        }
        guard let last = text.last, !phrases.isEmpty else { return nil }
        self.phrases = Array(phrases.prefix(SearchWords.limit))
        let letters = self.phrases.last?.last?.count ?? 0
        isOpen = last.isLetter && letters >= SearchWords.fewestLetters && phrases.count <= SearchWords.limit
    }

    /// The same, with the last word as it stands.
    var whole: SearchWords { SearchWords(phrases: phrases, isOpen: false) }

    private init(phrases: [[String]], isOpen: Bool) {
        self.phrases = phrases
        self.isOpen = isOpen
    }

    /// The query as FTS5 reads it: every phrase in quotes, all of them wanted.
    var fts5: String {
        phrases.map { "\"" + $0.joined(separator: " ") + "\"" }.joined(separator: " ") + (isOpen ? "*" : "")
    }
}
