// SPDX-License-Identifier: MIT

/// The list of active formatting elements: what makes `<b><p>x</b>y` come out as browsers show it.
///
/// **Source**: the HTML standard, sections 13.2.4.3 and 13.2.6.4.7 (the adoption agency).
extension HTMLTreeBuilder {
    mutating func pushMarker() { formatting.append(HTMLTreeBuilder.marker) }

    mutating func clearToMarker() {
        while let last = formatting.popLast(), last != HTMLTreeBuilder.marker {}
    }

    mutating func pushFormatting(_ node: Int32) {
        var same = 0
        var count = 0
        var first = formatting.count
        var earliest = -1
        while first > 0, formatting[first - 1] != HTMLTreeBuilder.marker {
            first -= 1
            count += 1
            if isAlike(formatting[first], node) {
                same += 1
                earliest = first
            }
        }
        if same >= 3 {
            formatting.remove(at: earliest)
        } else if count >= HTMLTreeBuilder.formattingLimit {
            formatting.remove(at: first)
        }
        formatting.append(node)
    }

    private func isAlike(_ one: Int32, _ two: Int32) -> Bool {
        let (left, right) = (records[Int(one)], records[Int(two)])
        guard left.name == right.name, left.space == right.space, left.attributeCount == right.attributeCount
        else { return false }
        return left.attributePlaces.allSatisfy { place in
            let wanted = tokens.attributes[place]
            return right.attributePlaces.contains { isAlike(tokens.attributes[$0], wanted) }
        }
    }

    private func isAlike(_ one: HTMLTree.Attribute, _ two: HTMLTree.Attribute) -> Bool {
        guard one.name == two.name, one.valueCount == two.valueCount else { return false }
        if one.name == .other, tokens.bytes(one.nameRange) != tokens.bytes(two.nameRange) { return false }
        return tokens.bytes(one.value) == tokens.bytes(two.value)
    }

    /// Opens again what a block closed in passing.
    @inline(__always)
    mutating func reconstruct() {
        guard let last = formatting.last, last != HTMLTreeBuilder.marker else { return }
        if isOpenNode(last) { return }
        reopen()
    }

    private mutating func reopen() {
        var place = formatting.count - 1
        while place > 0, formatting[place - 1] != HTMLTreeBuilder.marker, !isOpenNode(formatting[place - 1]) {
            place -= 1
        }
        for entry in place..<formatting.count where open.count < HTMLTree.depthLimit {
            let copy = makeCopy(of: formatting[entry])
            insert(copy)
            formatting[entry] = copy
        }
    }

    func isOpenNode(_ node: Int32) -> Bool {
        for other in open.reversed() where other == node { return true }
        return false
    }

    /// The last formatting element with a name, as far back as the last marker.
    func lastFormatting(_ name: HTMLName) -> Int? {
        for place in formatting.indices.reversed() {
            if formatting[place] == HTMLTreeBuilder.marker { return nil }
            if isHTML(formatting[place], name) { return place }
        }
        return nil
    }

    /// What an end tag of a formatting element does; false when it is an end tag like any other.
    mutating func adopt(_ name: HTMLName) -> Bool {
        if isHTML(current, name), !formatting.contains(current) {
            pop()
            return true
        }
        for _ in 0..<8 {
            guard let place = lastFormatting(name) else { return false }
            let node = formatting[place]
            guard let openPlace = open.lastIndex(of: node) else {
                formatting.remove(at: place)
                return true
            }
            guard isInScope(groups.scope, where: { $0 == node }) else { return true }
            guard let block = open[(openPlace + 1)...].firstIndex(where: isSpecial) else {
                while pop() != node {}
                formatting.remove(at: place)
                return true
            }
            adopt(node, at: place, openPlace: openPlace, block: block)
        }
        return true
    }

    /// One turn: the block at `block` leaves the formatting element, which goes on inside it.
    private mutating func adopt(_ node: Int32, at place: Int, openPlace: Int, block blockPlace: Int) {
        let block = open[blockPlace]
        let ancestor = open[openPlace - 1]
        var bookmark = place
        var last = block
        var index = blockPlace
        var turns = 0
        while index - 1 > openPlace {
            index -= 1
            turns += 1
            var inner = open[index]
            var entry = formatting.lastIndex(of: inner)
            if turns > 3, let old = entry {
                formatting.remove(at: old)
                if old < bookmark { bookmark -= 1 }
                entry = nil
            }
            guard let entry else {
                removeOpen(at: index)
                continue
            }
            let copy = makeCopy(of: inner)
            formatting[entry] = copy
            open[index] = copy
            inner = copy
            if last == block { bookmark = entry + 1 }
            detach(last)
            attach(last, at: Place(parent: inner))
            last = inner
        }
        detach(last)
        attach(last, at: self.place(in: ancestor))
        finishAdoption(of: node, by: block, bookmark: bookmark)
    }

    private mutating func finishAdoption(of node: Int32, by block: Int32, bookmark: Int) {
        let copy = makeCopy(of: node)
        moveChildren(of: block, to: copy)
        attach(copy, at: Place(parent: block))
        var bookmark = bookmark
        if let old = formatting.lastIndex(of: node) {
            formatting.remove(at: old)
            if old < bookmark { bookmark -= 1 }
        }
        formatting.insert(copy, at: min(bookmark, formatting.count))
        if let old = open.lastIndex(of: node) { removeOpen(at: old) }
        if let place = open.lastIndex(of: block) { insertOpen(copy, at: place + 1) }
    }
}
