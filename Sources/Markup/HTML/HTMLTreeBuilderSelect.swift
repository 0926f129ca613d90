// SPDX-License-Identifier: MIT

/// Lists to choose from, and templates.
///
/// **Source**: the HTML standard, sections 13.2.6.4.16 to 13.2.6.4.18.
extension HTMLTreeBuilder {
    mutating func inSelect(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text: insertText(tokens.text)
        case .comment: insertComment()
        case .doctype: break
        case .end: return inBody(token)
        case .startTag: return startInSelect()
        case .endTag:
            switch tokens.name {
            case .optgroup:
                if isHTML(current, .option), open.count > 1, isHTML(open[open.count - 2], .optgroup) { pop() }
                if isHTML(current, .optgroup) { pop() }
            case .option: if isHTML(current, .option) { pop() }
            case .select: closeSelect()
            case .template: return inHead(token)
            default: break
            }
        }
        return false
    }

    private mutating func startInSelect() -> Bool {
        switch tokens.name {
        case .html: return inBody(.startTag)
        case .option, .optgroup, .hr:
            if isHTML(current, .option) { pop() }
            if tokens.name != .option, isHTML(current, .optgroup) { pop() }
            if tokens.name == .hr { insertVoid() } else { insertElement() }
        case .select: closeSelect()
        case .input, .keygen, .textarea: return closeSelect()
        case .script, .template: return inHead(.startTag)
        default: break
        }
        return false
    }

    @discardableResult
    private mutating func closeSelect() -> Bool {
        // In select scope everything but option and optgroup bounds.
        for node in open.reversed() {
            if isHTML(node, .select) {
                pop(through: .select)
                resetMode()
                return true
            }
            if !isHTML(node, .option), !isHTML(node, .optgroup) { return false }
        }
        return false
    }

    mutating func inSelectInTable(_ token: HTMLTokenKind) -> Bool {
        let isPart: Bool =
            switch tokens.name {
            case .caption, .table, .tbody, .tfoot, .thead, .tr, .td, .th: true
            default: false
            }
        guard isPart, token == .startTag || token == .endTag else { return inSelect(token) }
        if token == .endTag, !hasTableScope(tokens.name) { return false }
        pop(through: .select)
        resetMode()
        return true
    }

    mutating func inTemplate(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text, .comment, .doctype: return inBody(token)
        case .endTag: return tokens.name == .template ? inHead(token) : false
        case .end:
            guard isOpen(.template) else { return false }
            pop(through: .template)
            clearToMarker()
            if !templateModes.isEmpty { templateModes.removeLast() }
            resetMode()
            return true
        case .startTag:
            if groups.headTags.contains(tokens.name) { return inHead(token) }
            let next: Mode =
                switch tokens.name {
                case .caption, .colgroup, .tbody, .tfoot, .thead: .inTable
                case .col: .inColumnGroup
                case .tr: .inTableBody
                case .td, .th: .inRow
                default: .inBody
                }
            if !templateModes.isEmpty { templateModes[templateModes.count - 1] = next }
            mode = next
            return true
        }
    }
}
