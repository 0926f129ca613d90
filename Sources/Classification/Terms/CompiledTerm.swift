// SPDX-License-Identifier: MIT

/// One term of one topic, ready to be looked for.
struct CompiledTerm: Sendable {
    /// The number of its topic in the matcher's list.
    let topic: Int
    /// The term as the curriculum has it.
    let text: String
    /// Whether it counts only beside a strong one.
    let isWeak: Bool
    /// How many words it has.
    let wordCount: Int
    /// In how many topics it stands, 1 or more.
    var topicCount = 1

    /// What it is called in any topic: its letters without gaps.
    let key: String
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
