// SPDX-License-Identifier: MIT

public import Model

/// Gives an item its tags, with the words that speak for them.
///
/// The same item and the same curriculum give the same tags, byte for byte. What follows from a curator's
/// verdict (a rejected tag never returns) is not for this room: it knows the item alone.
public struct Classifier: Sendable {
    /// From which confidence on an item has a tag, 0...1.
    ///
    /// Its further tags need 4/5 of that; where a model has learned the threshold, the whole of it, and some topics
    /// have one of their own.
    public let threshold: Double
    /// What names these terms and this formula on every tag: another vocabulary, formula or model has another one.
    ///
    /// **Shape**: `terms-`, 16 hexadecimal digits, `.` and the formula's number; before it the model's name and `+`
    /// where there is one.
    public let model: String

    private let matcher: TermMatcher
    private let choice: TagChoice
    private let learned: LearnedReader?

    /// The threshold where nobody sets another; a curriculum with few terms and a learned model have their own.
    public static let standardThreshold = 0.48
    /// No item gets more tags, unless curators gave more.
    public static let tagLimit = 4
    /// No tag shows more evidence.
    public static let evidenceLimit = 12

    /// Compiles the curriculum's terms; make it once and use it for many items.
    ///
    /// - Parameters:
    ///   - threshold: stronger than the model's own, unless it is the standard one.
    ///   - learned: what labels have taught; nil for the terms alone. Topics that the curriculum does not have lie
    ///     idle in it.
    public init(
        curriculum: Curriculum, threshold: Double = Classifier.standardThreshold, learned: LearnedModel? = nil
    ) {
        let matcher = TermMatcher(curriculum: curriculum)
        self.matcher = matcher
        let terms = "terms-\(matcher.vocabularyDigest).\(TermFormula.version)"
        self.learned = learned.map { LearnedReader($0, topics: matcher.topics) }
        model = learned.map { "\($0.name)+\(terms)" } ?? terms
        let isStandard = threshold == Self.standardThreshold
        let isLearned = learned != nil && isStandard
        let used =
            isStandard
            ? learned?.provenance.threshold ?? TermFormula.threshold(threshold, scale: matcher.scale)
            : threshold
        self.threshold = used
        let own = (isLearned ? learned?.provenance.thresholds : nil) ?? [:]
        choice = TagChoice(
            curriculum: curriculum, threshold: used,
            own: Dictionary(
                own.map { (Topic.ID($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }),
            limit: learned?.provenance.tagLimit ?? Self.tagLimit, further: isLearned ? 1 : 0.8)
    }

    /// A digest of the curriculum's words.
    var vocabularyDigest: String { matcher.vocabularyDigest }

    /// The topics that the item is about.
    ///
    /// **Shape**: at most ``tagLimit``, most sure first, then by topic id; empty when nothing reaches
    /// ``threshold``, and the item stays unsorted.
    public func tags(for item: Item) -> [Tag] { prediction(for: item).tags }

    /// What speaks for which topic, and which of these are tags.
    public func prediction(for item: Item) -> Prediction {
        let suggestions = suggestions(for: item)
        return choice.prediction(from: suggestions)
    }

    /// Every topic that something speaks for, however unsure, for the desk and for `--explain`.
    ///
    /// **Shape**: most sure first, then by topic id; each with up to ``evidenceLimit`` pieces of evidence.
    public func suggestions(for item: Item) -> [Tag] {
        let found = termOpinions(of: item)
        let tags = learned.map { suggestions(for: item, found, by: $0) } ?? suggestions(found)
        return tags.sorted {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : $0.topic < $1.topic
        }
    }

    /// What the terms say of every topic of the curriculum without its retired ones, as log odds, -6...6.
    func termLogOdds(of item: Item) -> [Double] { logOdds(termOpinions(of: item)) }
}

private extension Classifier {
    /// What the terms say of a topic of which some stand in the item; no term of no worth is one.
    typealias TermOpinion = (strength: TermFormula.Strength, logOdds: Double)

    func termOpinions(of item: Item) -> [TermOpinion] {
        let sightings = Sightings(in: item, by: matcher)
        let strengths = TermFormula.strengths(of: sightings, terms: matcher.terms, scale: matcher.scale)
        let strongest = strengths.map(\.total).max() ?? 0
        let notice = TermFormula.notice(of: sightings, terms: matcher.terms)
        return strengths.filter { $0.total > 0 }.map { strength in
            (strength, TermFormula.logOdds(of: strength, strongest: strongest, notice: notice))
        }
    }

    func logOdds(_ found: [TermOpinion]) -> [Double] {
        var odds = [Double](repeating: Opinion.logOdds(0), count: matcher.topics.count)
        for opinion in found {
            odds[opinion.strength.topic] = Opinion.logOdds(
                Exactly.probability(ofLogOdds: opinion.logOdds))
        }
        return odds
    }

    /// By the terms alone.
    func suggestions(_ found: [TermOpinion]) -> [Tag] {
        found.map { opinion in
            let confidence = TermFormula.confidence(ofLogOdds: opinion.logOdds, scale: matcher.scale)
            return tag(opinion.strength.topic, confidence, pieces(of: opinion.strength))
        }
    }

    /// By terms, learned words and neighbours.
    func suggestions(for item: Item, _ found: [TermOpinion], by learned: LearnedReader) -> [Tag] {
        let reading = learned.reading(of: item, terms: logOdds(found))
        let strengths = Dictionary(
            found.map { ($0.strength.topic, $0.strength) }, uniquingKeysWith: { first, _ in first })
        return matcher.topics.indices.compactMap { topic in
            let confidence = reading.confidences[topic]
            let strength = strengths[topic]
            guard strength != nil || confidence >= LearnedReader.leastConfidence else { return nil }
            let terms = strength.map { pieces(of: $0) } ?? []
            let all = learned.evidence(for: topic, in: reading, terms: terms)
            return all.isEmpty ? nil : tag(topic, confidence, all)
        }
    }

    func tag(_ topic: Int, _ confidence: Double, _ pieces: [Tag.Evidence]) -> Tag {
        Tag(
            topic: matcher.topics[topic], author: .machine, confidence: confidence,
            evidence: strongest(pieces), model: model)
    }

    /// What made the topic's strength.
    func pieces(of strength: TermFormula.Strength) -> [Tag.Evidence] {
        strength.parts.flatMap { inTitle($0) + inText($0) }
    }

    /// Strongest first, then by term, the title before the text; as shares of 1.
    func strongest(_ pieces: [Tag.Evidence]) -> [Tag.Evidence] {
        let shown = pieces.sorted(by: isStronger).prefix(Self.evidenceLimit)
        let sum = shown.reduce(0) { $0 + $1.weight }
        return shown.map { $0.weighing($0.weight / sum) }
    }

    func inTitle(_ part: TermFormula.Part) -> [Tag.Evidence] {
        guard part.sighting.titleCount > 0 else { return [] }
        return [
            Tag.Evidence(
                words: part.sighting.titleWords, term: matcher.terms[part.sighting.term].text, place: .title,
                count: part.sighting.titleCount, weight: part.inTitle)
        ]
    }

    func inText(_ part: TermFormula.Part) -> [Tag.Evidence] {
        guard part.sighting.textCount > 0 else { return [] }
        return [
            Tag.Evidence(
                words: part.sighting.textWords, term: matcher.terms[part.sighting.term].text, place: .text,
                count: part.sighting.textCount, weight: part.inText)
        ]
    }

    func isStronger(_ one: Tag.Evidence, than other: Tag.Evidence) -> Bool {
        if one.weight != other.weight { return one.weight > other.weight }
        if one.term != other.term { return one.term < other.term }
        if one.place != other.place { return one.place == .title }
        return one.kind.rawValue < other.kind.rawValue
    }
}
