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
    /// The numbers of the topics.
    private let numbers: [Topic.ID: Int]

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
        numbers = Dictionary(
            matcher.topics.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
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
        var memory = WordMemory()
        let look = look(at: item, remembering: &memory)
        return prediction(from: suggestions(look).map { explained($0, look) }, look)
    }

    /// The same, with evidence for the tags alone; for reading many items.
    ///
    /// - Parameter memory: one for all of them, which spares making stems of the same words again.
    public func prediction(for item: Item, remembering memory: inout WordMemory) -> Prediction {
        let look = look(at: item, remembering: &memory)
        return prediction(from: suggestions(look).map(\.tag), look)
    }

    /// Every topic that something speaks for, however unsure, for the desk and for `--explain`.
    ///
    /// **Shape**: most sure first, then by topic id; each with up to ``evidenceLimit`` pieces of evidence.
    public func suggestions(for item: Item) -> [Tag] {
        var memory = WordMemory()
        let look = look(at: item, remembering: &memory)
        return suggestions(look).map { explained($0, look) }
    }

    /// What the terms say of every topic of the curriculum without its retired ones, as log odds, -6...6.
    func termLogOdds(of item: ReadItem) -> [Double] { logOdds(termOpinions(of: item)) }
}

private extension Classifier {
    /// What the terms say of a topic of which some stand in the item; no term of no worth is one.
    typealias TermOpinion = (strength: TermFormula.Strength, logOdds: Double)
    /// A topic's number, and what is said of it without evidence.
    typealias Suggestion = (topic: Int, tag: Tag)

    /// All that is known of an item.
    struct Look {
        let found: [TermOpinion]
        /// For each topic which of these is its own; -1 for none.
        let places: [Int]
        let reading: LearnedReader.Reading?

        func strength(of topic: Int) -> TermFormula.Strength? {
            places[topic] < 0 ? nil : found[places[topic]].strength
        }
    }

    func look(at item: Item, remembering memory: inout WordMemory) -> Look {
        let read = ReadItem(item)
        let found = termOpinions(of: read)
        var places = [Int](repeating: -1, count: matcher.topics.count)
        for (place, opinion) in found.enumerated() { places[opinion.strength.topic] = place }
        return Look(
            found: found, places: places,
            reading: learned?.reading(
                of: read, from: item.dates.best, terms: logOdds(found), remembering: &memory))
    }

    func termOpinions(of item: ReadItem) -> [TermOpinion] {
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

    /// What is said of each topic that something speaks for, by the terms alone or with learned words and neighbours.
    ///
    /// Most sure first, then by topic id.
    func suggestions(_ look: Look) -> [Suggestion] {
        let all = look.reading.map { learnedSuggestions(look, $0) } ?? termSuggestions(look)
        return all.sorted {
            $0.tag.confidence != $1.tag.confidence
                ? $0.tag.confidence > $1.tag.confidence : $0.tag.topic < $1.tag.topic
        }
    }

    func termSuggestions(_ look: Look) -> [Suggestion] {
        look.found.map { opinion in
            let confidence = TermFormula.confidence(ofLogOdds: opinion.logOdds, scale: matcher.scale)
            return (opinion.strength.topic, bare(opinion.strength.topic, confidence))
        }
    }

    func learnedSuggestions(_ look: Look, _ reading: LearnedReader.Reading) -> [Suggestion] {
        matcher.topics.indices.compactMap { topic in
            let confidence = reading.confidences[topic]
            if look.places[topic] < 0 {
                guard confidence >= LearnedReader.leastConfidence,
                    learned?.speaks(for: topic, in: reading) == true
                else { return nil }
            }
            return (topic, bare(topic, confidence))
        }
    }

    func bare(_ topic: Int, _ confidence: Double) -> Tag {
        Tag(
            topic: matcher.topics[topic], author: .machine, confidence: confidence, evidence: [],
            model: model)
    }

    /// The same with what speaks for it.
    func explained(_ suggestion: Suggestion, _ look: Look) -> Tag {
        let terms = look.strength(of: suggestion.topic).map { pieces(of: $0) } ?? []
        let all = look.reading.flatMap { learned?.evidence(for: suggestion.topic, in: $0, terms: terms) }
        return suggestion.tag.citing(strongest(all ?? terms))
    }

    /// The tags with what speaks for them, and the broader topic where it takes others' place.
    func prediction(from suggestions: [Tag], _ look: Look) -> Prediction {
        func cited(_ place: Int) -> Tag {
            let tag = suggestions[place]
            guard tag.evidence.isEmpty, let topic = numbers[tag.topic] else { return tag }
            return explained((topic, tag), look)
        }
        switch choice.choice(among: suggestions) {
        case .none: return Prediction(suggestions: suggestions, tags: [])
        case .tags(let places):
            var all = suggestions
            for place in places { all[place] = cited(place) }
            return Prediction(suggestions: all, tags: places.map { all[$0] })
        case .broader(let topic, let places):
            let wide = TagChoice.joined(places.map(cited), as: topic)
            return Prediction(suggestions: [wide] + suggestions.filter { $0.topic != topic }, tags: [wide])
        }
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
