// SPDX-License-Identifier: MIT

import FoundationEssentials

/// The time from which a model's examples come, and how much less sure it is outside of it.
///
/// What people call a topic moves over the years, and what is written on it too. Labels of one year, asked about the
/// next, are right less often than they are on articles of their own year, and nothing in the labels says by how
/// much. In two blogs with labels of eight and six years, log odds learned from any years had to be flattened by
/// 0.7 to 1.0 (0.83 on average) and lowered (0.2 on average, between raises and falls) on those after them, much of it
/// from the first months on. So it is flattened by 0.85 and lowered by 0.25, in equal steps over half a year. A model
/// that is trained as verdicts come is never there.
struct LabelledTime: Sendable, Hashable {
    /// Days since 1970.
    let first: Double
    let last: Double

    /// - Parameter dates: of the examples that have one. The farthest fiftieth at either end does not count.
    init?(_ dates: [Date]) {
        let days = dates.map(Self.days).filter { abs($0) < 1e6 }.sorted()
        guard days.count >= ModelTrainer.exampleMinimum else { return nil }
        self.init(first: days[days.count / 50], last: days[days.count - 1 - days.count / 50])
    }

    init(first: Double, last: Double) { (self.first, self.last) = (first, last) }

    /// How far outside of it an article is: 0 within, 1 from half a year on.
    func distance(of date: Date?) -> Double {
        guard let date else { return 0 }
        let days = Self.days(date)
        return min(max(days - last, first - days, 0) / 180, 1)
    }

    /// Log odds with the doubt that a distance asks for.
    static func doubted(_ logOdds: Double, distance: Double) -> Double {
        logOdds * (1 - 0.15 * distance) - 0.25 * distance
    }

    private static func days(_ date: Date) -> Double { date.timeIntervalSince1970 / 86_400 }
}
