// SPDX-License-Identifier: MIT

/// The labelled articles that a model remembers, and which of them are most like another one.
struct Neighbours: Sendable, Hashable {
    /// Their grams.
    let vectors: [SparseVector]
    /// For each the numbers of its topics.
    let topics: [[Int32]]
    /// Their titles, by which they are shown as evidence.
    let titles: [String]

    private let postings: Postings

    /// How many of the most like are asked.
    static let limit = 15

    /// One article, and how like it is: 1 the same, 0 no word in common.
    struct Neighbour: Hashable {
        let article: Int
        let likeness: Float
    }

    init(vectors: [SparseVector], topics: [[Int32]], titles: [String], size: Int) {
        (self.vectors, self.topics, self.titles) = (vectors, topics, titles)
        postings = Postings(vectors, size: size)
    }

    /// The most like articles, most like first, then in the order in which they are remembered.
    ///
    /// - Parameter isAsked: which of them count, for asking what others say of one of them.
    func nearest(to vector: SparseVector, isAsked: (Int) -> Bool = { _ in true }) -> [Neighbour] {
        var best: [Neighbour] = []
        var least: Float = 0
        for (article, likeness) in postings.likeness(to: vector).enumerated() where likeness > least {
            guard isAsked(article) else { continue }
            let place = best.firstIndex { $0.likeness < likeness } ?? best.count
            best.insert(Neighbour(article: article, likeness: likeness), at: place)
            if best.count > Self.limit { best.removeLast() }
            if best.count == Self.limit { least = best[best.count - 1].likeness }
        }
        return best
    }

    /// Which share of what the neighbours say is for each topic; the most like say most.
    ///
    /// - Returns: 0...1 for each topic.
    func shares(_ neighbours: [Neighbour], topicCount: Int) -> [Float] {
        var shares = [Float](repeating: 0, count: topicCount)
        var all: Float = 1e-9
        for neighbour in neighbours {
            let voice = neighbour.likeness * neighbour.likeness
            all += voice
            for topic in topics[neighbour.article] { shares[Int(topic)] += voice }
        }
        return shares.map { $0 / all }
    }

    static func == (one: Self, other: Self) -> Bool {
        one.vectors == other.vectors && one.topics == other.topics && one.titles == other.titles
    }

    func hash(into hasher: inout Hasher) { hasher.combine(titles) }
}
