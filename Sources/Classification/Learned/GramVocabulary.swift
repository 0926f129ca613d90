// SPDX-License-Identifier: MIT

/// Which stems and pairs a model knows, and how much each says by being rare.
struct GramVocabulary: Sendable, Hashable {
    /// The grams, smallest number first.
    let grams: [UInt64]
    /// For each of them 1 + ln((1 + articles) / (1 + articles that have it)).
    let rarity: [Float]

    private let numbers: NumberTable<Int32>

    /// No model knows more; the commonest stay.
    static let sizeLimit = 60_000

    init(grams: [UInt64], rarity: [Float]) {
        (self.grams, self.rarity) = (grams, rarity)
        var numbers = NumberTable<Int32>(blank: 0, room: grams.count)
        for (number, gram) in grams.enumerated() { _ = numbers.insert(Int32(number), for: gram) }
        self.numbers = numbers
    }

    /// What stands in at least two of some articles.
    ///
    /// - Parameter articles: for each its grams, none twice.
    init(of articles: [[UInt64]]) {
        var found = Self.counts(articles).filter { $0.count > 1 }
        if found.count > Self.sizeLimit {
            found.sort { ($1.count, $0.gram) < ($0.count, $1.gram) }
            found = Array(found.prefix(Self.sizeLimit))
        }
        found.sort { $0.gram < $1.gram }
        self.init(
            grams: found.map(\.gram),
            rarity: found.map {
                Float(1 + Exactly.log(Double(1 + articles.count) / Double(1 + $0.count)))
            })
    }

    /// In how many articles each gram stands, without most of those that stand in one.
    ///
    /// Two sets of bits, by a part of the gram's number, let the rest through: most grams are pairs that never return, and
    /// to count them all would take most of the memory.
    private static func counts(_ articles: [[UInt64]]) -> [(gram: UInt64, count: Int)] {
        let width = UInt64(1 << 25)
        var once = [UInt64](repeating: 0, count: Int(width / 64))
        var twice = once
        func bit(_ gram: UInt64) -> (word: Int, mask: UInt64) {
            let place = (gram >> 20) % width
            return (Int(place / 64), 1 << (place % 64))
        }
        for article in articles {
            for gram in article {
                let (word, mask) = bit(gram)
                twice[word] |= once[word] & mask
                once[word] |= mask
            }
        }
        var places = NumberTable<Int32>(blank: 0, room: 1 << 14)
        var found: [(gram: UInt64, count: Int)] = []
        for article in articles {
            for gram in article {
                let (word, mask) = bit(gram)
                if twice[word] & mask == 0 { continue }
                let place = Int(places.insert(Int32(found.count), for: gram))
                if place == found.count { found.append((gram, 1)) } else { found[place].count += 1 }
            }
        }
        return found
    }

    /// An article's grams with their weights: (1 + ln count) × rarity, the whole of length 1.
    ///
    /// **Shape**: in the vocabulary's order; `sources` says which of the article's grams each is.
    func vector(of article: Grams) -> (vector: SparseVector, sources: [Int32]) {
        // The number before the source, so that they are sorted as one.
        var known: [UInt64] = []
        known.reserveCapacity(article.grams.count)
        for (source, gram) in article.grams.enumerated() {
            if let number = numbers[gram] { known.append(UInt64(number) << 32 | UInt64(source)) }
        }
        known.sort()
        var vector = SparseVector(roomFor: known.count)
        for one in known {
            let number = Int32(one >> 32)
            let often = Self.often(article.standings[Int(one & 0xFFFF_FFFF)].weighed)
            vector.append(number, often * rarity[Int(number)])
        }
        vector.normalise()
        return (vector, known.map { Int32($0 & 0xFFFF_FFFF) })
    }

    /// 1 + ln of a count.
    private static func often(_ count: Int) -> Float {
        count < smallCounts.count ? smallCounts[count] : Float(1 + Exactly.log(Double(count)))
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

    init(roomFor count: Int) {
        indices.reserveCapacity(count)
        values.reserveCapacity(count)
    }

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
