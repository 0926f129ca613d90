// SPDX-License-Identifier: MIT

/// The parts of a page around its body: type, `html`, head, frames, and what comes after.
///
/// **Source**: the HTML standard, sections 13.2.6.4.1 to 13.2.6.4.6 and 13.2.6.4.19 to 13.2.6.4.23.
extension HTMLTreeBuilder {
    mutating func initial(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where !skipSpace(): return false
        case .comment:
            insertComment(in: 0)
            return false
        case .doctype:
            records.append(HTMLTree.Record(kind: .doctype))
            attach(Int32(records.count - 1), at: Place(parent: 0))
            isQuirky = HTMLDoctype.isQuirky(tokens.bytes(tokens.doctype))
            mode = .beforeHTML
            return false
        default:
            isQuirky = true
            mode = .beforeHTML
            return true
        }
    }

    mutating func beforeHTML(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .doctype: return false
        case .comment:
            insertComment(in: 0)
            return false
        case .text where !skipSpace(): return false
        case .startTag where tokens.name == .html:
            openHTML(makeElement())
            return false
        case .endTag where ![.head, .body, .html, .br].contains(tokens.name): return false
        default:
            openHTML(makeElement(implied: .html))
            return true
        }
    }

    private mutating func openHTML(_ node: Int32) {
        attach(node, at: Place(parent: 0))
        push(node)
        mode = .beforeHead
    }

    mutating func beforeHead(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where !skipSpace(), .doctype: return false
        case .comment:
            insertComment()
            return false
        case .startTag where tokens.name == .html: return inBody(token)
        case .startTag where tokens.name == .head:
            insertElement()
            head = current
            mode = .inHead
            return false
        case .endTag where ![.head, .body, .html, .br].contains(tokens.name): return false
        default:
            insert(implied: .head)
            head = current
            mode = .inHead
            return true
        }
    }

    mutating func inHead(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where !insertSpace(), .doctype: return false
        case .comment:
            insertComment()
            return false
        case .startTag:
            if let isAgain = startInHead() { return isAgain }
        case .endTag where tokens.name == .template:
            endTemplate()
            return false
        case .endTag where tokens.name == .head:
            pop()
            mode = .afterHead
            return false
        case .endTag where ![.body, .html, .br].contains(tokens.name): return false
        default: break
        }
        pop()
        mode = .afterHead
        return true
    }

    /// Nil for what ends the head.
    private mutating func startInHead() -> Bool? {
        switch tokens.name {
        case .html: return inBody(.startTag)
        case .base, .basefont, .bgsound, .link, .meta: insertVoid()
        case .title: insertRaw(.characterData)
        case .noframes, .style: insertRaw(.rawText)
        case .script: insertRaw(.script)
        case .noscript:
            insertElement()
            mode = .inHeadNoscript
        case .template:
            insertElement()
            pushMarker()
            isFramesetPossible = false
            mode = .inTemplate
            templateModes.append(.inTemplate)
        case .head: break
        default: return nil
        }
        return false
    }

    mutating func endTemplate() {
        guard isOpen(.template) else { return }
        while isHTML(current, in: groups.impliedEndThoroughly) { pop() }
        pop(through: .template)
        clearToMarker()
        templateModes.removeLast()
        resetMode()
    }

    mutating func inHeadNoscript(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where !insertSpace(), .doctype: return false
        case .comment:
            insertComment()
            return false
        case .startTag:
            switch tokens.name {
            case .html: return inBody(token)
            case .basefont, .bgsound, .link, .meta, .noframes, .style: return inHead(token)
            case .head, .noscript: return false
            default: break
            }
        case .endTag where tokens.name == .noscript:
            pop()
            mode = .inHead
            return false
        case .endTag where tokens.name != .br: return false
        default: break
        }
        pop()
        mode = .inHead
        return true
    }

    mutating func afterHead(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where !insertSpace(), .doctype: return false
        case .comment:
            insertComment()
            return false
        case .startTag:
            switch tokens.name {
            case .html: return inBody(token)
            case .body, .frameset:
                mode = tokens.name == .body ? .inBody : .inFrameset
                if tokens.name == .body { isFramesetPossible = false }
                insertElement()
                return false
            case .head: return false
            case _ where groups.headTags.contains(tokens.name):
                push(head)
                let isAgain = inHead(token)
                if let place = open.lastIndex(of: head) { removeOpen(at: place) }
                return isAgain
            default: break
            }
        case .endTag where tokens.name == .template: return inHead(token)
        case .endTag where ![.body, .html, .br].contains(tokens.name): return false
        default: break
        }
        insert(implied: .body)
        mode = .inBody
        return true
    }

    mutating func afterBody(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where isSpace(tokens.text): return inBody(token)
        case .comment: insertComment(in: open.first ?? 0)
        case .doctype, .end: break
        case .startTag where tokens.name == .html: return inBody(token)
        case .endTag where tokens.name == .html: if context == nil { mode = .afterAfterBody }
        default:
            mode = .inBody
            return true
        }
        return false
    }

    mutating func afterAfterBody(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where isSpace(tokens.text): return inBody(token)
        case .comment: insertComment(in: 0)
        case .doctype, .end: break
        case .startTag where tokens.name == .html: return inBody(token)
        default:
            mode = .inBody
            return true
        }
        return false
    }
}

// MARK: Frames

extension HTMLTreeBuilder {
    mutating func inFrameset(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text: insertSpacesAlone()
        case .comment: insertComment()
        case .startTag:
            switch tokens.name {
            case .html: return inBody(token)
            case .frameset: insertElement()
            case .frame: insertVoid()
            case .noframes: return inHead(token)
            default: break
            }
        case .endTag where tokens.name == .frameset && open.count > 1:
            pop()
            if context == nil, !isHTML(current, .frameset) { mode = .afterFrameset }
        default: break
        }
        return false
    }

    mutating func afterFrameset(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text: insertSpacesAlone()
        case .comment: insertComment()
        case .startTag where tokens.name == .html: return inBody(token)
        case .startTag where tokens.name == .noframes: return inHead(token)
        case .endTag where tokens.name == .html: mode = .afterAfterFrameset
        default: break
        }
        return false
    }

    mutating func afterAfterFrameset(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text: insertSpacesAlone()
        case .comment: insertComment(in: 0)
        case .startTag where tokens.name == .html: return inBody(token)
        case .startTag where tokens.name == .noframes: return inHead(token)
        default: break
        }
        return false
    }

    /// Passes over the white space a text begins with; whether anything is left of it.
    private mutating func skipSpace() -> Bool {
        let rest = tokens.bytes(tokens.text).firstIndex { !HTMLBytes.isSpace($0) }
        guard let rest else { return false }
        let skipped = rest - tokens.bytes(tokens.text).startIndex
        tokens.text = (tokens.text.lowerBound + skipped)..<tokens.text.upperBound
        return true
    }

    /// As ``skipSpace()``, but puts the white space into the tree.
    mutating func insertSpace() -> Bool {
        let all = tokens.text
        let isMore = skipSpace()
        insertText(all.lowerBound..<(isMore ? tokens.text.lowerBound : all.upperBound))
        return isMore
    }

    private mutating func insertSpacesAlone() {
        let spaces = tokens.bytes(tokens.text).filter(HTMLBytes.isSpace)
        let start = tokens.input.count + tokens.extra.count
        tokens.extra += spaces
        insertText(start..<(start + spaces.count))
    }
}
