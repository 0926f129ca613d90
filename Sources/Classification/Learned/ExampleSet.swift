// SPDX-License-Identifier: MIT

import Model

/// Labelled items as numbers.
struct ExampleSet {
    /// The topics with a label, in the curriculum's order.
    let topics: [Topic.ID]
    /// The numbers of these topics in the curriculum without its retired ones.
    let places: [Int]
    /// How many topics the curriculum has without its retired ones.
    let topicCount: Int
    /// For each topic and example 1 (has it), -1 (has it not), 0 (open).
    let labels: [[Int8]]
    /// For each topic how many examples have it.
    let counts: [Int]
    /// For each example the numbers of its topics in ``topics``.
    let topicsOfExample: [[Int32]]
    /// A digest of all that.
    let digest: String
    /// The most tags that an item should get: as many as all but a hundredth of the examples have.
    let tagLimit: Int

    init(_ examples: [LabelledItem], curriculum: Curriculum) throws(TrainingError) {
        let known = curriculum.topics.filter { !$0.isRetired }.map(\.id)
        let given = Set(examples.flatMap(\.topics))
        let topics = known.filter { given.contains($0) }
        let numbers = Dictionary(
            topics.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        guard !topics.isEmpty else { throw .noLabels }
        guard examples.count >= ModelTrainer.exampleMinimum else {
            throw .tooFew(found: examples.count, needed: ModelTrainer.exampleMinimum)
        }
        self.topics = topics
        topicCount = known.count
        places = topics.map { topic in known.firstIndex(of: topic) ?? 0 }
        let found = examples.map { example in
            Set(example.topics.compactMap { numbers[$0] }).sorted()
        }
        topicsOfExample = found
        var labels = topics.map { _ in [Int8](repeating: -1, count: examples.count) }
        for (index, example) in examples.enumerated() {
            for topic in example.open { if let number = numbers[topic] { labels[Int(number)][index] = 0 } }
            for number in found[index] { labels[Int(number)][index] = 1 }
        }
        self.labels = labels
        counts = labels.map { $0.count { $0 > 0 } }
        if let only = topics.first, topics.count == 1, counts[0] == examples.count {
            throw .nothingToTellApart(only)
        }
        let sizes = found.map(\.count).sorted()
        tagLimit = min(max(sizes[(sizes.count * 99) / 100], Classifier.tagLimit), 12)
        digest = Digest.hex(
            examples.map { example in
                [example.item.identity.key, example.item.title, example.item.text.best]
                    .joined(separator: "\u{1F}") + "\u{1E}"
                    + (example.topics + ["/"] + example.open).map(\.rawValue).joined(separator: "\u{1F}")
            }.joined(separator: "\u{1D}"))
    }
}
