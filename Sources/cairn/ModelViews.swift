// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Markup
import Model

extension Prediction {
    /// What a model says of one article as JSON on one line; the keys are part of the command line's contract.
    ///
    /// `labels` is the same as `topics`, for tools that call them so.
    func line(_ id: String) -> [UInt8] {
        let topics = JSONValue.array(tags.map { .string($0.topic.rawValue) })
        let scores = suggestions.map {
            JSONValue.Member(name: $0.topic.rawValue, value: .number($0.confidence.short))
        }
        let evidence = tags.map { tag in
            JSONValue.Member(
                name: tag.topic.rawValue, value: .array(tag.evidence.map { .string($0.words) }))
        }
        var line: [UInt8] = []
        JSONValue.object([
            .init(name: "evidence", value: .object(evidence.sorted { $0.name < $1.name })),
            .init(name: "id", value: .string(id)), .init(name: "labels", value: topics),
            .init(name: "scores", value: .object(scores.sorted { $0.name < $1.name })),
            .init(name: "topics", value: topics),
        ]).write(into: &line)
        return line
    }
}

extension Double {
    /// Six digits after the point: as exact as a probability can be meant.
    fileprivate var short: Double { (self * 1e6).rounded() / 1e6 }
}

/// Where a model comes from as JSON; the keys are part of the command line's contract.
struct ModelView: Encodable {
    private let name: String
    private let provenance: ModelProvenance

    init(_ model: LearnedModel) { (name, provenance) = (model.name, model.provenance) }
}

extension LearnedModel {
    /// Where it comes from in lines for people.
    var lines: [String] {
        let scores = provenance.scores
        return [
            "\(name): \(counted(provenance.labels, "label")) of \(counted(provenance.topics, "topic")) on "
                + "\(counted(provenance.examples, "article")), \(provenance.topicless) without a topic",
            "on articles held back: F1 \(scores.microF1.shown) (precision \(scores.precision.shown), "
                + "recall \(scores.recall.shown)); a tag from \(provenance.threshold.shown) on",
        ]
    }
}

extension LabelledItem {
    /// The same without its text, for keeping many.
    var withoutText: LabelledItem {
        LabelledItem(
            item: Item(identity: item.identity, title: item.title, address: nil, text: ItemText()),
            topics: topics, open: open)
    }
}

extension Evaluation {
    /// The figures in lines for people.
    func lines(_ curriculum: Curriculum) -> [String] {
        var lines = [
            "\(counted(items, "article")), \(topicless) without a topic",
            "F1 \(microF1.shown) (precision \(precision.shown), recall \(recall.shown)), mean of topics \(macroF1.shown)",
            "surest suggestion right \(precisionAt1.shown), nDCG of five \(ndcgAt5.shown), mean average precision \(meanAveragePrecision.shown)",
            "rightly left unsorted \(unsortedRight.shown), confidence off by \(calibrationError.shown)",
            "", "F1    right wrong missed  topic",
        ]
        for figures in topics.sorted(by: { ($1.f1, $0.topic) < ($0.f1, $1.topic) }) {
            let counts = [figures.right, figures.wrong, figures.missed].map { "\($0)" }
            let name = curriculum.topic(figures.topic)?.name ?? figures.topic.rawValue
            lines.append(
                "\(figures.f1.shown)  \(counts[0].padded(5)) \(counts[1].padded(5)) \(counts[2].padded(6))  \(name)"
            )
        }
        let often = confusions.filter { $0.count > 1 }.prefix(10)
        if !often.isEmpty { lines += ["", "missed, and given in its place"] }
        return lines + often.map { "\($0.count) times  \($0.wanted), given \($0.given)" }
    }
}

extension String {
    /// With spaces before it, as wide as a column.
    func padded(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}

/// Writes JSON Lines to standard output in large pieces.
struct LineWriter {
    private var waiting = Data()

    /// Writes a line.
    mutating func write(_ line: [UInt8]) {
        waiting.append(contentsOf: line)
        waiting.append(10)
        if waiting.count > 1 << 16 { end() }
    }

    /// Writes what is waiting; a reader that has gone away is no fault of ours.
    mutating func end() {
        try? FileHandle.standardOutput.write(contentsOf: waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
