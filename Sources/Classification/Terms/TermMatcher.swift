// SPDX-License-Identifier: MIT

public import Model

/// Finds a curriculum's terms in a text, all of them in one pass.
///
/// A term matches whole words, whatever their case, plural or verb ending, British or American spelling, with
/// a hyphen, a space or nothing between its parts. A word that the curriculum writes in capitals (AI, CRM)
/// matches in capitals only. Of two terms of one topic that overlap, the longer counts; a term of a wider
/// topic inside one of its deeper topic does not count. Topics that are retired are never looked for. A topic's
/// name is a term of it, and what stands between the name's "and" and commas a weak one.
///
/// **Source**: the matching rules of the curriculum (`docs/design.md`, section 3).
public struct TermMatcher: Sendable {
    /// The topics that it knows, in the curriculum's order.
    let topics: [Topic.ID]
    /// All terms of all topics, then those of the curriculum's notices.
    let terms: [CompiledTerm]
    /// By how much the strengths of this curriculum are raised.
    let scale: Double
    /// The number that stands for the notices in place of a topic.
    var notices: Int { topics.count }
    /// A digest of topics and terms: another vocabulary has another one.
    ///
    /// **Shape**: 16 hexadecimal digits.
    public let vocabularyDigest: String

    /// For each topic its wider ones, all the way up.
    private let wider: [Set<Int>]
    private let trie: TermTrie

    /// Compiles all terms; a term without a letter is passed over.
    public init(curriculum: Curriculum) {
        let known = curriculum.topics.filter { !$0.isRetired }
        topics = known.map(\.id)
        terms = Self.compile(known, notices: curriculum.notices)
        scale = TermFormula.scale(of: terms.filter { $0.topic < known.count }, topics: known.count)
        wider = Self.widerTopics(of: known) + [[]]
        vocabularyDigest = Self.digest(of: known, notices: curriculum.notices)
        trie = TermTrie(
            terms.enumerated().lazy.flatMap { number, term in
                term.writtenForms.map { (letters: $0, term: number) }
            })
    }

    /// Every place of a text where a term stands.
    ///
    /// **Shape**: in the text's order, then the curriculum's; the first 200,000 Unicode scalars are read; empty
    /// for text in other scripts.
    public func matches(in text: String) -> [TermMatch] {
        let normalised = NormalisedText(text)
        return hits(in: normalised).filter { terms[$0.term].topic != notices }.map { hit in
            let term = terms[hit.term]
            return TermMatch(
                topic: topics[term.topic], term: term.text, isWeak: term.isWeak,
                words: normalised.quote(hit.words), bytes: normalised.bytes(of: hit.words))
        }
    }

    /// Every place where a term stands, a notice's too.
    ///
    /// **Shape**: in the text's order, then the curriculum's.
    func hits(in text: NormalisedText) -> [TermHit] {
        guard !text.isMostlyForeign else { return [] }
        var found: [TermHit] = []
        trie.visitTerms(in: text) { term, words in found.append(TermHit(term: term, words: words)) }
        return withoutInner(longestOfTopic(found))
    }
}

/// A term's number and the words that it covers.
struct TermHit: Equatable {
    let term: Int
    let words: Range<Int>
}

private extension TermMatcher {
    static func compile(_ topics: [Topic], notices: Topic.Vocabulary) -> [CompiledTerm] {
        var terms = topics.enumerated().flatMap { compile(vocabulary(of: $1), topic: $0) }
        var topicsOfKey: [String: Set<Int>] = [:]
        for term in terms { topicsOfKey[term.key, default: []].insert(term.topic) }
        for index in terms.indices { terms[index].topicCount = topicsOfKey[terms[index].key]?.count ?? 1 }
        terms += compile(notices, topic: topics.count)
        if let stemmer = Stemmer(language: "en") {
            for index in terms.indices {
                terms[index].specificity = WordFrequencies.specificity(
                    ofShare: WordFrequencies.english.share(of: terms[index].words, stemmer: stemmer))
            }
        }
        return terms
    }

    static func compile(_ vocabulary: Topic.Vocabulary, topic: Int) -> [CompiledTerm] {
        var seen: Set<String> = []
        return
            (vocabulary.terms.map { CompiledTerm(topic: topic, text: $0, isWeak: false) }
            + vocabulary.weakTerms.map { CompiledTerm(topic: topic, text: $0, isWeak: true) })
            .filter { $0.wordCount > 0 && seen.insert($0.key).inserted }
    }

    /// A topic's terms with its name, which is a term too; parts of the name are weak ones.
    static func vocabulary(of topic: Topic) -> Topic.Vocabulary {
        let parts = topic.name.replacing(" and ", with: ",").replacing("&", with: ",").split(separator: ",")
            .map(String.init)
        return Topic.Vocabulary(
            terms: topic.vocabulary.terms + [topic.name],
            weakTerms: topic.vocabulary.weakTerms + (parts.count > 1 ? parts : []))
    }

    static func widerTopics(of topics: [Topic]) -> [Set<Int>] {
        let numbers = Dictionary(
            topics.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return topics.map { topic in
            var up: Set<Int> = []
            var next = topic.place.broader.flatMap { numbers[$0] }
            while let number = next, up.insert(number).inserted {
                next = topics[number].place.broader.flatMap { numbers[$0] }
            }
            return up
        }
    }

    static func digest(of topics: [Topic], notices: Topic.Vocabulary) -> String {
        let all = topics.map { ([$0.id.rawValue, $0.place.broader?.rawValue ?? ""], vocabulary(of: $0)) }
        return Digest.short(
            (all + [([], notices)]).map { names, vocabulary in
                [names, vocabulary.terms, vocabulary.weakTerms].map { $0.joined(separator: "\u{1F}") }
                    .joined(separator: "\u{1E}")
            }.joined(separator: "\u{1D}"))
    }

    /// Drops what overlaps a longer term of the same topic, or an earlier one of the same length.
    func longestOfTopic(_ hits: [TermHit]) -> [TermHit] {
        var kept: [TermHit] = []
        var last: [Int: Int] = [:]
        for hit in hits {
            let topic = terms[hit.term].topic
            guard let index = last[topic], kept[index].words.overlaps(hit.words) else {
                last[topic] = kept.count
                kept.append(hit)
                continue
            }
            if outranks(hit, kept[index]) { kept[index] = hit }
        }
        return kept.sorted { ($0.words.lowerBound, $0.term) < ($1.words.lowerBound, $1.term) }
    }

    /// The longer wins; of two as long, the strong one, then the curriculum's first.
    func outranks(_ hit: TermHit, _ other: TermHit) -> Bool {
        if hit.words.count != other.words.count { return hit.words.count > other.words.count }
        guard hit.words == other.words else { return false }
        return !terms[hit.term].isWeak && terms[other.term].isWeak
    }

    /// Drops what lies inside a longer term of a topic below its own.
    func withoutInner(_ hits: [TermHit]) -> [TermHit] {
        hits.enumerated().filter { index, hit in
            let topic = terms[hit.term].topic
            return !neighbours(of: index, in: hits).contains { other in
                wider[terms[other.term].topic].contains(topic) && other.words.count > hit.words.count
                    && other.words.contains(hit.words)
            }
        }.map(\.element)
    }

    /// The hits close enough to cover one: those that begin within the longest term's reach of it.
    func neighbours(of index: Int, in hits: [TermHit]) -> ArraySlice<TermHit> {
        let start = hits[index].words.lowerBound
        var low = index
        while low > 0, hits[low - 1].words.lowerBound + 12 > start { low -= 1 }
        var high = index + 1
        while high < hits.count, hits[high].words.lowerBound <= start { high += 1 }
        return hits[low..<high]
    }
}
