// SPDX-License-Identifier: MIT

/// One cleaning: goes through a tree and writes what is allowed, so nested that it is read back the same.
///
/// What is written never relies on a browser's mending: no end tag is implied, no paragraph holds a block, no link
/// holds a link, and parts stand in their parents only. So the rules that reorder misnested HTML never come into play.
struct HTMLCleaning {
    /// An element that is open in what is written.
    struct Open {
        var name: HTMLName
        /// Where its start tag begins and ends in the output.
        var start: Int
        var end: Int
        /// Whether it was opened for what stood loosely in a list.
        var isImplied = false
        /// Whether a line ends before it anyway.
        var wasAtEdge = true
    }

    /// Ordinary elements are opened up to here; a table, its parts and an item in a cell may go a little deeper.
    static let depthLimit = 96

    let tree: HTMLTree
    let resolve: ((String) -> String?)?
    let exception: ((HTMLTree.Node) -> HTMLCleaner.Exception?)?
    let plan: HTMLCleanPlan?
    let rules = HTMLCleanRules.shared

    var out: [UInt8] = []
    var open: [Open] = []
    /// The formatting elements and links that are open; each is open at most once.
    var formats: HTMLNameSet = []
    /// The place in `open` of the paragraph or heading; -1 outside.
    var lines = -1
    /// Where the last words or images end in the output.
    var contentEnd = 0
    /// Whether the last thing written begins or ends a block.
    var isAtEdge = true
    /// The id that the element at hand gets.
    var id: String?
    /// An address being looked at, kept for its room.
    var address: [UInt8] = []
    /// How many elements stay open when the node at hand is left.
    private var level = 0
    /// The levels of the nodes above it.
    private var entered: [Int] = []

    init(
        _ tree: HTMLTree, resolve: ((String) -> String?)?,
        exception: ((HTMLTree.Node) -> HTMLCleaner.Exception?)? = nil, plan: HTMLCleanPlan? = nil
    ) {
        self.tree = tree
        self.plan = plan
        self.resolve = resolve
        self.exception = exception
        out.reserveCapacity(tree.bytes.count + 64)
    }

    /// What was written.
    var text: String { String(trusting: out.span) }

    var top: HTMLName { open.last?.name ?? .other }

    mutating func takeChildren(of node: HTMLTree.Node) {
        var child = tree[node].firstChild
        while child >= 0 {
            take(HTMLTree.Node(child))
            child = tree.records[Int(child)].next
        }
    }

    /// Writes a node and all in it.
    mutating func take(_ node: HTMLTree.Node) {
        var current = Int(node.index)
        let base = entered.count
        while true {
            let record = tree.records[current]
            level = open.count
            if enter(record, at: current), record.firstChild >= 0 {
                entered.append(level)
                current = Int(record.firstChild)
                continue
            }
            close(to: level)
            while entered.count > base, tree.records[current].next < 0 {
                current = Int(tree.records[current].parent)
                close(to: entered.removeLast())
            }
            guard entered.count > base else { break }
            current = Int(tree.records[current].next)
        }
    }
}

extension HTMLCleaning {
    /// Writes a text or opens an element; whether to go on with what is in it.
    private mutating func enter(_ record: HTMLTree.Record, at place: Int) -> Bool {
        switch record.kind {
        case .text:
            write(text: record.range)
            level = open.count
            return false
        case .document: return true
        case .comment, .doctype: return false
        case .element: break
        }
        guard record.space == .html else { return false }
        var rule = rules[record.name]
        switch exception?(HTMLTree.Node(Int32(place))) {
        case .leaveOut: return false
        case .unwrap where rule.treatment != .drop || record.name == .noscript: return true
        case .image(let address):
            if makesRoomInLine(hollow: true) { write(image: record, at: address) }
            level = open.count
            return false
        case .unwrap, nil: if rule.treatment == .drop { return false }
        }
        if let plan {
            id = plan.ids[place]
            rule.name = plan.shifted(rule.name)
        }
        if rule.treatment == .part {
            if isPlace(for: rule.name) { return open(part: rule.name, record) }
            rule = rules.stray(rule.name)
        }
        return enter(record, as: rule)
    }

    private mutating func enter(_ record: HTMLTree.Record, as rule: HTMLCleanRules.Rule) -> Bool {
        switch rule.treatment {
        case .drop: return false
        case .unwrap, .part: break
        case .inline:
            if makesRoomInLine() { open(inline: rule.name, record) }
        case .format:
            if !formats.contains(rule.name), makesRoomInLine() { open(inline: rule.name, record) }
        case .link:
            if !formats.contains(.a), makesRoomInLine() { open(link: record) }
        case .void:
            if makesRoomInLine(hollow: true) {
                out += rules.start(rule.name)
                out.append(UInt8(ascii: ">"))
                isAtEdge = false
            }
            level = open.count
            return false
        case .image:
            if makesRoomInLine(hollow: true) { write(image: record) }
            level = open.count
            return false
        case .block, .lines:
            if makesRoom(forBlock: rule.name) { open(block: rule.name, record) }
        case .rule:
            if makesRoom(forBlock: rule.name) {
                out += rules.start(.hr)
                out.append(UInt8(ascii: ">"))
                isAtEdge = true
            }
            level = open.count
            return false
        }
        return true
    }

    // MARK: Who may stand where

    /// Whether a part is right here; an item ends what was opened for loose things before it.
    private mutating func isPlace(for part: HTMLName) -> Bool {
        let parents = rules.parents(of: part)
        if let last = open.last, last.isImplied, open.count > 1, parents.contains(open[open.count - 2].name) {
            close(to: open.count - 1)
        }
        return parents.contains(top)
    }

    /// Whether words or an inline element can stand here; in a list an item is opened for them.
    private mutating func makesRoomInLine(hollow: Bool = false) -> Bool {
        let name = top
        if rules.skeleton.contains(name) || isTooDeep(in: name) && !hollow { return false }
        openImplied(in: name)
        return true
    }

    /// Whether a block can stand here, after the paragraph that is open has ended.
    private mutating func makesRoom(forBlock name: HTMLName) -> Bool {
        if isTooDeep(in: top) { return false }
        if lines >= 0 {
            let isHeading = open[lines].name != .p
            let isPlain = name == .p || rules.wrappers.contains(name) || rules.headings.contains(name)
            if isHeading, isPlain, contentEnd <= open[lines].end { return false }
            close(to: lines, beforeBlock: true)
        }
        let parent = top
        if rules.skeleton.contains(parent) { return false }
        if rules.wrappers.contains(name), parent == .ul || parent == .ol || parent == .dl { return false }
        openImplied(in: parent)
        return true
    }

    /// Whether nothing more is opened here; the item that a list would need first counts too.
    private func isTooDeep(in parent: HTMLName) -> Bool {
        let isList = parent == .ul || parent == .ol || parent == .dl
        return open.count + (isList ? 1 : 0) >= Self.depthLimit
    }

    /// Opens the item that what stands loosely in a list needs around it.
    mutating func openImplied(in parent: HTMLName) {
        switch parent {
        case .ul, .ol: start(.li)
        case .dl: start(.dd)
        default: return
        }
        open[open.count - 1].isImplied = true
        finish()
    }

    // MARK: Opening

    private mutating func open(part name: HTMLName, _ record: HTMLTree.Record) -> Bool {
        level = open.count
        start(name)
        write(attributesOf: record, as: name)
        finish()
        guard name == .col else { return true }
        open.removeLast()
        return false
    }

    private mutating func open(block name: HTMLName, _ record: HTMLTree.Record) {
        level = open.count
        start(name)
        write(attributesOf: record, as: name)
        if name == .p || rules.headings.contains(name) { lines = open.count - 1 }
        finish()
    }

    private mutating func open(inline name: HTMLName, _ record: HTMLTree.Record) {
        level = open.count
        start(name)
        let bare = out.count
        write(attributesOf: record, as: name)
        if out.count == bare, name == .span || name == .bdo { return takeBack() }
        finish()
    }

    private mutating func open(link record: HTMLTree.Record) {
        level = open.count
        start(.a)
        guard let isOutside = write(hrefOf: record) else { return takeBack() }
        write(attributesOf: record, as: .a)
        if plan != nil, has("data-footnote-backref", record) { write(" aria-label=\"Back to the text\"") }
        if isOutside { write(" rel=\"nofollow noopener\"") }
        finish()
    }

    private func has(_ attribute: StaticString, _ record: HTMLTree.Record) -> Bool {
        record.attributePlaces.contains { tree.bytes.has(attribute, at: Int(tree.attributes[$0].nameStart)) }
    }
}
