// SPDX-License-Identifier: MIT

/// How a newly trained model did beside the one in use and beside the terms alone, on verdicts that none of them had seen.
public struct ModelTrial: Hashable, Sendable, Codable {
    /// How many decided items all were measured on.
    public let items: Int
    /// Into how many parts the items were divided; each part was measured by models that had not seen it.
    public let folds: Int
    /// The curriculum's terms without any label.
    public let terms: Figures
    /// The model in use; nil where that is the terms alone.
    public let former: Figures?
    /// The new model.
    public let new: Figures

    /// How far below the former's F1 the new model's may be and still count as not worse: less is chance.
    public static let tolerance = 0.005

    /// Figures of one model, 0...1.
    public struct Figures: Hashable, Sendable, Codable {
        /// F1 over all decisions.
        public let microF1: Double
        /// Which share of the tags was right.
        public let precision: Double
        /// Which share of the topics that curators gave was found.
        public let recall: Double
        /// Of items with a topic: the share whose surest suggestion was right.
        public let precisionAt1: Double

        /// Holds what it is given.
        public init(microF1: Double, precision: Double, recall: Double, precisionAt1: Double) {
            self.microF1 = microF1
            self.precision = precision
            self.recall = recall
            self.precisionAt1 = precisionAt1
        }
    }

    /// Who should be in use.
    public enum Winner: String, Hashable, Sendable, Codable {
        /// The new model.
        case new
        /// The model in use; the terms where that is what is in use.
        case former
        /// The terms, in the place of a model in use.
        case terms
    }

    /// Holds what it is given.
    public init(items: Int, folds: Int, terms: Figures, former: Figures?, new: Figures) {
        self.items = items
        self.folds = folds
        self.terms = terms
        self.former = former
        self.new = new
    }

    /// The new model where it is at least as good as the terms and not worse than the model in use; else the terms where
    /// they are better than the model in use; else the model in use.
    public var winner: Winner {
        let inUse = former ?? terms
        if new.microF1 >= terms.microF1, new.microF1 >= inUse.microF1 - ModelTrial.tolerance { return .new }
        return former != nil && terms.microF1 > inUse.microF1 + ModelTrial.tolerance ? .terms : .former
    }
}
