// SPDX-License-Identifier: MIT

public import Model

/// Compares a model that is to be trained with the one in use and with the terms alone, on items that neither has seen.
///
/// The items are divided into parts by their ids. For each part two models are trained on the others: one on all of them,
/// one on those that the model in use knew. So labels are compared with fewer labels, by the same means, beside the
/// curriculum of today, and no model is asked for what it was told. Where what the model in use knew is too little without a
/// part, the terms answer in its place.
///
/// **Source**: cross-validation (Stone, 1974).
public struct ModelComparison: Sendable {
    private let curriculum: Curriculum
    private let threshold: Double

    /// From this many items on one part is measured and not all.
    public static let manyItems = 1500

    /// - Parameters:
    ///   - curriculum: beside whose terms models are trained and used.
    ///   - threshold: as for ``Classifier``.
    public init(curriculum: Curriculum, threshold: Double = Classifier.standardThreshold) {
        self.curriculum = curriculum
        self.threshold = threshold
    }

    /// Compares.
    ///
    /// - Parameters:
    ///   - examples: oldest first.
    ///   - known: which of them, by their places, the model in use has learned from; nil where the terms are in use.
    ///   - backlog: items without a label, in which words are counted too.
    /// - Throws: ``TrainingError`` where one part is needed to learn from, so that nothing can be compared.
    public func trial(
        of examples: [LabelledItem], known: Set<Int>?, backlog: [Item] = []
    ) throws(TrainingError) -> ModelTrial {
        let folds = examples.count < 300 || examples.count > Self.manyItems ? 5 : 3
        let parts = examples.map { Self.part(of: $0.item, among: folds) }
        let measured = examples.count > Self.manyItems ? 0..<1 : 0..<folds
        let terms = Classifier(curriculum: curriculum, threshold: threshold)
        var (byTerms, byFormer, byNew) = (Judged(), Judged(), Judged())
        for part in measured {
            let others = examples.indices.filter { parts[$0] != part }
            let new = try classifier(from: others.map { examples[$0] }, backlog)
            let former = known.map { known in
                let seen = others.filter(known.contains).map { examples[$0] }
                return (try? classifier(from: seen, backlog)) ?? terms
            }
            for index in examples.indices where parts[index] == part {
                byTerms.add(examples[index], terms)
                byNew.add(examples[index], new)
                if let former { byFormer.add(examples[index], former) }
            }
        }
        return ModelTrial(
            items: byTerms.count, folds: folds, terms: byTerms.figures,
            former: known == nil ? nil : byFormer.figures, new: byNew.figures)
    }
}

private extension ModelComparison {
    /// Which part an item belongs to, on every machine and at all times the same.
    static func part(of item: Item, among parts: Int) -> Int {
        Int((UInt64(Digest.short(item.id.rawValue), radix: 16) ?? 0) % UInt64(parts))
    }

    /// What labels teach.
    func classifier(
        from examples: [LabelledItem], _ backlog: [Item]
    ) throws(TrainingError) -> Classifier {
        let model = try ModelTrainer(curriculum: curriculum).model(from: examples, backlog: backlog)
        return Classifier(curriculum: curriculum, threshold: threshold, learned: model)
    }
}

/// Items with what was predicted for them.
private struct Judged {
    private var judged: [(labelled: LabelledItem, prediction: Prediction)] = []

    var count: Int { judged.count }

    mutating func add(_ example: LabelledItem, _ classifier: Classifier) {
        judged.append((example, classifier.prediction(for: example.item)))
    }

    var figures: ModelTrial.Figures {
        let evaluation = Evaluation(judged)
        return ModelTrial.Figures(
            microF1: evaluation.microF1, precision: evaluation.precision, recall: evaluation.recall,
            precisionAt1: evaluation.precisionAt1)
    }
}
