// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct ModelTrialTests {
    private func winner(terms: Double, former: Double?, new: Double) -> ModelTrial.Winner {
        func figures(_ f1: Double) -> ModelTrial.Figures {
            ModelTrial.Figures(microF1: f1, precision: f1, recall: f1, precisionAt1: f1)
        }
        return ModelTrial(
            items: 100, folds: 5, terms: figures(terms), former: former.map(figures), new: figures(new)
        ).winner
    }

    @Test func aNewModelThatIsNotWorseTakesOver() {
        #expect(winner(terms: 0.6, former: nil, new: 0.6) == .new)
        #expect(winner(terms: 0.5, former: 0.6, new: 0.7) == .new)
        #expect(winner(terms: 0.5, former: 0.6, new: 0.596) == .new)
    }

    @Test func aWorseModelDoesNot() {
        #expect(winner(terms: 0.663, former: nil, new: 0.633) == .former)
        #expect(winner(terms: 0.663, former: nil, new: 0.662) == .former)
        #expect(winner(terms: 0.5, former: 0.6, new: 0.59) == .former)
        #expect(winner(terms: 0.601, former: 0.6, new: 0.6) == .former)
    }

    @Test func theTermsComeBackWhereBothModelsAreWorse() {
        #expect(winner(terms: 0.7, former: 0.6, new: 0.65) == .terms)
    }
}
