// SPDX-License-Identifier: MIT

/// In which share of articles words and pairs of words stand.
///
/// A new library has no articles to count in. So Cairn brings a table of English stems and pairs of stems that
/// stand in at least one of a hundred articles, counted once in 1,683 posts of public-service blogs (18F,
/// Digital.gov, the Canadian Digital Service, the Foundation for Public Code). It holds numbers, no sentences.
struct WordFrequencies: Sendable {
    private let shares: [String: Double]

    /// What stands in no table counts as this rare.
    static let floor = 0.01

    /// The table that Cairn brings.
    static let english = WordFrequencies(table: englishFirst + " " + englishSecond)

    /// Reads a table: a number of articles in a thousand with a colon, then the stems of which it holds, a pair
    /// joined by `_`.
    init(table: String) {
        var shares: [String: Double] = [:]
        var share = 0.0
        for word in table.split(whereSeparator: \.isWhitespace) {
            if word.last == ":" {
                share = (Double(word.dropLast()) ?? 0) / 1000
            } else {
                shares[String(word)] = share
            }
        }
        self.shares = shares
    }

    /// The share of articles in which a term stands: no more than its rarest pair of words.
    ///
    /// **Shape**: ``floor``...1; the words in small letters, in the term's order.
    func share(of words: [String], stemmer: borrowing Stemmer) -> Double {
        let stems = words.map { stemmer.stem($0) }
        guard stems.count > 1 else { return max(stems.first.flatMap { shares[$0] } ?? 0, Self.floor) }
        let isPlain = stems.map { FunctionWords.english.contains($0) }
        let pairs = stems.indices.dropLast().filter { !isPlain[$0] && !isPlain[$0 + 1] }
        if !pairs.isEmpty {
            return max(pairs.map { shares[stems[$0] + "_" + stems[$0 + 1]] ?? 0 }.min() ?? 0, Self.floor)
        }
        // Function words between the others: of the rarest word's articles a third, at a guess.
        let rarest = stems.indices.filter { !isPlain[$0] }.map { shares[stems[$0]] ?? 0 }.min() ?? 1
        return max(rarest * 0.3, Self.floor)
    }

    /// How much a term says by being rare: 1 for one of a hundred articles or fewer, 0 for all of them.
    static func specificity(ofShare share: Double) -> Double {
        Exactly.log(1 / max(share, floor)) / Exactly.log(1 / floor)
    }
}

/// Words that say how a sentence is built and not what it is about.
enum FunctionWords {
    /// In English, as words and as stems.
    static let english: Set<String> = Set(
        """
        a about above after again all also am an and ani any are as at be becaus because been befor before being
        between both but by can could d did do doe does doing don down dure during each few for from further get
        had has have having he help her here hers him his how i if in into is it its itself just like ll m make
        mani many may me might more most much must my need new no nor not now of off on onc once one onli only or
        other our ours out over own re s same she should so some such t than that the their theirs them then there
        these they this those through to too under until up us use used using ve veri very was way we well were
        what when where which while who whom whi why will with work would you your yours
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
