// SPDX-License-Identifier: MIT

/// The words of a text and where they stand.
struct WordPlaces {
    private let text: String
    private var places: [Range<String.Index>] = []

    /// - Parameter limit: words at the most; what stands behind them is one word more.
    init(_ text: String, limit: Int) {
        self.text = text
        let scalars = text.unicodeScalars
        var place = scalars.startIndex
        while place < scalars.endIndex {
            let scalar = scalars[place]
            var end = scalars.index(after: place)
            guard !WordPlaces.isSpace(scalar) else {
                place = end
                continue
            }
            if places.count == limit {
                end = scalars.endIndex
            } else if !TextWords.standsAlone(scalar) {
                while end < scalars.endIndex, !WordPlaces.isSpace(scalars[end]),
                    !TextWords.standsAlone(scalars[end])
                {
                    end = scalars.index(after: end)
                }
            }
            places.append(place..<end)
            place = end
        }
    }

    var count: Int { places.count }

    subscript(index: Int) -> Substring { text[places[index]] }

    /// What stands from the first of some words to the last; there is one at the least.
    func text(_ words: Range<Int>) -> String {
        String(text[places[words.lowerBound].lowerBound..<places[words.upperBound - 1].upperBound])
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.value <= 0x20 : scalar.properties.isWhitespace
    }
}

/// Which words of a text became which of another.
///
/// Words that stand once in both texts part them into pieces ("patience"), which gives changes that people would name so;
/// the pieces are then compared by Myers' algorithm as far as a fixed number of steps reaches.
/// **Source**: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986).
struct WordAlignment {
    /// A run of words that stand in both texts.
    struct Run {
        var old: Int
        var new: Int
        var count: Int
    }

    /// A piece of both texts.
    struct Piece {
        var old: Range<Int>
        var new: Range<Int>
        /// How often it may still be parted by its own unique words.
        var depth: Int
    }

    /// The runs, in order; no two touch in both texts.
    private(set) var runs: [Run] = []
    private var old: [Int] = []
    private var new: [Int] = []
    /// Comparisons that Myers' algorithm may still make.
    private var steps = 4_000_000

    /// The most words that are inserted and deleted in one piece, before it counts as replaced whole.
    private static let changeLimit = 160

    init(of former: WordPlaces, with later: WordPlaces) {
        var known: [Substring: Int] = [:]
        func number(_ word: Substring) -> Int {
            if let number = known[word] { return number }
            known[word] = known.count
            return known.count - 1
        }
        old = (0..<former.count).map { number(former[$0]) }
        new = (0..<later.count).map { number(later[$0]) }
        // Pieces wait on a stack, the next to read on top.
        var waiting = [Piece(old: 0..<old.count, new: 0..<new.count, depth: 4)]
        while let piece = waiting.popLast() { waiting += align(piece) }
    }

    /// Adds what begins both pieces; gives the pieces that are left, last first.
    private mutating func align(_ piece: Piece) -> [Piece] {
        var piece = piece
        var head = 0
        while head < piece.old.count, head < piece.new.count,
            old[piece.old.lowerBound + head] == new[piece.new.lowerBound + head]
        { head += 1 }
        add(piece.old.lowerBound, piece.new.lowerBound, head)
        piece.old = (piece.old.lowerBound + head)..<piece.old.upperBound
        piece.new = (piece.new.lowerBound + head)..<piece.new.upperBound
        if piece.old.isEmpty || piece.new.isEmpty { return [] }
        let tail = tail(of: piece)
        if tail > 0 {
            let (oldEnd, newEnd) = (piece.old.upperBound, piece.new.upperBound)
            return [
                Piece(old: (oldEnd - tail)..<oldEnd, new: (newEnd - tail)..<newEnd, depth: 0),
                Piece(
                    old: piece.old.lowerBound..<(oldEnd - tail), new: piece.new.lowerBound..<(newEnd - tail),
                    depth: piece.depth),
            ]
        }
        if piece.depth > 0 {
            let anchors = anchors(of: piece)
            if !anchors.isEmpty { return parted(piece, at: anchors) }
        }
        compare(piece)
        return []
    }

    /// How many words both pieces end with.
    private func tail(of piece: Piece) -> Int {
        var count = 0
        while count < min(piece.old.count, piece.new.count),
            old[piece.old.upperBound - 1 - count] == new[piece.new.upperBound - 1 - count]
        { count += 1 }
        return count
    }

    private func parted(_ piece: Piece, at anchors: [(old: Int, new: Int)]) -> [Piece] {
        var pieces: [Piece] = []
        var (x, y) = (piece.old.lowerBound, piece.new.lowerBound)
        for anchor in anchors + [(piece.old.upperBound, piece.new.upperBound)] {
            if x < anchor.old || y < anchor.new {
                pieces.append(Piece(old: x..<anchor.old, new: y..<anchor.new, depth: piece.depth - 1))
            }
            (x, y) = (anchor.old, anchor.new)
        }
        return pieces.reversed()
    }

    private mutating func add(_ x: Int, _ y: Int, _ count: Int) {
        guard count > 0 else { return }
        if let last = runs.last, last.old + last.count == x, last.new + last.count == y {
            runs[runs.count - 1].count += count
        } else {
            runs.append(Run(old: x, new: y, count: count))
        }
    }
}

private extension WordAlignment {
    /// The words that stand once in both pieces, as many as keep their order in both.
    func anchors(of piece: Piece) -> [(old: Int, new: Int)] {
        // -1: more than once.
        var places: [Int: (old: Int, new: Int?)] = [:]
        for index in piece.old {
            places[old[index]] = (places[old[index]] == nil ? index : -1, nil)
        }
        for index in piece.new {
            guard let place = places[new[index]] else { continue }
            places[new[index]] = (place.old, place.new == nil ? index : -1)
        }
        let pairs: [(old: Int, new: Int)] = piece.old.compactMap { index in
            guard let place = places[old[index]], place.old == index, let other = place.new, other >= 0
            else { return nil }
            return (index, other)
        }
        return longestInOrder(pairs)
    }

    /// The longest row of pairs that rise in the later text too; they rise in the former already.
    func longestInOrder(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
        // Of every length the row that ends lowest, as the place of its last pair, and each pair's forerunner.
        var ends: [Int] = []
        var before = [Int](repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            before[index] = low == 0 ? -1 : ends[low - 1]
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var row: [(old: Int, new: Int)] = []
        var place = ends.last ?? -1
        while place >= 0 {
            row.append(pairs[place])
            place = before[place]
        }
        return row.reversed()
    }

    /// Compares a piece by the fewest insertions and deletions; leaves it as replaced where those are too many.
    mutating func compare(_ piece: Piece) {
        let (width, height) = (piece.old.count, piece.new.count)
        let limit = min(width + height, WordAlignment.changeLimit)
        if abs(width - height) > limit { return }
        // How far in the former text each diagonal reaches, after every number of changes.
        var reach = [Int](repeating: 0, count: 2 * limit + 3)
        var history: [[Int]] = []
        for changes in 0...limit {
            history.append(reach)
            for diagonal in stride(from: -changes, through: changes, by: 2) {
                let place = diagonal + limit + 1
                let isDown =
                    diagonal == -changes || (diagonal != changes && reach[place - 1] < reach[place + 1])
                var x = isDown ? reach[place + 1] : reach[place - 1] + 1
                while x < width, x - diagonal < height,
                    old[piece.old.lowerBound + x] == new[piece.new.lowerBound + x - diagonal]
                {
                    x += 1
                    steps -= 1
                }
                steps -= 1
                reach[place] = x
                if x >= width, x - diagonal >= height {
                    walkBack(piece, history, limit)
                    return
                }
            }
            if steps < 0 { return }
        }
    }

    /// Adds the runs on the way that was found.
    mutating func walkBack(_ piece: Piece, _ history: [[Int]], _ limit: Int) {
        var found: [Run] = []
        var (x, y) = (piece.old.count, piece.new.count)
        for changes in stride(from: history.count - 1, through: 0, by: -1) {
            let reach = history[changes]
            let place = x - y + limit + 1
            let isDown =
                x - y == -changes || (x - y != changes && reach[place - 1] < reach[place + 1])
            let fromX = changes == 0 ? 0 : isDown ? reach[place + 1] : reach[place - 1]
            let fromY = changes == 0 ? 0 : fromX - (isDown ? x - y + 1 : x - y - 1)
            let startX = changes == 0 ? 0 : isDown ? fromX : fromX + 1
            if x > startX { found.append(Run(old: startX, new: startX - (x - y), count: x - startX)) }
            (x, y) = (fromX, fromY)
        }
        for run in found.reversed() {
            add(piece.old.lowerBound + run.old, piece.new.lowerBound + run.new, run.count)
        }
    }
}
