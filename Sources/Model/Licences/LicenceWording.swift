// SPDX-License-Identifier: MIT

/// What the sentences of a text say about the licence of the text at hand.
///
/// ```swift
/// for found in LicenceWording.findings(in: "This article is licensed under CC BY 4.0.") where found.reading == .full {
///     print(found.licence.id, found.words)
/// }
/// ```
///
/// It errs towards no: a sentence that denies, supposes, tells of other works or quotes somebody is no statement.
public struct LicenceWording: Hashable, Sendable {
    /// The licence that is named; ``Licence/unknown`` where its name is not whole, such as `CC BY` without a version.
    public let licence: Licence
    /// How much the sentence says.
    public let reading: Reading
    /// The sentence.
    public let words: String

    /// How much a sentence says about a licence in it, from nothing on.
    public enum Reading: Int, Hashable, Sendable, Comparable {
        /// Nothing about the text at hand.
        case none
        /// It names a work that may or may not be the text at hand.
        case foreign
        /// It names a licence and no work: "CC BY 4.0", "licensed under ...", a line of copyright. Where it stands decides.
        case bare
        /// It names the text: "this article is under ...".
        case full

        public static func < (left: Reading, right: Reading) -> Bool { left.rawValue < right.rawValue }
    }

    /// Reads a block of text: a paragraph, a line, a note on rights.
    ///
    /// **Shape**: in the text's order, without what says nothing; addresses of licences in the text count as names.
    /// The first 16 KiB are read, in time that grows with the length alone.
    public static func findings(in text: String) -> [LicenceWording] {
        var reading = LicenceBlockReading(text)
        reading.run()
        return reading.findings
    }
}

/// Reads a block sentence by sentence.
private struct LicenceBlockReading {
    private let source: LicenceTokens
    private let tokens: [LicenceToken]
    private(set) var findings: [LicenceWording] = []
    private var followsOtherWorks = false
    /// Open quotation marks, and whether a straight one is open.
    private var quotes = 0
    private var isQuoted = false

    init(_ text: String) {
        source = LicenceTokens(text)
        tokens = source.tokens
    }

    mutating func run() {
        var start = 0
        for (place, token) in tokens.enumerated() where token.isMark && ".!?;".contains(token.word) {
            read(start..<place, isQuestion: token.word == "?")
            start = place + 1
        }
        read(start..<tokens.count, isQuestion: false)
    }

    private mutating func read(_ range: Range<Int>, isQuestion: Bool) {
        let sentence = tokens[range]
        let mentions = LicenceNames(Array(sentence)).mentions()
        // A list of licences says of none that it is this one's.
        let isList = mentions.count > 12
        var start = range.lowerBound
        var last = LicenceWording.Reading.none
        var found: [(licence: Licence?, reading: LicenceWording.Reading)] = []
        for mention in mentions {
            let place = range.lowerBound + mention.range.lowerBound
            let end = range.lowerBound + mention.range.upperBound
            countQuotes(start..<place)
            let before = tokens[start..<place]
            let isSame = start > range.lowerBound && before.allSatisfy { LicenceBlockReading.joins($0.word) }
            if !isSame, !isList { last = LicenceSentence.read(before, tokens[end..<range.upperBound]) }
            let isVoid =
                isList || isQuestion || quotes > 0 || isQuoted || (last == .bare && followsOtherWorks)
            found.append((mention.licence, isVoid ? .none : last))
            start = end
        }
        countQuotes(start..<range.upperBound)
        let isNamed = found.contains { $0.licence != nil && $0.reading > .none }
        let words = sentence.isEmpty ? "" : words(range)
        for (licence, reading) in found where reading > .none {
            if licence == nil, isNamed { continue }
            if licence == .allRightsReserved, reading == .foreign { continue }
            findings.append(LicenceWording(licence: licence ?? .unknown, reading: reading, words: words))
        }
        if !isQuestion, quotes == 0, !isQuoted, UnitedStatesWording.isGiven(sentence.map(\.word)),
            let licence = Licence(id: "US-PD")
        {
            findings.append(LicenceWording(licence: licence, reading: .full, words: words))
        }
        if sentence.contains(where: { LicenceLexicon.otherWorks.contains($0.word) }) {
            followsOtherWorks = true
        }
    }

    private static func joins(_ word: String) -> Bool {
        [
            "and", "or", "/", ",", "(", ")", "the", "a", "under", "-", "&", "licence", "license", "und", "et",
            "y", "e", "en", "international", "unported", "public", "domain", "dedication", "universal",
        ]
        .contains(word)
    }

    private mutating func countQuotes(_ range: Range<Int>) {
        for token in tokens[range] where token.isMark {
            switch token.word {
            case "“": quotes += 1
            case "”": quotes = max(0, quotes - 1)
            case "\"": isQuoted.toggle()
            default: break
            }
        }
    }

    private func words(_ range: Range<Int>) -> String {
        source.text(tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound)
    }
}

/// Works of the US Government, which have no licence but a law (17 USC 105).
enum UnitedStatesWording {
    /// Whether a sentence says that the text at hand is such a work.
    static func isGiven(_ words: [String]) -> Bool {
        guard words.count <= 80, let place = claim(in: words) else { return false }
        let lead = words[..<place]
        let denials = [
            "if", "some", "portions", "parts", "part", "many", "several", "example", "when", "which",
            "contains", "never",
        ]
        if words.contains(where: { denials.contains($0) }) || isDenied(words) { return false }
        let other = lead.firstIndex { LicenceLexicon.otherWorks.contains($0) }
        let own = lead.firstIndex { ownWords.contains($0) }
        guard let own, lead.prefix(own).allSatisfy({ isBeforeSubject($0) }) else { return false }
        return other == nil || (other ?? 0) > own
    }

    private static let ownWords: Set<String> = [
        "work", "works", "information", "content", "contents", "material", "materials", "site", "website",
        "page",
        "pages", "article", "text", "publication", "document", "everything", "post",
    ]

    private static func isBeforeSubject(_ word: String) -> Bool {
        let words = [
            "unless", "otherwise", "noted", "indicated", "stated", "specified", "except", "where", "on", "is",
            "as",
            "of", "web", "us", "united", "states", "government", "federal", "prepared", "produced", "created",
            ",",
            "most", "public", "in", "by", "our", "this", "these", "all", "the", "a", "an",
        ]
        return words.contains(word) && word != "most"
    }

    /// Where the sentence says that nobody has rights in it, if it speaks of that country or its law.
    private static func claim(in words: [String]) -> Int? {
        func end(_ phrase: [String]) -> Int? {
            guard words.count >= phrase.count else { return nil }
            return (0...(words.count - phrase.count)).first {
                Array(words[$0..<($0 + phrase.count)]) == phrase
            }
        }
        let isAmerican =
            words.contains("usc") || end(["united", "states"]) != nil || words.contains("us")
            || end(["federal", "government"]) != nil
        guard isAmerican else { return nil }
        if let place = end(["public", "domain"]), end(["public", "domain", "mark"]) == nil { return place }
        let isOfState =
            words.contains("usc")
            || (words.contains("government") && (words.contains("us") || words.contains("states")))
        guard isOfState else { return nil }
        for phrase in [
            ["not", "subject", "to", "copyright"], ["not", "protected", "by", "copyright"],
            ["not", "copyrighted"],
            ["no", "copyright"], ["not", "copyright", "protected"],
            ["not", "subject", "to", "us", "copyright"],
            ["free", "of", "copyright"], ["not", "covered", "by", "copyright"],
            ["not", "eligible", "for", "copyright"],
        ] {
            if let place = end(phrase) { return place }
        }
        return nil
    }

    private static func isDenied(_ words: [String]) -> Bool {
        let pairs: Set<[String]> = [
            ["not", "in"], ["not", "a"], ["not", "the"], ["not", "necessarily"], ["not", "works"],
            ["not", "all"],
            ["not", "be"], ["no", "longer"], ["isnt", "in"],
        ]
        return zip(words, words.dropFirst()).contains { pairs.contains([$0, $1]) }
    }
}
