// SPDX-License-Identifier: MIT

public import Model

/// Gives an item its tags, with the words that speak for them.
///
/// The same item and the same curriculum give the same tags, byte for byte. What follows from a curator's
/// verdict (a rejected tag never returns) is not for this room: it knows the item alone.
public struct Classifier: Sendable {
    /// From which confidence on an item has a tag, 0...1; its further tags need 4/5 of that.
    public let threshold: Double
    /// What names these terms and this formula on every tag: another vocabulary or formula has another one.
    ///
    /// **Shape**: `terms-`, 16 hexadecimal digits, `.` and the formula's number.
    public let model: String

    private let matcher: TermMatcher
    private let choice: TagChoice

    /// The threshold where nobody sets another.
    public static let standardThreshold = 0.48
    /// No item gets more tags.
    public static let tagLimit = 4
    /// No tag shows more evidence.
    public static let evidenceLimit = 12

    /// Compiles the curriculum's terms; make it once and use it for many items.
    public init(curriculum: Curriculum, threshold: Double = Classifier.standardThreshold) {
        self.threshold = threshold
        choice = TagChoice(curriculum: curriculum, threshold: threshold, limit: Self.tagLimit)
        matcher = TermMatcher(curriculum: curriculum)
        model = "terms-\(matcher.vocabularyDigest).\(TermFormula.version)"
    }

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

    /// Every topic of which a term stands in the item, however unsure, for the desk and for `--explain`.
    ///
    /// **Shape**: most sure first, then by topic id; each with up to ``evidenceLimit`` pieces of evidence.
    public func suggestions(for item: Item) -> [Tag] {
        let sightings = Sightings(in: item, by: matcher)
        let strengths = TermFormula.strengths(
            of: sightings, terms: matcher.terms, scale: matcher.scale)
        let strongest = strengths.map(\.total).max() ?? 0
        let notice = TermFormula.notice(of: sightings, terms: matcher.terms)
        return strengths.map { strength in
            Tag(
                topic: matcher.topics[strength.topic], author: .machine,
                confidence: TermFormula.confidence(of: strength, strongest: strongest, notice: notice),
                evidence: evidence(of: strength), model: model)
        }.sorted { $0.confidence != $1.confidence ? $0.confidence > $1.confidence : $0.topic < $1.topic }
    }
}

private extension Classifier {
    /// What made the topic's strength: strongest first, then by term, the title before the text.
    func evidence(of strength: TermFormula.Strength) -> [Tag.Evidence] {
        let all = strength.parts.flatMap { inTitle($0) + inText($0) }
        let shown = all.sorted(by: isStronger).prefix(Self.evidenceLimit)
        let sum = shown.reduce(0) { $0 + $1.weight }
        return shown.map { piece in
            Tag.Evidence(
                words: piece.words, term: piece.term, place: piece.place, count: piece.count,
                weight: piece.weight / sum)
        }
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
        return one.place == .title && other.place == .text
    }
}
