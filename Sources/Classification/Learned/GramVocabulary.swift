// SPDX-License-Identifier: MIT

/// Which stems and pairs a model knows, and how much each says by being rare.
struct GramVocabulary: Sendable, Hashable {
    /// The grams, smallest number first.
    let grams: [UInt64]
    /// For each of them 1 + ln((1 + articles) / (1 + articles that have it)).
    let rarity: [Float]

    private let numbers: [UInt64: Int32]

    /// No model knows more; the commonest stay.
    static let sizeLimit = 60_000

    init(grams: [UInt64], rarity: [Float]) {
        (self.grams, self.rarity) = (grams, rarity)
        numbers = Dictionary(
            zip(grams, grams.indices.map { Int32($0) }), uniquingKeysWith: { first, _ in first })
    }

    /// What stands in at least two of some articles.
    init(of articles: [Grams]) {
        self.init(counting: articles.flatMap(\.grams), articles: articles.count)
    }

    private init(counting all: [UInt64], articles: Int) {
        var found: [(gram: UInt64, count: Int)] = []
        for gram in all.sorted() {
            if found.last?.gram == gram {
                found[found.count - 1].count += 1
            } else {
                if let last = found.last, last.count < 2 { found.removeLast() }
                found.append((gram, 1))
            }
        }
        if let last = found.last, last.count < 2 { found.removeLast() }
        if found.count > Self.sizeLimit {
            found.sort { ($1.count, $0.gram) < ($0.count, $1.gram) }
            found = found.prefix(Self.sizeLimit).sorted { $0.gram < $1.gram }
        }
        self.init(
            grams: found.map(\.gram),
            rarity: found.map { Float(1 + Exactly.log(Double(1 + articles) / Double(1 + $0.count))) })
    }

    /// An article's grams with their weights: (1 + ln count) × rarity, the whole of length 1.
    ///
    /// **Shape**: in the vocabulary's order; `sources` says which of the article's grams each is.
    func vector(of article: Grams) -> (vector: SparseVector, sources: [Int]) {
        var vector = SparseVector()
        var sources: [Int] = []
        for (source, gram) in article.grams.enumerated() {
            guard let number = numbers[gram] else { continue }
            let often = Self.often(article.counts[source])
            vector.append(number, often * rarity[Int(number)])
            sources.append(source)
        }
        vector.normalise()
        return (vector, sources)
    }

    /// 1 + ln of a count.
    private static func often(_ count: Float) -> Float {
        Int(count) < smallCounts.count
            ? smallCounts[Int(count)] : Float(1 + Exactly.log(Double(count)))
    }

    static func == (one: Self, other: Self) -> Bool { one.grams == other.grams && one.rarity == other.rarity }
    func hash(into hasher: inout Hasher) { hasher.combine(grams) }
}

private let smallCounts: [Float] = [0] + (1..<64).map { Float(1 + Exactly.log(Double($0))) }

/// Numbers at a few of many places.
struct SparseVector: Sendable, Hashable {
    /// The places, smallest first.
    private(set) var indices: [Int32] = []
    /// What stands there.
    private(set) var values: [Float] = []

    init() {}

    init(indices: [Int32], values: [Float]) {
        (self.indices, self.values) = (indices, values)
    }

    mutating func append(_ index: Int32, _ value: Float) {
        indices.append(index)
        values.append(value)
    }

    /// Makes its length 1; a vector of nothing stays so.
    mutating func normalise() {
        let square = values.reduce(Float(0)) { $0 + $1 * $1 }
        guard square > 0 else { return }
        let length = square.squareRoot()
        for index in values.indices { values[index] /= length }
    }
}
