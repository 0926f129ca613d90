// SPDX-License-Identifier: MIT

/// Stems of the words that were read, so that no word is stemmed twice.
///
/// Whoever reads many items keeps one and hands it in each time. What is read does not depend on it, only how fast.
///
/// **Units**: up to 3 MB.
public struct WordMemory: Sendable {
    private var languages: [String: NumberTable<UInt64>] = [:]

    private static let languageLimit = 4
    private static let wordLimit = 30_000

    /// Remembers nothing.
    public init() {}

    /// Hands out what is known of a language; it is not known here until it is given back.
    mutating func take(_ language: String) -> NumberTable<UInt64> {
        if languages[language] == nil, languages.count >= Self.languageLimit { languages = [:] }
        // Taken out, so that it is not copied when it changes.
        var stems = languages.removeValue(forKey: language) ?? NumberTable(blank: 0, room: 1000)
        if stems.count > Self.wordLimit { stems.removeAll() }
        return stems
    }

    /// Takes back what is known of a language.
    mutating func keep(_ stems: NumberTable<UInt64>, of language: String) { languages[language] = stems }
}
