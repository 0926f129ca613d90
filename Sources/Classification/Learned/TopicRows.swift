// SPDX-License-Identifier: MIT

/// The rows of all topics side by side, for asking all of them about one article.
///
/// What one gram says of all topics stands in a row, so that an article's few grams are a few rows to add up, where each
/// topic's own row would have to be searched for them.
struct TopicRows: Sendable {
    private let rows: [LinearRow?]
    /// How many numbers a gram has: the topics, and zeros up to a multiple of sixteen.
    private let width: Int
    private let weights: [Int8]

    /// - Parameters:
    ///   - rows: for each topic its row; nil where there is none.
    ///   - size: how many grams there are.
    init(_ rows: [LinearRow?], size: Int) {
        self.rows = rows
        let width = (rows.count + 15) / 16 * 16
        self.width = width
        weights = [Int8](unsafeUninitializedCapacity: width * size) { weights, filled in
            weights.initialize(repeating: 0)
            filled = width * size
            for (topic, row) in rows.enumerated() {
                row?.weights.withUnsafeBufferPointer { own in
                    for gram in own.indices { weights[gram &* width &+ topic] = own[gram] }
                }
            }
        }
    }

    /// What each topic's row says of an article; -1 where there is no row.
    func scores(_ vector: SparseVector) -> [Float] {
        let sums = [Float](unsafeUninitializedCapacity: width) { sums, filled in
            sums.initialize(repeating: 0)
            filled = width
            weights.withUnsafeBufferPointer { weights in
                for place in vector.indices.indices {
                    let start = Int(vector.indices[place]) * width
                    let value = vector.values[place]
                    for topic in 0..<width { sums[topic] += Float(weights[start &+ topic]) * value }
                }
            }
        }
        return rows.indices.map { topic in
            rows[topic].map { sums[topic] * $0.scale + $0.bias } ?? -1
        }
    }
}
