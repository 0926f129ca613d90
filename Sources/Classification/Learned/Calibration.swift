// SPDX-License-Identifier: MIT

/// By how much a stacker is too sure of what it suggests first.
///
/// A stacker learns from all topics of an item, most of which are clearly wrong. What people see are the five
/// surest; being the largest of many, these are more often too large than too small. So a line is laid through the
/// log odds of these five, on items that the rows had not seen. It only ever takes back: a slope above 1 or a rise
/// comes of chance.
///
/// **Source**: Platt, "Probabilistic Outputs for Support Vector Machines", 1999, with a normal prior of no change.
struct Calibration: Equatable {
    var slope = 1.0
    var shift = 0.0

    /// So many suggestions of an item are what people see.
    static let shownLimit = 5
    /// How strongly it holds to no change.
    static let strength = 10.0

    init() {}

    /// - Parameters:
    ///   - logOdds: for each item what is said of each topic.
    ///   - isRight: whether each was right.
    init(shown logOdds: [[Double]], isRight: [[Bool]]) {
        var (slope, shift) = (1.0, 0.0)
        let pairs = zip(logOdds, isRight).flatMap { odds, right in
            Self.surest(odds).map { (odds[$0], right[$0]) }
        }
        for _ in 0..<25 {
            var gradient = (shift: Self.strength * shift, slope: Self.strength * (slope - 1))
            var curve = (shift: Self.strength, both: 0.0, slope: Self.strength)
            for (odds, right) in pairs {
                let probability = Exactly.probability(ofLogOdds: shift + slope * odds)
                let error = probability - (right ? 1 : 0)
                let bend = probability * (1 - probability)
                gradient.shift += error
                gradient.slope += error * odds
                curve.shift += bend
                curve.both += bend * odds
                curve.slope += bend * odds * odds
            }
            let size = curve.shift * curve.slope - curve.both * curve.both
            let step = (
                shift: (curve.slope * gradient.shift - curve.both * gradient.slope) / size,
                slope: (curve.shift * gradient.slope - curve.both * gradient.shift) / size
            )
            shift -= min(max(step.shift, -0.5), 0.5)
            slope -= min(max(step.slope, -0.5), 0.5)
            if abs(step.shift) + abs(step.slope) < 1e-7 { break }
        }
        self.slope = min(max(slope, 0.3), 1)
        self.shift = min(max(shift, -2), 0)
    }

    /// The numbers of the largest, largest first.
    private static func surest(_ odds: [Double]) -> [Int] {
        var best: [Int] = []
        for index in odds.indices {
            if best.count == shownLimit, odds[index] <= odds[best[shownLimit - 1]] { continue }
            best.insert(index, at: best.firstIndex { odds[$0] < odds[index] } ?? best.count)
            if best.count > shownLimit { best.removeLast() }
        }
        return best
    }
}
