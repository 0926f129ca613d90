// SPDX-License-Identifier: MIT

/// The forms in which one word of a term may stand in a text: plurals, verb endings, British and American
/// spelling.
///
/// Forms are made from the curriculum's word, never back from the text's: "commissioning" is a term, and
/// "commission" must not match it. A form that is no English word ("agiles") does no harm; nobody writes it.
enum WordForms {
    /// Every form of a word in small letters, the word itself first.
    ///
    /// **Shape**: no duplicates; one form alone for function words and words of one or two letters.
    static func all(of word: String) -> [String] {
        guard word.utf8.count > 2, !fixedWords.contains(word) else { return [word] }
        let inflected = [word] + plurals(of: word) + verbForms(of: word)
        return distinct(inflected.flatMap { [$0] + spellings(of: $0) })
    }

    /// The forms of a word in capitals: itself, and with a small s.
    static func all(ofCapitals word: String) -> [String] {
        word.hasSuffix("s") ? [String(word.dropLast()), word] : [word, word + "s"]
    }

    /// Every form of a word inside a longer term: plurals and spellings, no verb endings.
    static func inner(of word: String) -> [String] {
        guard word.utf8.count > 2, !fixedWords.contains(word) else { return [word] }
        return distinct(([word] + plurals(of: word)).flatMap { [$0] + spellings(of: $0) })
    }
}

private let fixedWords: Set<String> = [
    "and", "the", "for", "from", "with", "not", "what", "who", "how", "than", "over", "into", "our", "you",
    "your", "more", "less", "never",
]

private let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

/// Endings of words that take no plural.
private let endingsWithoutPlural = ["ly", "ous", "less", "ful"]

/// Endings of words that are no verbs, or verbs already inflected.
private let endingsWithoutVerb = [
    "s", "x", "a", "i", "o", "ing", "ion", "ment", "ity", "ness", "ship", "ism", "ist", "er", "al", "ic",
    "ive",
    "ble", "ous", "ance", "ence", "ancy", "ency", "ogy", "acy", "ful", "ware", "gue",
]

private extension WordForms {
    static func plurals(of word: String) -> [String] {
        guard !isParticiple(word), !endingsWithoutPlural.contains(where: word.hasSuffix) else { return [] }
        if ["ss", "x", "z", "ch", "sh", "us"].contains(where: word.hasSuffix) { return [word + "es"] }
        if word.hasSuffix("s") { return [] }
        if endsInConsonantY(word) { return [word.dropLast() + "ies"] }
        return [word + "s"]
    }

    /// The forms in -ing and -ed of what may be a verb.
    static func verbForms(of word: String) -> [String] {
        guard word.utf8.count > 3, !isParticiple(word) else { return [] }
        guard !endingsWithoutVerb.contains(where: word.hasSuffix) else { return [] }
        if word.hasSuffix("ee") { return [] }
        if word.hasSuffix("e") { return [word.dropLast() + "ing", word + "d"] }
        if endsInConsonantY(word) { return [word + "ing", word.dropLast() + "ied"] }
        guard endsInShortSyllable(word), let last = word.last else { return [word + "ing", word + "ed"] }
        let doubled = word + String(last)
        return word.utf8.count > 4
            ? [word + "ing", word + "ed", doubled + "ing", doubled + "ed"]
            : [doubled + "ing", doubled + "ed"]
    }

    /// The other spellings of a word, British to American and back.
    static func spellings(of word: String) -> [String] {
        spellingRules.compactMap { $0.apply(to: word) }
    }

    /// Whether a word ends in -ed as a verb does, not as need or feed do.
    static func isParticiple(_ word: String) -> Bool {
        word.hasSuffix("ed") && !word.hasSuffix("eed")
    }

    static func endsInConsonantY(_ word: String) -> Bool {
        guard word.hasSuffix("y"), let before = word.dropLast().last else { return false }
        return !vowels.contains(before)
    }

    /// Consonant, vowel, consonant: the last one doubles before -ing and -ed.
    static func endsInShortSyllable(_ word: String) -> Bool {
        let end = Array(word.suffix(3))
        guard end.count == 3, !["w", "x", "y"].contains(end[2]) else { return false }
        return !vowels.contains(end[0]) && vowels.contains(end[1]) && !vowels.contains(end[2])
    }

    static func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}

/// One ending spelled two ways.
private struct SpellingRule {
    let ending: String
    let other: String
    /// How many letters must stand before the ending.
    let stem: Int

    func apply(to word: String) -> String? {
        guard word.hasSuffix(ending), word.utf8.count - ending.utf8.count >= stem else { return nil }
        return word.dropLast(ending.count) + other
    }

    /// The rule and its reverse.
    static func bothWays(_ ending: String, _ other: String, stem: Int = 3) -> [SpellingRule] {
        [
            SpellingRule(ending: ending, other: other, stem: stem),
            SpellingRule(ending: other, other: ending, stem: stem),
        ]
    }
}

private let spellingRules: [SpellingRule] = {
    var rules: [SpellingRule] = []
    for tail in ["e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational"] {
        rules += SpellingRule.bothWays("is" + tail, "iz" + tail)
    }
    for tail in ["e", "es", "ed", "ing"] { rules += SpellingRule.bothWays("ys" + tail, "yz" + tail) }
    for tail in ["", "s", "ed", "ing", "al", "able", "hood", "hoods"] {
        rules += SpellingRule.bothWays("our" + tail, "or" + tail)
    }
    for (british, american) in [("re", "er"), ("res", "ers"), ("red", "ered"), ("ring", "ering")] {
        for letter in ["t", "b"] {
            rules += SpellingRule.bothWays(letter + british, letter + american, stem: 2)
        }
    }
    for (british, american) in [("ogue", "og"), ("ogues", "ogs"), ("ogued", "oged"), ("oguing", "oging")] {
        rules += SpellingRule.bothWays(british, american, stem: 2)
    }
    for vowel in ["a", "e", "i", "o"] {
        for tail in ["led", "ling", "ler", "lers"] {
            rules += SpellingRule.bothWays(vowel + "l" + tail, vowel + tail, stem: 2)
        }
    }
    return rules
}()
