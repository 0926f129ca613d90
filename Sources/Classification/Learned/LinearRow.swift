// SPDX-License-Identifier: MIT

/// What one topic's labels teach of single stems: a number for each, that says for or against.
///
/// Their sum over an article is 1 and more for a clear yes, -1 and less for a clear no (``TopicRows``).
///
/// The numbers are kept as bytes, of which the largest stands for `scale`: what is lost is less than a
/// two-hundredth of the strongest stem, and a model stays small.
struct LinearRow: Sendable, Hashable {
    let weights: [Int8]
    let scale: Float
    let bias: Float

    init(weights: [Int8], scale: Float, bias: Float) {
        (self.weights, self.scale, self.bias) = (weights, scale, bias)
    }

    init(_ exact: [Float], bias: Float) {
        let largest = exact.reduce(Float(0)) { max($0, abs($1)) }
        scale = largest / 127
        self.bias = bias
        let factor = largest > 0 ? 127 / largest : 0
        weights = exact.map { Int8(($0 * factor).rounded()) }
    }

    func weight(_ index: Int32) -> Float { Float(weights[Int(index)]) * scale }
}

/// Learns a ``LinearRow`` from examples: a support vector machine with squared loss, solved by coordinate descent.
///
/// Both sides weigh the same, however few examples one of them has. The order in which examples are looked at
/// comes from a number sequence of our own, so that the same examples give the same row on every machine.
///
/// **Source**: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale
/// Linear SVM", 2008: algorithm 3, with shrinking.
struct LinearTrainer {
    /// How much a wrong answer costs beside large weights.
    static let cost: Float = 0.5
    static let roundLimit = 40
    static let tolerance: Float = 0.1

    /// Learns one topic.
    ///
    /// - Parameters:
    ///   - labels: for each example 1 (has the topic), -1 (has it not) or 0 (open: not looked at).
    ///   - size: how many places the vectors have.
    /// - Returns: nil where all examples are of one side.
    static func row(_ examples: [SparseVector], labels: [Int8], size: Int) -> LinearRow? {
        let positives = labels.count { $0 > 0 }
        let negatives = labels.count { $0 < 0 }
        guard positives > 0, negatives > 0 else { return nil }
        let half = Float(positives + negatives) / 2
        var descent = Descent(
            examples: examples, labels: labels, size: size,
            ofPositive: 1 / (2 * cost * half / Float(positives)),
            ofNegative: 1 / (2 * cost * half / Float(negatives)))
        descent.run()
        return LinearRow(descent.weights, bias: descent.bias)
    }
}

/// The state of one run of coordinate descent.
private struct Descent {
    let examples: [SparseVector]
    let labels: [Int8]
    let diagonals: (negative: Float, positive: Float)
    var weights: [Float]
    var bias: Float = 0

    private var alphas: [Float]
    private var active: [Int]
    private var squares: [Float]
    private var numbers = NumberSequence(seed: 1)

    init(
        examples: [SparseVector], labels: [Int8], size: Int, ofPositive: Float, ofNegative: Float
    ) {
        (self.examples, self.labels) = (examples, labels)
        diagonals = (ofNegative, ofPositive)
        weights = [Float](repeating: 0, count: size)
        alphas = [Float](repeating: 0, count: examples.count)
        active = labels.indices.filter { labels[$0] != 0 }
        squares = examples.map { $0.values.isEmpty ? 1 : 2 }
    }

    mutating func run() {
        let all = active
        var bounds: (low: Float, high: Float) = (-.infinity, .infinity)
        for _ in 0..<LinearTrainer.roundLimit {
            let seen = round(shrinkingAbove: bounds.high)
            if seen.high - seen.low <= LinearTrainer.tolerance {
                if active.count == all.count { return }
                active = all
                bounds = (-.infinity, .infinity)
                continue
            }
            bounds.high = seen.high <= 0 ? .infinity : seen.high
        }
    }

    /// Looks once at every active example; those that are settled leave.
    private mutating func round(shrinkingAbove limit: Float) -> (low: Float, high: Float) {
        var low = Float.infinity
        var high = -Float.infinity
        var size = active.count
        var place = 0
        while place < size {
            active.swapAt(place, place + numbers.next(below: size - place))
            let example = active[place]
            let sign: Float = labels[example] > 0 ? 1 : -1
            let diagonal = labels[example] > 0 ? diagonals.positive : diagonals.negative
            let gradient = sign * score(example) - 1 + diagonal * alphas[example]
            if alphas[example] == 0, gradient > limit {
                size -= 1
                active.swapAt(place, size)
                continue
            }
            let projected = alphas[example] == 0 ? min(gradient, 0) : gradient
            (low, high) = (min(low, projected), max(high, projected))
            if abs(projected) > 1e-12 {
                let before = alphas[example]
                alphas[example] = max(before - gradient / (squares[example] + diagonal), 0)
                add((alphas[example] - before) * sign, of: example)
            }
            place += 1
        }
        active.removeSubrange(size...)
        return (low, high)
    }

    private func score(_ example: Int) -> Float {
        let vector = examples[example]
        var sum = bias
        weights.withUnsafeBufferPointer { weights in
            vector.indices.withUnsafeBufferPointer { indices in
                vector.values.withUnsafeBufferPointer { values in
                    for place in indices.indices { sum += weights[Int(indices[place])] * values[place] }
                }
            }
        }
        return sum
    }

    private mutating func add(_ step: Float, of example: Int) {
        let vector = examples[example]
        bias += step
        weights.withUnsafeMutableBufferPointer { weights in
            vector.indices.withUnsafeBufferPointer { indices in
                vector.values.withUnsafeBufferPointer { values in
                    for place in indices.indices { weights[Int(indices[place])] += step * values[place] }
                }
            }
        }
    }
}

/// Numbers that look random and are the same on every machine.
///
/// **Source**: SplitMix64 (Steele, Lea and Flood, 2014).
struct NumberSequence {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 on; `bound` is 1 or more.
    mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
