// SPDX-License-Identifier: MIT

/// For each gram the articles that have it, for finding those that are like another one.
///
/// A gram that stands in few articles is a list of them. One that stands in many has a number for every article, 0 for those
/// that do not have it: to go through these in a row is quicker than to jump from one to the next.
struct Postings: Sendable {
    private let count: Int
    /// For each gram where its list begins; one more at the end.
    private let starts: [Int32]
    private let articles: [Int32]
    private let values: [Float]
    /// For each gram which row is its own; -1 for none.
    private let rows: [Int32]
    private let dense: [Float]

    /// A gram that stands in one of so many articles, or more, has a row.
    private static let commonShare = 6

    /// - Parameters:
    ///   - vectors: the articles.
    ///   - size: how many grams there are.
    init(_ vectors: [SparseVector], size: Int) {
        count = vectors.count
        var counts = [Int32](repeating: 0, count: size)
        for vector in vectors { for index in vector.indices { counts[Int(index)] += 1 } }
        var (rows, rowCount) = ([Int32](repeating: -1, count: size), 0)
        var starts = [Int32](repeating: 0, count: size + 1)
        for gram in 0..<size {
            let isCommon = Int(counts[gram]) * Self.commonShare >= vectors.count && counts[gram] > 16
            if isCommon {
                rows[gram] = Int32(rowCount)
                rowCount += 1
            }
            starts[gram + 1] = starts[gram] + (isCommon ? 0 : counts[gram])
        }
        var next = starts
        var articles = [Int32](repeating: 0, count: Int(starts[size]))
        var values = [Float](repeating: 0, count: Int(starts[size]))
        var dense = [Float](repeating: 0, count: rowCount * vectors.count)
        for (article, vector) in vectors.enumerated() {
            for (index, value) in zip(vector.indices, vector.values) {
                let row = Int(rows[Int(index)])
                if row >= 0 {
                    dense[row * vectors.count + article] = value
                } else {
                    let place = Int(next[Int(index)])
                    (articles[place], values[place]) = (Int32(article), value)
                    next[Int(index)] += 1
                }
            }
        }
        (self.starts, self.articles, self.values) = (starts, articles, values)
        (self.rows, self.dense) = (rows, dense)
    }

    /// For each article how like it is: 1 the same, 0 no gram in common.
    func likeness(to vector: SparseVector) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { likeness, filled in
            likeness.initialize(repeating: 0)
            filled = count
            for place in vector.indices.indices {
                add(Int(vector.indices[place]), vector.values[place], to: likeness)
            }
        }
    }

    private func add(_ gram: Int, _ value: Float, to likeness: UnsafeMutableBufferPointer<Float>) {
        if rows[gram] >= 0 {
            let start = Int(rows[gram]) * count
            dense.withUnsafeBufferPointer { dense in
                for article in 0..<count { likeness[article] += value * dense[start &+ article] }
            }
            return
        }
        let range = Int(starts[gram])..<Int(starts[gram + 1])
        articles.withUnsafeBufferPointer { articles in
            values.withUnsafeBufferPointer { values in
                for place in range { likeness[Int(articles[place])] += value * values[place] }
            }
        }
    }
}
