// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import Storage

/// What curators decided, as something to learn from.
struct DecidedExamples {
    /// The items with their topics, oldest first.
    private(set) var examples: [LabelledItem] = []
    /// For each of them the action with which it was decided.
    private(set) var actions: [Int] = []
    /// How many labels were passed over, by topics that the curriculum has no more.
    private(set) var passedOver: [Topic.ID: Int] = [:]
    /// For each of them when it was decided.
    private(set) var times: [Date] = []
    private var rejections = 0

    /// Makes examples of decided items.
    ///
    /// A label of a retired topic counts for the one that took its place. An item whose topics are all gone teaches nothing.
    ///
    /// - Parameter decided: oldest first.
    init(_ decided: [DecidedItem], curriculum: Curriculum) {
        let known = Set(curriculum.topics.filter { !$0.isRetired }.map(\.id))
        for item in decided {
            let topics = item.topics.map { curriculum.present($0) }
            for topic in topics where !known.contains(topic) { passedOver[topic, default: 0] += 1 }
            let kept = topics.filter(known.contains)
            let rejected = item.rejected.map { curriculum.present($0) }.filter {
                known.contains($0) && !kept.contains($0)
            }
            if item.isWhole ? kept.isEmpty && !topics.isEmpty : rejected.isEmpty { continue }
            let open = item.isWhole ? [] : known.subtracting(rejected).sorted()
            examples.append(LabelledItem(item: item.library.readable, topics: kept, open: open))
            actions.append(item.action)
            times.append(item.decided)
            rejections += rejected.count
        }
    }

    /// When what was learned was decided.
    var span: TrainedModel.Span? {
        guard let first = times.min(), let last = times.max() else { return nil }
        return TrainedModel.Span(from: first, to: last, lastAction: actions.max() ?? 0)
    }

    /// How much it is.
    var counts: TrainedModel.Counts {
        TrainedModel.Counts(
            items: examples.count, topicless: examples.count { $0.topics.isEmpty && $0.open.isEmpty },
            labels: examples.reduce(0) { $0 + $1.topics.count }, rejections: rejections,
            topics: Set(examples.flatMap(\.topics)).count)
    }

    /// What was passed over, in words; empty where nothing was.
    var notes: [String] {
        passedOver.sorted { $0.key < $1.key }.map { topic, count in
            "\(count) \(count == 1 ? "label" : "labels") of \(topic) passed over: the curriculum does not have it"
        }
    }
}

extension Curriculum {
    /// The topic that stands for a topic today: itself, or what took a retired one's place.
    fileprivate func present(_ id: Topic.ID) -> Topic.ID {
        var id = id
        // A curriculum may send one round in a circle.
        for _ in 0..<10 {
            guard let next = topic(id)?.place.replacedBy else { return id }
            id = next
        }
        return id
    }
}
