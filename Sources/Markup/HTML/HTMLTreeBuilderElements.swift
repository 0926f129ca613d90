// SPDX-License-Identifier: MIT

/// The stack of open elements, and putting nodes into the tree.
///
/// **Source**: the HTML standard, sections 13.2.4.2 and 13.2.6.1.
extension HTMLTreeBuilder {
    var current: Int32 { open.last ?? 0 }
    var currentName: HTMLName { open.isEmpty ? .other : records[Int(current)].name }
    var currentSpace: HTMLTree.Space {
        if open.count == 1, context != nil { return contextSpace }
        return open.isEmpty ? .html : records[Int(current)].space
    }

    @inline(__always)
    func isHTML(_ node: Int32, _ name: HTMLName) -> Bool {
        records[Int(node)].name == name && records[Int(node)].space == .html
    }

    func isHTML(_ node: Int32, in names: HTMLNameSet) -> Bool {
        names.contains(records[Int(node)].name) && records[Int(node)].space == .html
    }

    func isSpecial(_ node: Int32) -> Bool {
        let record = records[Int(node)]
        switch record.space {
        case .html: return groups.special.contains(record.name)
        case .svg: return record.name == .foreignobject || record.name == .desc || record.name == .title
        case .math: return isMathTextPoint(record.name) || record.name == .annotationXML
        }
    }

    func isMathTextPoint(_ name: HTMLName) -> Bool {
        name == .mi || name == .mo || name == .mn || name == .ms || name == .mtext
    }

    /// Whether an element with the name is open at all.
    @inline(__always)
    func isOpen(_ name: HTMLName) -> Bool { openCounts[Int(name.rawValue)] > 0 }

    mutating func push(_ node: Int32) {
        open.append(node)
        if records[Int(node)].space == .html { openCounts[Int(records[Int(node)].name.rawValue)] += 1 }
    }

    @discardableResult
    mutating func pop() -> Int32 {
        guard let node = open.popLast() else { return 0 }
        if records[Int(node)].space == .html { openCounts[Int(records[Int(node)].name.rawValue)] -= 1 }
        return node
    }

    mutating func removeOpen(at place: Int) {
        let node = open.remove(at: place)
        if records[Int(node)].space == .html { openCounts[Int(records[Int(node)].name.rawValue)] -= 1 }
    }

    mutating func insertOpen(_ node: Int32, at place: Int) {
        open.insert(node, at: place)
        if records[Int(node)].space == .html { openCounts[Int(records[Int(node)].name.rawValue)] += 1 }
    }

    mutating func pop(through name: HTMLName) {
        while open.count > 1 {
            // In a statement of its own: as an argument it would change the builder while it is in use, so copy all of it.
            let node = pop()
            if isHTML(node, name) { return }
        }
    }

    mutating func pop(throughAny names: HTMLNameSet) {
        while open.count > 1 {
            let node = pop()
            if isHTML(node, in: names) { return }
        }
    }

    /// Pops until the current element is one of some, or the root.
    mutating func clear(to names: HTMLNameSet) {
        while open.count > 1, !isHTML(current, in: names) { pop() }
    }

    /// Whether an element with the name is in scope: open, and nothing that bounds the scope above it.
    func isInScope(_ name: HTMLName, _ bounds: HTMLNameSet) -> Bool {
        guard isOpen(name) else { return false }
        return isInScope(bounds) { isHTML($0, name) }
    }

    func isInScope(_ bounds: HTMLNameSet, where isWanted: (Int32) -> Bool) -> Bool {
        for node in open.reversed() {
            if isWanted(node) { return true }
            let record = records[Int(node)]
            switch record.space {
            case .html: if bounds.contains(record.name) { return false }
            default: if bounds.contains(.applet), isSpecial(node) { return false }
            }
        }
        return false
    }

    func hasButtonScope(_ name: HTMLName) -> Bool { isInScope(name, groups.buttonScope) }
    func hasScope(_ name: HTMLName) -> Bool { isInScope(name, groups.scope) }
    func hasTableScope(_ name: HTMLName) -> Bool { isInScope(name, groups.tableScope) }

    mutating func closeImplied(except name: HTMLName = .other) {
        while isHTML(current, in: groups.impliedEnd), currentName != name { pop() }
    }

    mutating func closeParagraph() {
        guard isOpen(.p), hasButtonScope(.p) else { return }
        closeImplied(except: .p)
        pop(through: .p)
    }
}

// MARK: Inserting

extension HTMLTreeBuilder {
    /// Where a node goes: into a parent, before one of its children or at its end.
    struct Place {
        var parent: Int32
        var before: Int32 = -1
    }

    /// The place for the next node, which inside broken tables is before the table.
    func place(in target: Int32) -> Place {
        guard isFosterParenting, isHTML(target, in: fosterTargets) else { return Place(parent: target) }
        var table = -1
        for place in open.indices.reversed() {
            if isHTML(open[place], .template) { return Place(parent: open[place]) }
            if isHTML(open[place], .table) {
                table = place
                break
            }
        }
        guard table > 0 else { return Place(parent: open.first ?? 0) }
        let node = open[table]
        if records[Int(node)].parent >= 0 { return Place(parent: records[Int(node)].parent, before: node) }
        return Place(parent: open[table - 1])
    }

    private var fosterTargets: HTMLNameSet { [.table, .tbody, .tfoot, .thead, .tr] }

    mutating func attach(_ node: Int32, at place: Place) {
        let (child, parent) = (Int(node), Int(place.parent))
        let previous = place.before >= 0 ? records[Int(place.before)].previous : records[parent].lastChild
        records[child].parent = place.parent
        records[child].previous = previous
        records[child].next = place.before
        if previous >= 0 { records[Int(previous)].next = node } else { records[parent].firstChild = node }
        if place.before >= 0 {
            records[Int(place.before)].previous = node
        } else {
            records[parent].lastChild = node
        }
    }

    mutating func detach(_ node: Int32) {
        let record = records[Int(node)]
        guard record.parent >= 0 else { return }
        if record.previous >= 0 {
            records[Int(record.previous)].next = record.next
        } else {
            records[Int(record.parent)].firstChild = record.next
        }
        if record.next >= 0 {
            records[Int(record.next)].previous = record.previous
        } else {
            records[Int(record.parent)].lastChild = record.previous
        }
        records[Int(node)].parent = -1
        records[Int(node)].previous = -1
        records[Int(node)].next = -1
    }

    /// Moves all children of one node to the end of another.
    mutating func moveChildren(of node: Int32, to other: Int32) {
        var child = records[Int(node)].firstChild
        while child >= 0 {
            let next = records[Int(child)].next
            detach(child)
            attach(child, at: Place(parent: other))
            child = next
        }
    }

    /// A new element from the tag at hand, which is not in the tree yet.
    mutating func makeElement(_ space: HTMLTree.Space = .html) -> Int32 {
        var record = HTMLTree.Record(kind: .element, space: space, name: tokens.name)
        record.start = Int32(tokens.nameRange.lowerBound)
        record.count = Int32(tokens.nameRange.count)
        record.attributeStart = Int32(tokens.attributeStart)
        record.attributeCount = UInt8(tokens.attributes.count - tokens.attributeStart)
        attributeEnd = tokens.attributes.count
        records.append(record)
        return Int32(records.count - 1)
    }

    /// A new element that the page has no tag for.
    mutating func makeElement(implied name: HTMLName) -> Int32 {
        records.append(HTMLTree.Record(kind: .element, name: name))
        return Int32(records.count - 1)
    }

    /// A copy of an element without what is in it.
    mutating func makeCopy(of node: Int32) -> Int32 {
        let old = records[Int(node)]
        var record = HTMLTree.Record(kind: .element, space: old.space, name: old.name)
        record.start = old.start
        record.count = old.count
        record.attributeStart = old.attributeStart
        record.attributeCount = old.attributeCount
        records.append(record)
        return Int32(records.count - 1)
    }

    /// Puts an element into the tree and opens it.
    mutating func insert(_ node: Int32) {
        attach(node, at: place(in: current))
        push(node)
    }

    /// Puts the tag at hand into the tree and opens it; false when too many are open, and then the tag is dropped.
    @discardableResult
    mutating func insertElement(_ space: HTMLTree.Space = .html) -> Bool {
        guard open.count < HTMLTree.depthLimit else { return false }
        insert(makeElement(space))
        return true
    }

    /// Puts the tag at hand into the tree as an element whose content is no markup.
    mutating func insertRaw(_ content: HTMLTokenizer.Content) {
        insert(makeElement())
        tokens.content = content
        originalMode = mode
        mode = .text
    }

    /// Puts the tag at hand into the tree as an element that holds nothing.
    mutating func insertVoid() { attach(makeElement(), at: place(in: current)) }

    mutating func insert(implied name: HTMLName) { insert(makeElement(implied: name)) }

    mutating func insertText(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let place = place(in: current)
        if records[Int(place.parent)].kind == .document { return }
        let previous =
            place.before >= 0 ? records[Int(place.before)].previous : records[Int(place.parent)].lastChild
        if previous >= 0, records[Int(previous)].kind == .text,
            Int(records[Int(previous)].start + records[Int(previous)].count) == range.lowerBound
        {
            records[Int(previous)].count += Int32(range.count)
            return
        }
        attach(makeText(.text, range), at: place)
    }

    mutating func insertComment(in parent: Int32? = nil) {
        let node = makeText(.comment, tokens.text)
        attach(node, at: parent.map { Place(parent: $0) } ?? place(in: current))
    }

    private mutating func makeText(_ kind: HTMLTree.Kind, _ range: Range<Int>) -> Int32 {
        var record = HTMLTree.Record(kind: kind)
        record.start = Int32(range.lowerBound)
        record.count = Int32(range.count)
        records.append(record)
        return Int32(records.count - 1)
    }
}
