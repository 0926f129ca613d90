// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import Pipeline
import Storage

/// A version of the library's model as JSON; the keys are part of the command line's contract.
struct VersionView: Encodable {
    private let version: Int
    private let inUse: Bool
    private let name: String?
    private let trained: TrainedModel?
    private let by: Verdict.Signature?
    private let why: String?
    private let former: Int?
    private let trial: ModelTrial?
    private let outcome: ModelVersion.Outcome?
    private let sentence: String?
    private let use: ModelTable.Use?
    private let knowledge: ModelKnowledge?

    private enum CodingKeys: String, CodingKey {
        case version, name, trained, by, why, former, trial, outcome, sentence, use
        case inUse = "in_use"
        case knowledge = "vocabulary"
    }

    /// - Parameters:
    ///   - found: the version; nil is version 0, the terms alone.
    ///   - use: since when it is in use and why, where that is asked for.
    ///   - knowledge: how it fits the curriculum of today, where that is asked for.
    init(
        _ found: ModelVersion?, isInUse: Bool, name: String? = nil, use: ModelTable.Use? = nil,
        knowledge: ModelKnowledge? = nil
    ) {
        version = found?.number ?? 0
        inUse = isInUse
        self.name = name ?? found?.model.name
        trained = found?.model
        by = found?.by
        why = found?.why
        former = found?.former
        trial = found?.trial
        outcome = found?.outcome
        sentence = found?.sentence
        self.use = use
        self.knowledge = knowledge
    }
}

/// What came of learning from verdicts, as JSON.
struct TrainingView: Encodable {
    private let version: VersionView?
    private let inUse: Int
    private let report: RunReport

    private enum CodingKeys: String, CodingKey {
        case version, report
        case inUse = "in_use"
    }

    init(_ outcome: TrainRun.Outcome) {
        version = outcome.version.map { VersionView($0, isInUse: $0.number == outcome.inUse) }
        inUse = outcome.inUse
        report = outcome.report
    }
}

/// How a model fits a curriculum that may have changed since.
struct ModelKnowledge: Encodable {
    /// Topics that it knows and the curriculum does not have; what it knows of them lies idle.
    let lost: [String]
    /// Topics of the curriculum of which it has seen no label; they stand on their terms.
    let unlabelled: [String]

    init(_ model: LearnedModel, _ curriculum: Curriculum) {
        lost = model.strangers(to: curriculum).map(\.rawValue)
        unlabelled = model.unlabelled(in: curriculum).map(\.rawValue)
    }

    var lines: [String] {
        var lines: [String] = []
        if !lost.isEmpty {
            lines.append("it knows what the curriculum has no more: \(lost.joined(separator: ", "))")
        }
        if !unlabelled.isEmpty {
            lines.append(
                "without a label, on their terms alone (\(unlabelled.count)): \(unlabelled.joined(separator: ", "))"
            )
        }
        return lines
    }
}

extension ModelVersion {
    /// The version in one line.
    var line: String {
        let day = by.time.formatted(.iso8601.year().month().day())
        let what = "\(counted(model.counts.labels, "label")) on \(counted(model.counts.items, "item"))"
        let figures = "F1 \(trial.new.microF1.shown)"
        switch outcome {
        case .adopted: return "\(day)  \(what), \(figures)"
        case .forced: return "\(day)  \(what), \(figures), forced"
        case .refused, .termsAdopted: return "\(day)  \(what), \(figures), did not take over"
        }
    }

    /// Where it comes from, in lines for people.
    var lines: [String] {
        let days = [model.span.from, model.span.to].map { $0.formatted(.iso8601.year().month().day()) }
        return [
            "trained \(by.time.formatted(.iso8601)) by \(by.name), \(why)",
            "learned from \(counted(model.counts.labels, "label")) of \(counted(model.counts.topics, "topic")) on "
                + "\(counted(model.counts.items, "item")) (\(model.counts.topicless) that no topic fits) and "
                + "\(counted(model.counts.rejections, "rejected tag")), decided from \(days[0]) to \(days[1])",
            "\(model.name), \(model.byteCount) bytes, SHA-256 \(model.hash)",
        ]
    }
}
