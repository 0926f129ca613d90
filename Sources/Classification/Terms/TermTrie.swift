// SPDX-License-Identifier: MIT

/// All terms in all their forms, letter by letter, without the gaps between words.
///
/// Leaving the gaps out is what makes co-design, co design and codesign one term. Words in capitals are kept
/// in capitals, so a step takes the text's letters as they are or in small letters, never both for one word.
///
/// Each node knows by a bit for each letter which children it has; these stand side by side in the order of letters. So a
/// step is a look at one node, however many children it has.
struct TermTrie: Sendable {
    private let nodes: [Node]
    private let endings: [[Int]]

    fileprivate static let none: Int32 = -1

    private struct Node {
        /// A bit for each letter that goes on from here.
        var letters: UInt64 = 0
        /// The child by the first of these letters.
        var children: Int32 = 0
        /// The place of its terms among the endings.
        var ending = TermTrie.none
    }

    /// Knows terms by their written forms; a form may stand for several terms.
    init(_ forms: some Sequence<(letters: String, term: Int)>) {
        var builder = TermTrieBuilder()
        for (letters, term) in forms { builder.insert(letters.utf8, term: term) }
        endings = builder.endings
        var nodes = [Node()]
        var origins: [Int32] = [0]
        // Level by level, so that a node's children stand side by side.
        var place = 0
        while place < nodes.count {
            nodes[place].ending = builder.ending(of: origins[place])
            nodes[place].children = Int32(nodes.count)
            for (letter, child) in builder.children(of: origins[place]) {
                nodes[place].letters |= 1 << letter
                nodes.append(Node())
                origins.append(child)
            }
            place += 1
        }
        self.nodes = nodes
    }

    /// Calls back for every term that stands in a text, from word to word.
    ///
    /// **Shape**: the term's number and the words that it covers, by their first word.
    func visitTerms(in text: NormalisedText, _ found: (_ term: Int, _ words: Range<Int>) -> Void) {
        for hit in hits(in: text) {
            for term in endings[Int(hit.ending)] { found(term, Int(hit.first)..<Int(hit.end)) }
        }
    }

    /// Terms that end with the same letters, and the words that they cover.
    private struct Hit {
        let ending: Int32
        let first: Int32
        let end: Int32
    }

    private func hits(in text: NormalisedText) -> [Hit] {
        nodes.withUnsafeBufferPointer { nodes in
            text.letters.withUnsafeBufferPointer { letters in
                text.words.withUnsafeBufferPointer { words in
                    var walk = Walk(nodes: nodes, letters: letters, words: words)
                    for word in words.indices {
                        walk.first = word
                        walk.go(from: 0, word: word)
                    }
                    return walk.hits
                }
            }
        }
    }

    /// One text beside the trie.
    private struct Walk {
        let nodes: UnsafeBufferPointer<Node>
        let letters: UnsafeBufferPointer<UInt8>
        let words: UnsafeBufferPointer<NormalisedText.Word>
        /// The word that terms begin with.
        var first = 0
        private(set) var hits: [Hit] = []

        init(
            nodes: UnsafeBufferPointer<Node>, letters: UnsafeBufferPointer<UInt8>,
            words: UnsafeBufferPointer<NormalisedText.Word>
        ) {
            (self.nodes, self.letters, self.words) = (nodes, letters, words)
        }

        /// As deep as the longest term at the most, whatever the text.
        mutating func go(from node: Int32, word: Int) {
            let isCapitals = words[word].isCapitals
            goOn(from: step(from: node, word, inCapitals: false), word: word)
            if isCapitals { goOn(from: step(from: node, word, inCapitals: true), word: word) }
        }

        private mutating func goOn(from node: Int32, word: Int) {
            if node == TermTrie.none { return }
            let reached = nodes[Int(node)]
            if reached.ending != TermTrie.none {
                hits.append(Hit(ending: reached.ending, first: Int32(first), end: Int32(word + 1)))
            }
            if words[word].joinsNext, reached.letters != 0 { go(from: node, word: word + 1) }
        }

        private func step(from start: Int32, _ word: Int, inCapitals: Bool) -> Int32 {
            var node = start
            for index in words[word].letters {
                let letter = TermTrie.letter(of: letters[index], inCapitals: inCapitals)
                let known = nodes[Int(node)]
                guard letter < 62, known.letters >> letter & 1 == 1 else { return TermTrie.none }
                let before = known.letters & ((1 << letter) &- 1)
                node = known.children + Int32(truncatingIfNeeded: before.nonzeroBitCount)
            }
            return node
        }
    }

    /// The number of a letter: small ones from 0, capitals from 26 where they stay capitals, digits from 52; 63 for others.
    fileprivate static func letter(of byte: UInt8, inCapitals: Bool) -> UInt64 {
        let small = (byte | 0x20) &- UInt8(ascii: "a")
        if small < 26 { return UInt64(small) + (inCapitals && byte & 0x20 == 0 ? 26 : 0) }
        let digit = byte &- UInt8(ascii: "0")
        return digit < 10 ? 52 + UInt64(digit) : 63
    }
}

/// Grows a trie form by form.
private struct TermTrieBuilder {
    private var nodes = [Node()]
    private(set) var endings: [[Int]] = []

    private struct Node {
        var letter: UInt64 = 0
        var child = TermTrie.none
        var sibling = TermTrie.none
        var ending = TermTrie.none
    }

    /// Adds one written form of a term; adding it again does nothing.
    mutating func insert(_ letters: some Sequence<UInt8>, term: Int) {
        var node: Int32 = 0
        for byte in letters {
            let letter = TermTrie.letter(of: byte, inCapitals: true)
            // A letter of another script, which no text has as a term's.
            if letter > 61 { return }
            node = child(of: node, letter)
        }
        guard node != 0 else { return }
        if nodes[Int(node)].ending == TermTrie.none {
            nodes[Int(node)].ending = Int32(endings.count)
            endings.append([])
        }
        let ending = Int(nodes[Int(node)].ending)
        if !endings[ending].contains(term) { endings[ending].append(term) }
    }

    /// The place of a node's terms among the endings.
    func ending(of node: Int32) -> Int32 { nodes[Int(node)].ending }

    /// A node's children in the order of their letters.
    func children(of node: Int32) -> [(letter: UInt64, node: Int32)] {
        var children: [(letter: UInt64, node: Int32)] = []
        var next = nodes[Int(node)].child
        while next != TermTrie.none {
            children.append((nodes[Int(next)].letter, next))
            next = nodes[Int(next)].sibling
        }
        return children.sorted { $0.letter < $1.letter }
    }

    /// The child by a letter, made where it is not there.
    private mutating func child(of node: Int32, _ letter: UInt64) -> Int32 {
        var next = nodes[Int(node)].child
        while next != TermTrie.none, nodes[Int(next)].letter != letter { next = nodes[Int(next)].sibling }
        if next != TermTrie.none { return next }
        nodes.append(Node(letter: letter, sibling: nodes[Int(node)].child))
        nodes[Int(node)].child = Int32(nodes.count - 1)
        return nodes[Int(node)].child
    }
}
