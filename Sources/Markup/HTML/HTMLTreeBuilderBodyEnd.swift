// SPDX-License-Identifier: MIT

/// End tags in the body of a page.
///
/// **Source**: the HTML standard, section 13.2.6.4.7.
extension HTMLTreeBuilder {
    mutating func endInBody() -> Bool {
        let name = tokens.name
        switch name {
        case .p: endParagraph()
        case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
            if !adopt(name) { endOther() }
        case _ where groups.closedBlocks.contains(name): endBlock(name)
        case .li:
            guard isInScope(.li, groups.listScope) else { break }
            closeImplied(except: .li)
            pop(through: .li)
        case .dd, .dt:
            guard hasScope(name) else { break }
            closeImplied(except: name)
            pop(through: name)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            guard isInScope(groups.scope, where: { isHTML($0, in: groups.headings) }) else { break }
            closeImplied()
            pop(throughAny: groups.headings)
        case .body, .html:
            guard hasScope(.body) else { break }
            mode = .afterBody
            return name == .html
        case .template: return inHead(.endTag)
        case .form: endForm()
        case .applet, .marquee, .object:
            guard hasScope(name) else { break }
            closeImplied()
            pop(through: name)
            clearToMarker()
        case .br:
            reconstruct()
            attach(makeElement(implied: .br), at: place(in: current))
            isFramesetPossible = false
        default: endOther()
        }
        return false
    }

    mutating func endOther() {
        let name = tokens.name
        for place in open.indices.reversed() {
            let node = open[place]
            let isSame = isHTML(node, name) && (name != .other || isSpelledLikeTag(node))
            if isSame, place > 0 || context == nil {
                closeImpliedBelow(place)
                while open.count > place { pop() }
                return
            }
            if isSpecial(node) { return }
        }
    }

    /// Whether an element's name is that of the tag at hand, which is not in our list.
    func isSpelledLikeTag(_ node: Int32) -> Bool {
        tokens.bytes(records[Int(node)].range) == tokens.bytes(tokens.nameRange)
    }
}

private extension HTMLTreeBuilder {
    mutating func endParagraph() {
        if !hasButtonScope(.p) {
            insert(implied: .p)
            pop()
            return
        }
        closeParagraph()
    }

    mutating func endBlock(_ name: HTMLName) {
        guard hasScope(name) else { return }
        closeImplied()
        pop(through: name)
    }

    mutating func endForm() {
        if isOpen(.template) {
            guard hasScope(.form) else { return }
            closeImplied()
            pop(through: .form)
            return
        }
        let node = form
        form = -1
        guard node >= 0, isInScope(groups.scope, where: { $0 == node }) else { return }
        closeImplied()
        if let place = open.lastIndex(of: node) { removeOpen(at: place) }
    }

    /// What would be closed anyway makes no difference here; kept as the step of the standard that it is.
    mutating func closeImpliedBelow(_ place: Int) {
        while open.count > place + 1, isHTML(current, in: groups.impliedEnd) { pop() }
    }
}
