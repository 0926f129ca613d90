// SPDX-License-Identifier: MIT

/// Going about in the tree, and what its nodes say.
extension HTMLTree {
    /// The node that holds everything: the document of a page, or what holds the parts of a piece.
    public var root: Node { Node(0) }
    /// How many nodes there are room for; every node's ``Node/place`` is below.
    public var count: Int { records.count }

    /// What a node is.
    public func kind(of node: Node) -> Kind { self[node].kind }
    /// An element's name; ``HTMLName/other`` for names not in that list, and for what is no element.
    public func name(of node: Node) -> HTMLName { self[node].name }
    /// Which language an element belongs to.
    public func space(of node: Node) -> Space { self[node].space }
    /// Whether it is text.
    public func isText(_ node: Node) -> Bool { self[node].kind == .text }
    /// Whether it is an element.
    public func isElement(_ node: Node) -> Bool { self[node].kind == .element }
    /// An element's name in lower case, also where it is not in ``HTMLName``.
    public func spelling(of node: Node) -> String {
        let record = self[node]
        guard record.kind == .element else { return "" }
        return record.name == .other ? string(record.range) : record.name.spelling
    }

    /// The node above; nil for the root.
    public func parent(of node: Node) -> Node? { optional(self[node].parent) }
    /// The first node within.
    public func firstChild(of node: Node) -> Node? { optional(self[node].firstChild) }
    /// The last node within.
    public func lastChild(of node: Node) -> Node? { optional(self[node].lastChild) }
    /// The node that follows in the same parent.
    public func nextSibling(of node: Node) -> Node? { optional(self[node].next) }
    /// The node before in the same parent.
    public func previousSibling(of node: Node) -> Node? { optional(self[node].previous) }

    /// The nodes directly within, in order.
    public func children(of node: Node) -> some Sequence<Node> {
        sequence(first: self[node].firstChild) { self.records[Int($0)].next }
            .lazy.prefix { $0 >= 0 }.map { Node($0) }
    }

    /// The nodes above, from the nearest to the root.
    public func ancestors(of node: Node) -> some Sequence<Node> {
        sequence(first: self[node].parent) { self.records[Int($0)].parent }
            .lazy.prefix { $0 >= 0 }.map { Node($0) }
    }

    /// All nodes within, in the page's order, each before what is within it.
    public func descendants(of node: Node) -> some Sequence<Node> {
        sequence(state: node) { current -> Node? in
            guard let next = self.following(current, within: node) else { return nil }
            current = next
            return next
        }
    }

    /// The node that comes next in the page's order, inside `node` first; nil at the end of `top`.
    public func following(_ node: Node, within top: Node) -> Node? {
        let child = self[node].firstChild
        return child >= 0 ? Node(child) : followingSkipping(node, within: top)
    }

    /// The node that comes next in the page's order when everything inside `node` is passed over.
    public func followingSkipping(_ node: Node, within top: Node) -> Node? {
        var current = node.index
        while current != top.index, current >= 0 {
            let record = records[Int(current)]
            if record.next >= 0 { return Node(record.next) }
            current = record.parent
        }
        return nil
    }

    /// The first element with a name within a node.
    public func first(_ name: HTMLName, in node: Node) -> Node? {
        var current = following(node, within: node)
        while let found = current {
            if self[found].kind == .element, self[found].name == name, self[found].space == .html {
                return found
            }
            current = following(found, within: node)
        }
        return nil
    }

    /// The `body` of a page, or the root of a piece.
    public var body: Node {
        guard self[root].kind == .document else { return root }
        for html in children(of: root) where name(of: html) == .html {
            for part in children(of: html) where name(of: part) == .body || name(of: part) == .frameset {
                return part
            }
            return html
        }
        return root
    }
}

// MARK: What nodes say

extension HTMLTree {
    /// Whether an element has attributes at all.
    @inline(__always)
    public func hasAttributes(_ node: Node) -> Bool { self[node].attributeCount > 0 }

    /// The value of an attribute with references resolved, nil where the element has none.
    public func attribute(_ name: HTMLName, of node: Node) -> String? {
        attributeBytes(name, of: node).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value of an attribute as UTF-8.
    public func attributeBytes(_ name: HTMLName, of node: Node) -> ArraySlice<UInt8>? {
        let record = self[node]
        for place in record.attributePlaces where attributes[place].name == name {
            return bytes[attributes[place].value]
        }
        return nil
    }

    /// The value of an attribute by its name in lower case, also where it is not in ``HTMLName``.
    public func attribute(named name: String, of node: Node) -> String? {
        guard hasAttributes(node) else { return nil }
        let known = HTMLName(spelling: name)
        if known != .other { return attribute(known, of: node) }
        for place in self[node].attributePlaces where attributes[place].name == .other {
            if bytes[attributes[place].nameRange].elementsEqual(name.utf8) {
                return string(attributes[place].value)
            }
        }
        return nil
    }

    /// All attributes in the page's order, names in lower case, each once.
    public func attributes(of node: Node) -> [(name: String, value: String)] {
        self[node].attributePlaces.map { place in
            let attribute = attributes[place]
            let name = attribute.name == .other ? string(attribute.nameRange) : attribute.name.spelling
            return (name, string(attribute.value))
        }
    }

    /// The words of an attribute such as `class` or `rel`, as the page wrote them.
    public func words(_ name: HTMLName, of node: Node) -> [String] {
        attributeBytes(name, of: node)?.split(whereSeparator: HTMLBytes.isSpace)
            .map { String(decoding: $0, as: UTF8.self) } ?? []
    }

    /// The words of one text or comment as UTF-8; empty for elements.
    public func textBytes(of node: Node) -> ArraySlice<UInt8> {
        let record = self[node]
        return record.kind == .text || record.kind == .comment ? bytes[record.range] : []
    }

    /// All text of a node and within it, white space as it is, without the content of `skipping`.
    public func text(of node: Node, skipping: HTMLNameSet = [.script, .style, .template]) -> String {
        if self[node].kind == .text || self[node].kind == .comment { return string(self[node].range) }
        var out: [UInt8] = []
        var current = following(node, within: node)
        while let found = current {
            let record = self[found]
            if record.kind == .text { out.append(contentsOf: bytes[record.range]) }
            let isSkipped = record.kind == .element && skipping.contains(record.name)
            current = isSkipped ? followingSkipping(found, within: node) : following(found, within: node)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// For every node, by ``Node/place``, the bytes of all text in it, without the content of `skipping`.
    ///
    /// **Shape**: one walk for the whole tree, so that asking for many subtrees costs no more than for one.
    public func textLengths(skipping: HTMLNameSet = [.script, .style, .template]) -> [Int] {
        var lengths = [Int](repeating: 0, count: records.count)
        var order: [Int32] = []
        var current: Node? = root
        while let found = current {
            order.append(found.index)
            let record = self[found]
            if record.kind == .text { lengths[found.place] = Int(record.count) }
            let isSkipped = record.kind == .element && skipping.contains(record.name)
            current = isSkipped ? followingSkipping(found, within: root) : following(found, within: root)
        }
        for index in order.reversed() where records[Int(index)].parent >= 0 {
            lengths[Int(records[Int(index)].parent)] += lengths[Int(index)]
        }
        return lengths
    }
}

extension HTMLTree.Node {
    /// Its number in the tree, from 0; for lists of one's own beside the tree.
    public var place: Int { Int(index) }
}

extension HTMLTree {
    @inline(__always)
    subscript(node: Node) -> Record { records[Int(node.index)] }

    private func optional(_ index: Int32) -> Node? { index >= 0 ? Node(index) : nil }

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension HTMLTree.Record {
    var range: Range<Int> { Int(start)..<Int(start + count) }
    var attributePlaces: Range<Int> { Int(attributeStart)..<(Int(attributeStart) + Int(attributeCount)) }
}
