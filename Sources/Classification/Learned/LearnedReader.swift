// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Reads items by a learned model, for the topics of one curriculum.
struct LearnedReader: Sendable {
    private let model: LearnedModel
    private let rows: TopicRows
    /// For each topic of the model its number in the curriculum.
    private let places: [Int?]
    /// For each topic of the curriculum its number in the model.
    private let numbers: [Int?]
    private let time: LabelledTime?

    /// A topic of which no term stands in the item is no suggestion below this.
    static let leastConfidence = 0.01
    /// Below this a suggestion shows its terms alone where it has some.
    static let shownConfidence = 0.05

    /// What the model says of one item.
    struct Reading {
        /// How sure it is of each topic of the curriculum, 0...1.
        let confidences: [Double]
        fileprivate let opinions: [Opinion]
        fileprivate let item: ReadItem
        fileprivate let grams: Grams
        fileprivate let vector: SparseVector
        fileprivate let sources: [Int32]
        fileprivate let neighbours: [Neighbours.Neighbour]
    }

    init(_ model: LearnedModel, topics: [Topic.ID]) {
        self.model = model
        rows = TopicRows(model.rows, size: model.vocabulary.grams.count)
        time = model.provenance.time
        let known = Dictionary(
            topics.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        places = model.topics.map { known[$0] }
        var numbers = [Int?](repeating: nil, count: topics.count)
        for (number, place) in places.enumerated() { if let place { numbers[place] = number } }
        self.numbers = numbers
    }

    /// - Parameters:
    ///   - date: when the item was published.
    ///   - terms: for each topic of the curriculum the terms' log odds.
    func reading(
        of item: ReadItem, from date: Date?, terms: [Double], remembering memory: inout WordMemory
    ) -> Reading {
        let grams = Grams(in: item, remembering: &memory)
        let (vector, sources) = model.vocabulary.vector(of: grams)
        let nearest = model.neighbours.nearest(to: vector)
        let opinions = Opinion.all(
            terms: terms, places: places, counts: model.labelCounts, scores: rows.scores(vector),
            shares: model.neighbours.shares(nearest, topicCount: model.topics.count))
        let distance = time?.distance(of: date) ?? 0
        return Reading(
            confidences: opinions.map { opinion in
                Exactly.probability(
                    ofLogOdds: LabelledTime.doubted(model.stacker.logOdds(opinion), distance: distance))
            }, opinions: opinions, item: item, grams: grams, vector: vector, sources: sources,
            neighbours: nearest)
    }

    /// Whether any learned word or neighbour speaks for a topic.
    func speaks(for topic: Int, in reading: Reading) -> Bool {
        guard let number = numbers[topic] else { return false }
        let pulls = model.stacker.pulls(reading.opinions[topic])
        if pulls.neighbours > 0,
            reading.neighbours.contains(where: {
                model.neighbours.topics[$0.article].contains(Int32(number))
            })
        {
            return true
        }
        return strongWords(number, pulls.linear, reading, limit: 1).isEmpty == false
    }

    /// What speaks for a topic, each weighed by how far it moves the log odds.
    ///
    /// - Parameter terms: what stands in the item of the topic's terms.
    func evidence(for topic: Int, in reading: Reading, terms: [Tag.Evidence]) -> [Tag.Evidence] {
        let pulls = model.stacker.pulls(reading.opinions[topic])
        let sum = terms.reduce(0) { $0 + $1.weight }
        let own = terms.map { $0.weighing($0.weight / sum * max(pulls.terms, 0.01)) }
        guard let number = numbers[topic],
            terms.isEmpty || reading.confidences[topic] >= Self.shownConfidence
        else { return own }
        return own + words(number, pulls.linear, reading) + likes(number, pulls.neighbours, reading)
    }
}

private extension LearnedReader {
    /// The learned words that stand in the item, strongest first.
    func words(_ number: Int, _ pull: Double, _ reading: Reading) -> [Tag.Evidence] {
        var found = strongWords(number, pull, reading, limit: .max)
        found.sort { ($1.weight, $0.source) < ($0.weight, $1.source) }
        return found.prefix(Classifier.evidenceLimit).map { source, weight in
            let place = reading.grams.places[source]
            let words = reading.item.quote(place)
            return Tag.Evidence(
                words: words, term: words, place: place.inTitle ? .title : .text,
                count: reading.grams.standings[source].count, weight: weight, kind: .learned)
        }
    }

    /// The learned words that say anything, in the vocabulary's order, no more than a limit.
    func strongWords(
        _ number: Int, _ pull: Double, _ reading: Reading, limit: Int
    ) -> [(source: Int, weight: Double)] {
        guard pull > 0, let row = model.rows[number] else { return [] }
        var found: [(source: Int, weight: Double)] = []
        for (place, index) in reading.vector.indices.enumerated() {
            let weight = Double(row.weight(index) * reading.vector.values[place]) * pull
            guard weight > 0.01 else { continue }
            found.append((Int(reading.sources[place]), weight))
            if found.count == limit { break }
        }
        return found
    }

    /// The neighbours that have the topic.
    func likes(_ number: Int, _ pull: Double, _ reading: Reading) -> [Tag.Evidence] {
        let those = reading.neighbours.filter {
            model.neighbours.topics[$0.article].contains(Int32(number))
        }
        let all = those.reduce(0) { $0 + Double($1.likeness * $1.likeness) }
        guard pull > 0, all > 0 else { return [] }
        return those.prefix(3).map { neighbour in
            let title = model.neighbours.titles[neighbour.article]
            return Tag.Evidence(
                words: title, term: title, place: .text, count: 1,
                weight: pull * Double(neighbour.likeness * neighbour.likeness) / all, kind: .neighbour)
        }
    }
}
