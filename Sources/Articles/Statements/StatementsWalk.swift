// SPDX-License-Identifier: MIT

import Markup

/// The nodes of a page that say something of it, in the page's order.
struct MarkedNodes: Sendable {
    /// `h1`, and `h2` after them.
    var headings: [HTMLTree.Node] = []
    /// Nodes with `itemprop`, by each of its names in lower case.
    var properties: [String: [HTMLTree.Node]] = [:]
    /// Nodes of microformats, by class: `p-author`, `entry-title`.
    var classes: [String: [HTMLTree.Node]] = [:]
    /// Nodes that say by class, id or `rel` that an author is named.
    var bylines: [HTMLTree.Node] = []
    /// Nodes that say by element, class or id that a date is given.
    var dates: [HTMLTree.Node] = []
}

/// Goes through a page once and keeps what ``PageStatements`` is made of.
struct StatementsWalk {
    let tree: HTMLTree
    var meta = MetaFields()
    var marks = MarkedNodes()
    var blocks: [[UInt8]] = []
    var title: HTMLTree.Node?
    var base: String?
    var canonical: String?
    var language: String?
    /// The most nodes of one kind.
    private static let limit = 200

    init(tree: HTMLTree) { self.tree = tree }

    mutating func run() {
        var current = tree.following(tree.root, within: tree.root)
        while let node = current {
            if tree.isElement(node), tree.space(of: node) == .html, look(at: node) {
                current = tree.followingSkipping(node, within: tree.root)
            } else {
                current = tree.following(node, within: tree.root)
            }
        }
    }
}

private extension StatementsWalk {
    static let microformats: Set<String> = [
        "p-name", "p-author", "p-summary", "dt-published", "u-photo", "entry-title", "entry-summary",
        "published",
    ]
    static let authorWords = ["author", "byline", "writtenby", "contributor"].map { Array($0.utf8) }
    static let dateWords = ["date", "published", "posted", "timestamp", "time"].map { Array($0.utf8) }

    /// Takes what an element says; true where nothing within it can say anything.
    mutating func look(at node: HTMLTree.Node) -> Bool {
        switch tree.name(of: node) {
        case .script:
            takeBlock(node)
            return true
        case .style, .template, .textarea, .select: return true
        case .meta: meta.add(node, of: tree)
        case .link: takeLink(node)
        case .base: base = base ?? tree.attribute(.href, of: node)
        case .html: language = tree.attribute(.lang, of: node) ?? tree.attribute(named: "xml:lang", of: node)
        case .title: title = title ?? node
        case .h1: keep(node, in: \.headings)
        case .time: keep(node, in: \.dates)
        default: break
        }
        if tree.hasAttributes(node) { takeMarks(of: node) }
        return false
    }

    mutating func takeBlock(_ node: HTMLTree.Node) {
        guard let type = tree.attributeBytes(.type, of: node), Letters.hold(type, Array("ld+json".utf8))
        else {
            return
        }
        let bytes = tree.children(of: node).filter { tree.isText($0) }.flatMap { tree.textBytes(of: $0) }
        if blocks.count < StatementsWalk.limit { blocks.append(bytes) }
    }

    mutating func takeLink(_ node: HTMLTree.Node) {
        guard canonical == nil, tree.words(.rel, of: node).contains(where: { $0.lowercased() == "canonical" })
        else { return }
        canonical = tree.attribute(.href, of: node)
    }

    mutating func takeMarks(of node: HTMLTree.Node) {
        if tree.attributeBytes(.itemprop, of: node) != nil {
            for name in tree.words(.itemprop, of: node).prefix(4) {
                let name = name.lowercased()
                if marks.properties[name, default: []].count < StatementsWalk.limit {
                    marks.properties[name, default: []].append(node)
                }
                if name == "author" || name == "creator" { keep(node, in: \.bylines) }
                if name == "datepublished" { keep(node, in: \.dates) }
            }
        }
        let labels = [tree.attributeBytes(.class, of: node), tree.attributeBytes(.id, of: node)].compactMap {
            $0
        }
        for label in labels {
            if StatementsWalk.authorWords.contains(where: { Letters.hold(label, $0) }) {
                keep(node, in: \.bylines)
            }
            if StatementsWalk.dateWords.contains(where: { Letters.hold(label, $0) }) {
                keep(node, in: \.dates)
            }
        }
        if let rel = tree.attributeBytes(.rel, of: node), Letters.hold(rel, StatementsWalk.authorWords[0]),
            tree.name(of: node) == .a
        {
            keep(node, in: \.bylines)
        }
        guard !labels.isEmpty else { return }
        for word in tree.words(.class, of: node) where StatementsWalk.microformats.contains(word) {
            if marks.classes[word, default: []].count < StatementsWalk.limit {
                marks.classes[word, default: []].append(node)
            }
        }
    }

    mutating func keep(_ node: HTMLTree.Node, in list: WritableKeyPath<MarkedNodes, [HTMLTree.Node]>) {
        guard marks[keyPath: list].count < StatementsWalk.limit, marks[keyPath: list].last != node else {
            return
        }
        marks[keyPath: list].append(node)
    }
}

/// Looking for words in bytes without making texts of them.
enum Letters {
    /// Whether bytes hold a word in lower case, however they write it.
    static func hold(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        guard bytes.count >= word.count, let first = word.first else { return false }
        var place = bytes.startIndex
        let last = bytes.endIndex - word.count
        while place <= last {
            if lowered(bytes[place]) == first, zip(bytes[place...], word).allSatisfy({ lowered($0) == $1 }) {
                return true
            }
            place += 1
        }
        return false
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 32 : byte }
}
