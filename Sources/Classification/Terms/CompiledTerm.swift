// SPDX-License-Identifier: MIT

/// One term of one topic, ready to be looked for.
struct CompiledTerm: Sendable {
    /// The number of its topic in the matcher's list.
    let topic: Int
    /// The term as the curriculum has it.
    let text: String
    /// Whether it is only a hint.
    let isWeak: Bool
    /// How many words it has.
    let wordCount: Int
    /// In how many topics it stands, 1 or more.
    var topicCount = 1
    /// How much it says by being rare, 0...1.
    var specificity = 1.0

    /// What it is called in any topic: its letters without gaps.
    let key: String
    /// Its words in small letters.
    let words: [String]
    /// Every way in which it may be written, gaps left out.
    let writtenForms: [String]

    init(topic: Int, text: String, isWeak: Bool) {
        self.topic = topic
        self.text = text
        self.isWeak = isWeak
        let normalised = NormalisedText(text)
        let words = normalised.words.map { word in
            let letters = String(decoding: normalised.letters[word.letters], as: UTF8.self)
            return word.isCapitals ? letters : letters.lowercased()
        }
        wordCount = words.count
        self.words = words.map { $0.lowercased() }
        key = words.joined()
        writtenForms = Self.products(
            of: normalised.words.indices.map { index in
                Self.forms(
                    of: words[index], isCapitals: normalised.words[index].isCapitals,
                    isInner: index > 0 && index < words.count - 1)
            })
    }
}

private extension CompiledTerm {
    /// More forms than any honest term has.
    static let formLimit = 2000

    static func forms(of word: String, isCapitals: Bool, isInner: Bool) -> [String] {
        if isCapitals { return WordForms.all(ofCapitals: word) }
        return isInner ? WordForms.inner(of: word) : WordForms.all(of: word)
    }

    /// Every choice of one form for each word, joined; only the plain words after the limit.
    static func products(of forms: [[String]]) -> [String] {
        guard !forms.isEmpty else { return [] }
        var joined = [""]
        for options in forms {
            let isTooMany = joined.count * options.count > formLimit
            joined = joined.flatMap { start in
                (isTooMany ? Array(options.prefix(1)) : options).map { start + $0 }
            }
        }
        return joined
    }
}
