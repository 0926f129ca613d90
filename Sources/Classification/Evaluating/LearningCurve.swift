// SPDX-License-Identifier: MIT

public import Model

/// What more labels are worth: how good tags are after learning from none, some and more of labelled items.
///
/// The items are put in an order that chance makes and that is the same everywhere. The last third is measured on; the
/// first ones of the others are learned from.
public struct LearningCurve: Sendable, Hashable {
    /// How many items all points are measured on.
    public let articles: Int
    /// The points, fewest labels first.
    public let points: [Point]

    /// How good tags are after learning from some items.
    public struct Point: Sendable, Hashable, Codable {
        /// How many items were learned from; 0: the terms alone.
        public let examples: Int
        /// How many labels these have together.
        public let labels: Int
        /// F1 over all decisions.
        public let microF1: Double
        /// The mean of the topics' F1.
        public let macroF1: Double
        /// Of items with a topic: the share whose surest suggestion is right.
        public let precisionAt1: Double
        /// Of items with a topic: how well the five surest suggestions are ordered.
        public let ndcgAt5: Double
        /// How far confidence is from frequency, over the five surest suggestions of each item.
        public let calibrationError: Double
    }

    /// So many items are learned from, as far as there are so many, and then all.
    private static let steps = [0, 50, 100, 200, 500, 1000, 2000, 5000]
    /// With fewer there is no curve.
    public static let leastCount = 30

    /// Learns and measures, point by point.
    ///
    /// - Throws: ``TrainingError`` where the labels teach nothing, or there are fewer items than ``leastCount``.
    public init(of examples: [LabelledItem], curriculum: Curriculum) throws(TrainingError) {
        guard examples.count >= Self.leastCount else {
            throw .tooFew(found: examples.count, needed: Self.leastCount)
        }
        let mixed = examples.map { (Digest.short($0.item.id.rawValue), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        let measured = mixed.suffix(mixed.count / 3)
        let others = Array(mixed.dropLast(mixed.count / 3).suffix(ModelTrainer.exampleLimit))
        let trainer = ModelTrainer(curriculum: curriculum)
        var points: [Point] = []
        for count in Self.steps.filter({ $0 < others.count }) + [others.count] {
            let some = Array(others.prefix(count))
            let model: LearnedModel?
            do throws(TrainingError) {
                model = count == 0 ? nil : try trainer.model(from: some)
            } catch {
                // With a few of them there may be nothing to tell apart yet; with all there must be.
                if count == others.count { throw error }
                continue
            }
            points.append(Point(some, Classifier(curriculum: curriculum, learned: model), on: measured))
        }
        (articles, self.points) = (measured.count, points)
    }
}

extension LearningCurve.Point {
    fileprivate init(
        _ some: [LabelledItem], _ classifier: Classifier, on measured: some Sequence<LabelledItem>
    ) {
        var memory = WordMemory()
        let evaluation = Evaluation(
            measured.map { ($0, classifier.prediction(for: $0.item, remembering: &memory)) })
        examples = some.count
        labels = some.reduce(0) { $0 + $1.topics.count }
        (microF1, macroF1) = (evaluation.microF1, evaluation.macroF1)
        (precisionAt1, ndcgAt5) = (evaluation.precisionAt1, evaluation.ndcgAt5)
        calibrationError = evaluation.calibrationError
    }
}
