// SPDX-License-Identifier: MIT

/// All terms in all their forms, letter by letter, without the gaps between words.
///
/// Leaving the gaps out is what makes co-design, co design and codesign one term. Words in capitals are kept
/// in capitals, so a step takes the text's letters as they are or in small letters, never both for one word.
struct TermTrie: Sendable {
    private var nodes: [Node] = [Node(byte: 0)]
    private var endings: [[Int]] = []
    /// The root's children by letter, for the commonest step.
    private var first = [Int32](repeating: none, count: 256)

    private static let none: Int32 = -1

    private struct Node {
        let byte: UInt8
        var child = TermTrie.none
        var sibling = TermTrie.none
        var ending = TermTrie.none
    }

    /// Adds one written form of a term; adding it again does nothing.
    mutating func insert(_ letters: some Sequence<UInt8>, term: Int) {
        var node: Int32 = 0
        for byte in letters { node = childForInsertion(of: node, byte: byte) }
        guard node != 0 else { return }
        if nodes[Int(node)].ending == Self.none {
            nodes[Int(node)].ending = Int32(endings.count)
            endings.append([])
        }
        let ending = Int(nodes[Int(node)].ending)
        if !endings[ending].contains(term) { endings[ending].append(term) }
    }

    /// Calls back for every term that begins with a word and ends with a word.
    ///
    /// **Shape**: the term's number and the word after its last one.
    func visitTerms(in text: NormalisedText, at word: Int, _ found: (_ term: Int, _ end: Int) -> Void) {
        walk(from: 0, text: text, word: word, found)
    }
}

private extension TermTrie {
    mutating func childForInsertion(of node: Int32, byte: UInt8) -> Int32 {
        let known = child(of: node, byte: byte)
        guard known == Self.none else { return known }
        let new = Int32(nodes.count)
        nodes.append(Node(byte: byte, sibling: nodes[Int(node)].child))
        nodes[Int(node)].child = new
        if node == 0 { first[Int(byte)] = new }
        return new
    }

    func child(of node: Int32, byte: UInt8) -> Int32 {
        if node == 0 { return first[Int(byte)] }
        var next = nodes[Int(node)].child
        while next != Self.none, nodes[Int(next)].byte != byte { next = nodes[Int(next)].sibling }
        return next
    }

    /// As deep as the longest term at the most, whatever the text.
    func walk(from node: Int32, text: NormalisedText, word: Int, _ found: (Int, Int) -> Void) {
        let place = text.words[word]
        for inCapitals in place.isCapitals ? [false, true] : [false] {
            let reached = step(from: node, letters: text.letters, place.letters, inCapitals: inCapitals)
            guard reached != Self.none else { continue }
            let ending = nodes[Int(reached)].ending
            if ending != Self.none { for term in endings[Int(ending)] { found(term, word + 1) } }
            guard place.joinsNext, nodes[Int(reached)].child != Self.none else { continue }
            walk(from: reached, text: text, word: word + 1, found)
        }
    }

    func step(from start: Int32, letters: [UInt8], _ range: Range<Int>, inCapitals: Bool) -> Int32 {
        var node = start
        for index in range {
            let byte = letters[index]
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            node = child(of: node, byte: isCapital && !inCapitals ? byte | 0x20 : byte)
            if node == Self.none { return node }
        }
        return node
    }
}
