// SPDX-License-Identifier: MIT

/// What the three readers of an item say of one topic.
struct Opinion: Sendable, Equatable {
    /// The terms: log odds, -6...6.
    var terms = -6.0
    /// The topic's ``LinearRow``: 1 is a clear yes, -1 a clear no.
    var linear = -1.0
    /// How far that is below the item's best topic, 0 or less.
    var margin = 0.0
    /// The share of the neighbours that have the topic, 0...1.
    var share = 0.0
    /// How far labels can be trusted: n / (n + 5) with n labels.
    var trust = 0.0
    /// ln of how common the topic is among the labels.
    var prior = 0.0

    /// What the stacker weighs: whatever comes of labels counts by how many there are, so that a topic without
    /// labels stands on its terms.
    var inputs: [Double] {
        [
            1, terms, terms * trust, linear * trust, margin * trust, share.squareRoot() * trust,
            share * trust,
            trust, prior * trust,
        ]
    }

    /// The log odds of a probability, no farther than 6 from 0.
    static func logOdds(_ probability: Double) -> Double {
        min(max(Exactly.log((probability + 0.001) / (1.001 - probability)), -6), 6)
    }
}

/// Makes one probability of an ``Opinion``, by one logistic function for all topics.
///
/// What it knows before it has seen a label: believe the terms. Labels move it away from that as far as they
/// bear it, so that twenty of them do no harm.
///
/// **Source**: stacked generalisation (Wolpert, 1992); logistic regression with a normal prior, by Newton's method
/// with halved steps.
struct Stacker: Sendable, Hashable {
    let weights: [Double]

    /// Believes the terms.
    static let prior: [Double] = [0, 1, 0, 0, 0, 0, 0, 0, 0]
    /// How strongly it holds to that.
    static let strength = 3.0

    init(weights: [Double]) { self.weights = weights }

    /// Learns from opinions and whether each was right.
    init(learning opinions: [Opinion], isRight: [Bool]) {
        let inputs = opinions.map(\.inputs)
        var weights = Self.prior
        var loss = Self.loss(weights, inputs, isRight)
        for _ in 0..<25 {
            guard let step = Self.step(weights, inputs, isRight) else { break }
            var size = 1.0
            var next = Self.moved(weights, by: step, size)
            var nextLoss = Self.loss(next, inputs, isRight)
            while nextLoss > loss, size > 1e-4 {
                size /= 2
                next = Self.moved(weights, by: step, size)
                nextLoss = Self.loss(next, inputs, isRight)
            }
            guard nextLoss < loss else { break }
            let isSettled = loss - nextLoss < 1e-6 * loss
            (weights, loss) = (next, nextLoss)
            if isSettled { break }
        }
        self.weights = weights
    }

    /// The same, less sure.
    func calibrated(_ calibration: Calibration) -> Stacker {
        var weights = weights.map { $0 * calibration.slope }
        weights[0] += calibration.shift
        return Stacker(weights: weights)
    }

    /// The log odds of a topic.
    func logOdds(_ opinion: Opinion) -> Double {
        let trust = opinion.trust
        let share = opinion.share
        let learned =
            weights[2] * opinion.terms + weights[3] * opinion.linear + weights[4] * opinion.margin
            + weights[5] * share.squareRoot() + weights[6] * share + weights[7] + weights[8] * opinion.prior
        return weights[0] + weights[1] * opinion.terms + trust * learned
    }

    /// How sure the opinion makes us, 0...1.
    func confidence(_ opinion: Opinion) -> Double { Exactly.probability(ofLogOdds: logOdds(opinion)) }

    /// By how much the terms, one step of a stem's score, and the neighbours move the log odds.
    func pulls(_ opinion: Opinion) -> (terms: Double, linear: Double, neighbours: Double) {
        let trust = opinion.trust
        return (
            (weights[1] + weights[2] * trust) * (opinion.terms + 6), weights[3] * trust,
            (weights[5] * opinion.share.squareRoot() + weights[6] * opinion.share) * trust
        )
    }
}

private extension Stacker {
    static func moved(_ weights: [Double], by step: [Double], _ size: Double) -> [Double] {
        weights.indices.map { weights[$0] - size * step[$0] }
    }

    static func odds(_ weights: [Double], _ inputs: [Double]) -> Double {
        var sum = 0.0
        for index in weights.indices { sum += weights[index] * inputs[index] }
        return sum
    }

    static func loss(_ weights: [Double], _ inputs: [[Double]], _ isRight: [Bool]) -> Double {
        var loss = 0.0
        for (row, isRight) in zip(inputs, isRight) {
            let against = isRight ? -odds(weights, row) : odds(weights, row)
            loss += max(against, 0) + Exactly.log(1 + Exactly.exp(-abs(against)))
        }
        for index in weights.indices {
            let away = weights[index] - prior[index]
            loss += strength / 2 * away * away
        }
        return loss
    }

    /// Newton's step: the gradient by the curvature.
    static func step(_ weights: [Double], _ inputs: [[Double]], _ isRight: [Bool]) -> [Double]? {
        let size = weights.count
        var gradient = weights.indices.map { strength * (weights[$0] - prior[$0]) }
        var curvature = [Double](repeating: 0, count: size * size)
        for index in weights.indices { curvature[index * size + index] = strength }
        for (row, isRight) in zip(inputs, isRight) {
            let probability = Exactly.probability(ofLogOdds: odds(weights, row))
            let error = probability - (isRight ? 1 : 0)
            let bend = probability * (1 - probability)
            for one in 0..<size {
                gradient[one] += error * row[one]
                let bent = bend * row[one]
                for other in 0...one { curvature[one * size + other] += bent * row[other] }
            }
        }
        return solve(curvature, gradient)
    }

    /// Solves a symmetric system by Cholesky's method; nil where it has no answer.
    ///
    /// Only the lower half is read.
    static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
        let size = right.count
        var lower = matrix
        for column in 0..<size {
            for row in column..<size {
                var sum = lower[row * size + column]
                for index in 0..<column { sum -= lower[row * size + index] * lower[column * size + index] }
                if row == column {
                    guard sum > 0 else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
        var answer = right
        for row in 0..<size {
            for index in 0..<row { answer[row] -= lower[row * size + index] * answer[index] }
            answer[row] /= lower[row * size + row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            for index in (row + 1)..<size { answer[row] -= lower[index * size + row] * answer[index] }
            answer[row] /= lower[row * size + row]
        }
        return answer
    }
}
