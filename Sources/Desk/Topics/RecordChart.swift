// SPDX-License-Identifier: MIT

import Model
import Storage

/// Precision and recall of a topic over months, as two lines.
///
/// Drawn by the template `topic`.
struct RecordChart: Sendable {
    let width: Int
    let precision: Series
    let recall: Series
    let labels: [Label]
    let levels: [Label]

    /// One line; a month without a figure is a gap in it.
    struct Series: Sendable {
        let points: String
        let dots: [Dot]
    }

    struct Dot: Sendable {
        let x: Int
        let y: Int
        let words: String
    }

    struct Label: Sendable {
        let x: Int
        let y: Int
        let text: String
    }

    private static let (left, top, tall, step) = (48, 12, 140, 60)

    /// - Parameter months: the oldest first; two at the least.
    init(_ months: some Collection<TopicMonth>) {
        let months = Array(months)
        precision = RecordChart.series(months, "precision") { $0.record.precision }
        recall = RecordChart.series(months, "recall") { $0.record.recall }
        labels = months.enumerated().map { index, month in
            Label(
                x: RecordChart.x(index), y: RecordChart.top + RecordChart.tall + 20,
                text: String(month.month.suffix(2)) + "/" + String(month.month.prefix(4).suffix(2)))
        }
        levels = [0, 50, 100].map {
            Label(x: RecordChart.left - 26, y: RecordChart.y(Double($0) / 100), text: "\($0) %")
        }
        width = RecordChart.x(months.count - 1) + 40
    }

    private static func series(
        _ months: [TopicMonth], _ name: String, _ value: (TopicMonth) -> Double?
    ) -> Series {
        let dots = months.enumerated().compactMap { index, month in
            value(month).map {
                Dot(x: x(index), y: y($0), words: "\(month.month): \(name) \(DeskWords.percent($0))")
            }
        }
        return Series(points: dots.map { "\($0.x),\($0.y)" }.joined(separator: " "), dots: dots)
    }

    private static func x(_ index: Int) -> Int { left + 20 + index * step }

    private static func y(_ share: Double) -> Int { top + tall - Int((share * Double(tall)).rounded()) }
}
