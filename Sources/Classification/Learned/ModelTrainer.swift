// SPDX-License-Identifier: MIT

public import Model

/// Makes a ``LearnedModel`` of labelled items.
///
/// 1. Each item becomes its stems and pairs of stems, weighed by how rare they are among these items.
/// 2. Each topic with a label gets a ``LinearRow``, and all items are remembered as neighbours.
/// 3. Three times a third of the items is held back, so that it is known how good the rows are on items that they
///    have not seen. From that a ``Stacker`` learns how far to believe terms, rows and neighbours, a ``Calibration``
///    takes back what it is too sure of, and each topic gets its threshold.
///
/// **Units**: some 1,000 items a second; memory grows with the items up to ``exampleLimit``.
public struct ModelTrainer: Sendable {
    /// No more items are learned from; the last ones given count.
    public static let exampleLimit = 10_000
    /// Words are counted in no more items without a label.
    public static let backlogLimit = 2000
    /// With fewer nothing is learned.
    public static let exampleMinimum = 10

    private let classifier: Classifier
    private let curriculum: Curriculum

    /// Trains beside the terms of a curriculum.
    public init(curriculum: Curriculum) {
        self.curriculum = curriculum
        classifier = Classifier(curriculum: curriculum)
    }

    /// Learns.
    ///
    /// - Parameters:
    ///   - examples: oldest first. Labels that the curriculum does not have are passed over.
    ///   - backlog: items without a label, in which words are counted too.
    ///   - span: when the first and the last label was given, for the provenance.
    /// - Throws: ``TrainingError`` where there is too little to learn from.
    public func model(
        from examples: [LabelledItem], backlog: [Item] = [], span: [String] = []
    ) throws(TrainingError) -> LearnedModel {
        let all = Array(examples.suffix(Self.exampleLimit))
        let set = try ExampleSet(all, curriculum: curriculum)
        var memory = WordMemory()
        var articles: [Grams] = []
        var terms: [[Double]] = []
        for example in all {
            let item = ReadItem(example.item)
            articles.append(Grams(in: item, remembering: &memory).withoutPlaces)
            terms.append(classifier.termLogOdds(of: item))
        }
        let others = backlog.prefix(Self.backlogLimit).map {
            Grams(in: ReadItem($0), remembering: &memory).grams
        }
        let vocabulary = GramVocabulary(of: articles.map(\.grams) + others)
        let vectors = articles.map { vocabulary.vector(of: $0).vector }
        articles = []
        guard vectors.contains(where: { !$0.values.isEmpty }) else { throw .noWords }
        let neighbours = Neighbours(
            vectors: vectors, topics: set.topicsOfExample, titles: all.map { Self.shown($0.item) },
            size: vocabulary.grams.count)
        let trial = HeldBack(set: set, neighbours: neighbours, size: vocabulary.grams.count)
        let lesson = trial.lesson(terms: terms, set)
        let size = vocabulary.grams.count
        let rows = set.labels.map { LinearTrainer.row(vectors, labels: $0, size: size) }
        return LearnedModel(
            provenance: ModelProvenance(
                set, span: span, time: LabelledTime(all.compactMap(\.item.dates.best)),
                curriculum: classifier.vocabularyDigest, trial: lesson),
            topics: set.topics, labelCounts: set.counts, vocabulary: vocabulary, rows: rows,
            neighbours: neighbours, stacker: lesson.stacker)
    }

    private static func shown(_ item: Item) -> String { String(item.displayTitle.prefix(120)) }
}

/// Why nothing could be learned.
public enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No item has a label of the curriculum's.
    case noLabels
    /// Too few items.
    case tooFew(found: Int, needed: Int)
    /// All labels are of one topic, on every item.
    case nothingToTellApart(Topic.ID)
    /// No word stands in two items.
    case noWords

    /// One sentence for a curator.
    public var description: String {
        switch self {
        case .noLabels: "no article has a topic of the curriculum, so there is nothing to learn"
        case .tooFew(let found, let needed):
            "\(found) labelled \(found == 1 ? "article is" : "articles are") too few to learn from; "
                + "it takes \(needed)"
        case .nothingToTellApart(let topic):
            "every article has the topic \(topic) and no other, so there is nothing to tell apart"
        case .noWords: "no word stands in two of the articles, so there is nothing to learn"
        }
    }
}
