// SPDX-License-Identifier: MIT

import Markup

/// A page's elements and texts in their order, by number, so that what lies within one is a range of numbers.
///
/// **Shape**: 0 is the document; comments are not in it. Everything within `n` has a number from `n + 1` to before
/// `self[n].end`.
struct PageOutline {
    /// An element or a text.
    struct Entry {
        let node: HTMLTree.Node
        /// The number of the element around it; the document's own is -1.
        let parent: Int32
        /// The number after the last one within.
        var end: Int32 = 0
        /// An element's name; of texts and names that mean nothing to us ``HTMLName/other``.
        let name: HTMLName
        let isText: Bool
        /// What its classes and its id say.
        var classHints: ElementHints = []
        var idHints: ElementHints = []
        /// Of a text how long it is.
        var length = TextLength()

        var hints: ElementHints { classHints.union(idHints) }
    }

    let tree: HTMLTree
    private(set) var entries: [Entry] = []
    /// The body's number.
    private(set) var body = 0
    /// Before each number, how many characters of text and how many things to see there have been.
    private var charactersBefore: [Int32] = [0]
    private var sightsBefore: [Int32] = [0]

    init(_ tree: HTMLTree) {
        self.tree = tree
        entries.reserveCapacity(tree.count)
        var numbers = [Int32](repeating: -1, count: tree.count)
        var current: HTMLTree.Node? = tree.root
        while let node = current {
            let kind = tree.kind(of: node)
            if kind != .comment, kind != .doctype {
                numbers[node.place] = Int32(entries.count)
                entries.append(entry(node, in: tree.parent(of: node).map { numbers[$0.place] } ?? -1))
            }
            current = tree.following(node, within: tree.root)
        }
        for number in entries.indices.reversed() {
            entries[number].end = max(entries[number].end, Int32(number + 1))
            let parent = Int(entries[number].parent)
            if parent >= 0 { entries[parent].end = max(entries[parent].end, entries[number].end) }
        }
        body = Int(numbers[tree.body.place])
        for entry in entries {
            let isSight = entry.isText ? entry.length.characters > 0 : entry.name != .br && entry.name != .hr
            charactersBefore.append(charactersBefore[charactersBefore.count - 1] &+ entry.length.characters)
            sightsBefore.append(sightsBefore[sightsBefore.count - 1] + (isSight ? 1 : 0))
        }
    }

    var count: Int { entries.count }

    @inline(__always)
    subscript(number: Int) -> Entry { entries[number] }

    /// The number after all that is within a number.
    @inline(__always)
    func end(of number: Int) -> Int { Int(entries[number].end) }

    @inline(__always)
    func parent(of number: Int) -> Int { Int(entries[number].parent) }

    /// The numbers directly within, in order.
    func children(of number: Int) -> Children {
        Children(entries: entries, place: number + 1, end: end(of: number))
    }

    /// Goes from one child to the next.
    struct Children: Sequence, IteratorProtocol {
        fileprivate let entries: [Entry]
        fileprivate var place: Int
        fileprivate let end: Int

        mutating func next() -> Int? {
            guard place < end else { return nil }
            defer { place = Int(entries[place].end) }
            return place
        }
    }

    /// The numbers around, from the nearest on.
    func ancestors(of number: Int) -> some Sequence<Int> {
        sequence(first: parent(of: number)) { self.parent(of: $0) }.lazy.prefix { $0 >= 0 }
    }

    /// The characters of all text within, also of what is never shown.
    func characters(in number: Int) -> Int {
        Int(charactersBefore[end(of: number)] - charactersBefore[number])
    }

    /// Whether there is neither text nor an element within but line breaks and rules.
    func isEmpty(_ number: Int) -> Bool { sightsBefore[end(of: number)] == sightsBefore[number + 1] }

    /// Whether it bears a name that publishing systems give to the element with an article's text and nothing else.
    func isNamedBody(_ number: Int) -> Bool {
        self[number].hints.contains(.body) || isArticleBody(number)
    }

    /// Whether microdata say that it is an article's text.
    func isArticleBody(_ number: Int) -> Bool {
        !self[number].isText && tree.words(.itemprop, of: self[number].node).contains("articleBody")
    }

    /// All text within, white space as the page has it.
    func text(of number: Int) -> String { tree.text(of: self[number].node) }

    private func entry(_ node: HTMLTree.Node, in parent: Int32) -> Entry {
        let isText = tree.isText(node)
        var entry = Entry(node: node, parent: parent, name: tree.name(of: node), isText: isText)
        if isText {
            entry.length = TextLength(tree.textBytes(of: node))
        } else {
            if let words = tree.attributeBytes(.class, of: node) {
                entry.classHints = ElementHints(in: words)
            }
            if let words = tree.attributeBytes(.id, of: node) { entry.idHints = ElementHints(in: words) }
        }
        return entry
    }
}

/// How long a text is to a reader.
struct TextLength {
    /// Characters, white space between two words counted once.
    private(set) var characters: Int32 = 0
    /// Commas, those of other scripts too.
    private(set) var commas: Int32 = 0

    init() {}

    init(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { count($0) }
    }

    private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
        var isSpace = true
        for place in bytes.indices {
            let byte = bytes[place]
            if byte <= 0x20 {
                isSpace = true
                continue
            }
            if byte & 0xC0 == 0x80 { continue }
            characters += isSpace && characters > 0 ? 2 : 1
            isSpace = false
            if byte == UInt8(ascii: ",") || byte >= 0xD8 && TextLength.isComma(bytes[place...]) {
                commas += 1
            }
        }
    }

    /// Arabic, full-width, small and presentation forms, and the reversed commas of U+2E32, U+2E34 and U+2E41.
    private static func isComma(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let start = bytes.startIndex
        if bytes[start] == 0xD8 { return bytes.count > 1 && bytes[start + 1] == 0x8C }
        guard bytes[start] == 0xEF || bytes[start] == 0xE2 || bytes[start] == 0xE3, bytes.count > 2 else {
            return false
        }
        switch (bytes[start], bytes[start + 1], bytes[start + 2]) {
        case (0xEF, 0xBC, 0x8C), (0xEF, 0xB9, 0x90), (0xEF, 0xB8, 0x90), (0xEF, 0xB8, 0x91): return true
        case (0xE2, 0xB8, 0xB2), (0xE2, 0xB8, 0xB4), (0xE2, 0xB9, 0x81): return true
        default: return false
        }
    }
}
