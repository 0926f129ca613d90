// SPDX-License-Identifier: MIT

/// What a cleaning adds of its own: ids for headings and footnotes, and links to them that still arrive.
///
/// Ids begin with `h-`, so that none is the name of something that scripts look for.
struct HTMLCleanPlan {
    /// By how many levels headings go down.
    let headingShift: Int
    /// The ids to write, by the elements' places in the tree.
    private(set) var ids: [Int: String] = [:]
    /// The ids to link to, by what the source calls them.
    private(set) var targets: [String: String] = [:]

    private static let prefix = "h-"
    /// Bytes of a heading that its id is made of at the most.
    private static let wordLimit = 256

    /// Looks through a tree for headings, and for footnotes as libcmark-gfm marks them.
    init(_ tree: HTMLTree, headingShift: Int) {
        self.headingShift = headingShift
        var anchors = Anchors()
        var current = tree.following(tree.root, within: tree.root)
        while let node = current {
            current = tree.following(node, within: tree.root)
            guard tree.isElement(node), tree.space(of: node) == .html else { continue }
            switch tree.name(of: node) {
            case .h1, .h2, .h3, .h4, .h5, .h6:
                let words = HTMLCleanPlan.start(of: node, in: tree)
                let id = anchors.anchor(for: words)
                ids[node.place] = HTMLCleanPlan.prefix + id
                if targets[id] == nil { targets[id] = HTMLCleanPlan.prefix + id }
            case .li, .a:
                guard let name = HTMLCleanPlan.footnote(node, in: tree) else { continue }
                let id = HTMLCleanPlan.prefix + anchors.anchor(for: name)
                ids[node.place] = id
                if targets[name] == nil { targets[name] = id }
            default: continue
            }
        }
    }

    /// A heading's level after the shift; other names as they are.
    func shifted(_ name: HTMLName) -> HTMLName {
        let levels: [HTMLName] = [.h1, .h2, .h3, .h4, .h5, .h6]
        guard headingShift != 0, let level = levels.firstIndex(of: name) else { return name }
        return levels[min(max(level + headingShift, 0), 5)]
    }

    /// The id that a link within the text leads to, if we have given one.
    func target(of address: ArraySlice<UInt8>) -> String? {
        guard address.first == UInt8(ascii: "#") else { return nil }
        return targets[HTMLCleanPlan.decoded(address.dropFirst())]
    }
}

private extension HTMLCleanPlan {
    /// What a footnote or a reference to one is called in the source; nil for anything else.
    static func footnote(_ node: HTMLTree.Node, in tree: HTMLTree) -> String? {
        guard let id = tree.attributeBytes(.id, of: node) else { return nil }
        if tree.name(of: node) == .a {
            return tree.attribute(named: "data-footnote-ref", of: node) == nil ? nil : decoded(id)
        }
        return id.starts(with: "fn-".utf8) ? decoded(id) : nil
    }

    /// The first words in an element.
    static func start(of node: HTMLTree.Node, in tree: HTMLTree) -> String {
        var words: [UInt8] = []
        var current = tree.following(node, within: node)
        while let found = current, words.count < wordLimit {
            words += tree.isText(found) ? tree.textBytes(of: found).prefix(wordLimit) : []
            current = tree.following(found, within: node)
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// Bytes as text, with `%C3%A9` as the letter that it means.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.endIndex,
                let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                place += 3
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
