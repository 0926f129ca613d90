// SPDX-License-Identifier: MIT

import Testing

@testable import Classification

@Suite struct PostingsTests {
    /// Forty articles: all have gram 0, every third gram 1, two of them each of the others.
    private let vectors = (0..<40).map { number in
        var vector = SparseVector()
        vector.append(0, 1 + Float(number % 5))
        if number.isMultiple(of: 3) { vector.append(1, 2) }
        vector.append(Int32(2 + number / 2), 3)
        vector.normalise()
        return vector
    }

    @Test func commonAndRareGramsAddUpToTheProductOfTwoVectors() {
        let postings = Postings(vectors, size: 22)
        for vector in vectors {
            let likeness = postings.likeness(to: vector)
            for (other, found) in zip(vectors, likeness) { #expect(found == product(vector, other)) }
        }
        #expect(postings.likeness(to: SparseVector()) == [Float](repeating: 0, count: 40))
    }

    @Test func rowsSideBySideSayWhatEachSaysAlone() {
        let rows = (0..<19).map { topic in
            topic == 7 ? nil : LinearRow((0..<22).map { Float(($0 * topic) % 9) - 4 }, bias: 0.5)
        }
        let together = TopicRows(rows, size: 22)
        for vector in vectors {
            let alone = rows.map { row -> Float in
                guard let row else { return -1 }
                var sum: Float = 0
                for (index, value) in zip(vector.indices, vector.values) {
                    sum += Float(row.weights[Int(index)]) * value
                }
                return sum * row.scale + row.bias
            }
            #expect(together.scores(vector) == alone)
        }
    }

    private func product(_ one: SparseVector, _ other: SparseVector) -> Float {
        var sum: Float = 0
        for (index, value) in zip(one.indices, one.values) {
            if let place = other.indices.firstIndex(of: index) { sum += value * other.values[place] }
        }
        return sum
    }
}
