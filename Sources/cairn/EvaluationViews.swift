// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import Pipeline

/// How good tags are as JSON; the keys are part of the command line's contract.
struct EvaluationView: Encodable {
    private let evaluation: Evaluation
    private let curve: LearningCurve?

    private enum CodingKeys: String, CodingKey { case curve }

    init(_ evaluation: Evaluation, _ curve: LearningCurve?) {
        (self.evaluation, self.curve) = (evaluation, curve)
    }

    func encode(to encoder: any Encoder) throws {
        try evaluation.encode(to: encoder)
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encodeIfPresent(curve?.points, forKey: .curve)
    }
}

extension LearningCurve {
    /// The curve in lines for people.
    var lines: [String] {
        [
            "", "learned from so many of these articles, measured on \(articles) others",
            "articles  labels    F1  surest right  mean of topics",
        ]
            + points.map { point in
                let numbers = ["\(point.examples)".padded(8), "\(point.labels)".padded(6)]
                let figures = [
                    point.microF1.shown.padded(4), point.precisionAt1.shown.padded(12),
                    point.macroF1.shown.padded(14),
                ]
                return (numbers + figures).joined(separator: "  ")
            }
    }
}

/// How tags fared in what curators decided as JSON; the keys are part of the command line's contract.
struct ReckoningView: Encodable {
    private let from: String
    private let to: String
    private let lateFrom: String
    private let total: RecordView
    private let months: [MonthView]
    private let topics: [TopicView]

    private enum CodingKeys: String, CodingKey {
        case from, to, total, months, topics
        case lateFrom = "late_from"
    }

    private struct RecordView: Encodable {
        let kept: Int
        let rejected: Int
        let added: Int
        let precision: Double?
        let recall: Double?
        let confidence: Double?

        init(_ record: TagRecord) {
            (kept, rejected, added) = (record.kept, record.rejected, record.added)
            (precision, recall, confidence) = (record.precision, record.recall, record.confidence)
        }
    }

    private struct MonthView: Encodable {
        let month: String
        let record: RecordView

        func encode(to encoder: any Encoder) throws {
            try record.encode(to: encoder)
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(month, forKey: .month)
        }

        private enum CodingKeys: String, CodingKey { case month }
    }

    private struct TopicView: Encodable {
        let topic: Topic.ID
        let total: RecordView
        let months: [MonthView]
        let drift: TopicDrift?
        let changes: [String]
    }

    init(_ reckoning: TagReckoning, _ curriculum: Curriculum) {
        (from, to, lateFrom) = (reckoning.from, reckoning.to, reckoning.turn)
        total = RecordView(reckoning.months.total)
        months = reckoning.byMonth.map { MonthView(month: $0.month, record: RecordView($0.record)) }
        topics = reckoning.topics(curriculum).map { topic in
            let own = reckoning.months.filter { $0.topic == topic }
            let drift = reckoning.drifts.first { $0.topic == topic }
            return TopicView(
                topic: topic, total: RecordView(own.total),
                months: own.map { MonthView(month: $0.month, record: RecordView($0.record)) }, drift: drift,
                changes: drift?.clauses ?? [])
        }
    }
}

extension TagReckoning {
    /// All topics together, month by month.
    fileprivate var byMonth: [(month: String, record: TagRecord)] {
        Dictionary(grouping: months, by: \.month).sorted { $0.key < $1.key }.map { ($0.key, $0.value.total) }
    }

    /// The topics of which anything was decided or has changed, in the curriculum's order, then those that it has no more.
    fileprivate func topics(_ curriculum: Curriculum) -> [Topic.ID] {
        let found = Set(months.map(\.topic) + drifts.map(\.topic))
        let known = curriculum.topics.map(\.id).filter(found.contains)
        return known + found.subtracting(known).sorted()
    }

    /// The figures in lines for people.
    func lines(_ curriculum: Curriculum) -> [String] {
        let all = months.total
        guard all.suggested + all.wanted > 0 else {
            return ["from \(from) to \(to) no curator decided on the topics of an item"]
        }
        var lines = ["\(from) to \(to)", "month    \(Self.head)"]
        lines += byMonth.map { "\($0.month)  \(row($0.record))" }
        lines += ["all      \(row(all))", "", "\(Self.head)  topic"]
        for topic in topics(curriculum) {
            let record = months.filter { $0.topic == topic }.total
            lines.append("\(row(record))  \(curriculum.topic(topic)?.name ?? topic.rawValue)")
        }
        lines += ["", "what has changed since \(turn)"]
        if drifts.isEmpty { lines.append("nothing that chance may not have done") }
        for drift in drifts {
            lines.append(curriculum.topic(drift.topic)?.name ?? drift.topic.rawValue)
            lines += drift.clauses.map { "    \($0)" }
        }
        return lines
    }

    private static let head = "suggested  kept  as sure as   added  found"

    private func row(_ record: TagRecord) -> String {
        func share(_ share: Double?) -> String { share?.shown ?? "-" }
        return "\("\(record.suggested)".padded(9))  \(share(record.precision).padded(4))  "
            + "\(share(record.confidence).padded(10))  \("\(record.added)".padded(6))  "
            + share(record.recall).padded(5)
    }
}
