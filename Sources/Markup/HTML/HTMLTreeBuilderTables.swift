// SPDX-License-Identifier: MIT

/// Tables.
///
/// **Source**: the HTML standard, sections 13.2.6.4.9 to 13.2.6.4.15.
extension HTMLTreeBuilder {
    mutating func inTable(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where isHTML(current, in: groups.tableText): textInTable()
        case .comment: insertComment()
        case .doctype: break
        case .startTag: return startInTable()
        case .endTag:
            switch tokens.name {
            case .table:
                guard hasTableScope(.table) else { break }
                pop(through: .table)
                resetMode()
            case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: break
            case .template: return inHead(token)
            default: return besideTable(token)
            }
        case .end: return inBody(token)
        default: return besideTable(token)
        }
        return false
    }

    private mutating func startInTable() -> Bool {
        switch tokens.name {
        case .caption:
            clear(to: tableRoots)
            pushMarker()
            insertElement()
            mode = .inCaption
        case .colgroup:
            clear(to: tableRoots)
            insertElement()
            mode = .inColumnGroup
        case .col:
            clear(to: tableRoots)
            insert(implied: .colgroup)
            mode = .inColumnGroup
            return true
        case .tbody, .tfoot, .thead:
            clear(to: tableRoots)
            insertElement()
            mode = .inTableBody
        case .td, .th, .tr:
            clear(to: tableRoots)
            insert(implied: .tbody)
            mode = .inTableBody
            return true
        case .table:
            guard hasTableScope(.table) else { break }
            pop(through: .table)
            resetMode()
            return true
        case .style, .script, .template: return inHead(.startTag)
        case .input where hasHiddenType: insertVoid()
        case .form:
            guard form < 0, !isOpen(.template) else { break }
            if insertElement() { form = pop() }
        default: return besideTable(.startTag)
        }
        return false
    }

    private var tableRoots: HTMLNameSet { [.table, .template, .html] }
    private var sectionRoots: HTMLNameSet { [.tbody, .tfoot, .thead, .template, .html] }
    private var rowRoots: HTMLNameSet { [.tr, .template, .html] }

    private mutating func textInTable() {
        if isSpace(tokens.text) {
            insertText(tokens.text)
        } else {
            _ = besideTable(.text)
        }
    }

    /// What has no place in a table goes before it.
    private mutating func besideTable(_ token: HTMLTokenKind) -> Bool {
        isFosterParenting = true
        let isAgain = inBody(token)
        isFosterParenting = false
        return isAgain
    }

    mutating func inCaption(_ token: HTMLTokenKind) -> Bool {
        switch (token, tokens.name) {
        case (.endTag, .caption):
            closeCaption()
            return false
        case (.startTag, _) where groups.tableParts.contains(tokens.name), (.endTag, .table):
            return closeCaption()
        case (.endTag, .body), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html), (.endTag, .tbody),
            (.endTag, .td), (.endTag, .tfoot), (.endTag, .th), (.endTag, .thead), (.endTag, .tr):
            return false
        default: return inBody(token)
        }
    }

    @discardableResult
    private mutating func closeCaption() -> Bool {
        guard hasTableScope(.caption) else { return false }
        closeImplied()
        pop(through: .caption)
        clearToMarker()
        mode = .inTable
        return true
    }

    mutating func inColumnGroup(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text where !insertSpace(), .doctype: return false
        case .comment:
            insertComment()
            return false
        case .startTag where tokens.name == .html, .end: return inBody(token)
        case .startTag where tokens.name == .col:
            insertVoid()
            return false
        case .startTag where tokens.name == .template, .endTag where tokens.name == .template:
            return inHead(token)
        case .endTag where tokens.name == .col: return false
        default: break
        }
        guard isHTML(current, .colgroup) else { return false }
        pop()
        mode = .inTable
        return !(token == .endTag && tokens.name == .colgroup)
    }

    mutating func inTableBody(_ token: HTMLTokenKind) -> Bool {
        switch (token, tokens.name) {
        case (.startTag, .tr):
            clear(to: sectionRoots)
            insertElement()
            mode = .inRow
        case (.startTag, .th), (.startTag, .td):
            clear(to: sectionRoots)
            insert(implied: .tr)
            mode = .inRow
            return true
        case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
            guard hasTableScope(tokens.name) else { break }
            clear(to: sectionRoots)
            pop()
            mode = .inTable
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .tfoot), (.startTag, .thead), (.endTag, .table):
            guard hasTableScope(.tbody) || hasTableScope(.thead) || hasTableScope(.tfoot) else { break }
            clear(to: sectionRoots)
            pop()
            mode = .inTable
            return true
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html),
            (.endTag, .td), (.endTag, .th), (.endTag, .tr):
            break
        default: return inTable(token)
        }
        return false
    }

    mutating func inRow(_ token: HTMLTokenKind) -> Bool {
        switch (token, tokens.name) {
        case (.startTag, .th), (.startTag, .td):
            clear(to: rowRoots)
            insertElement()
            mode = .inCell
            pushMarker()
        case (.endTag, .tr):
            closeRow()
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .tfoot), (.startTag, .thead), (.startTag, .tr), (.endTag, .table):
            return closeRow()
        case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
            return hasTableScope(tokens.name) && closeRow()
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html),
            (.endTag, .td), (.endTag, .th):
            break
        default: return inTable(token)
        }
        return false
    }

    @discardableResult
    private mutating func closeRow() -> Bool {
        guard hasTableScope(.tr) else { return false }
        clear(to: rowRoots)
        pop()
        mode = .inTableBody
        return true
    }

    mutating func inCell(_ token: HTMLTokenKind) -> Bool {
        switch (token, tokens.name) {
        case (.endTag, .td), (.endTag, .th):
            guard hasTableScope(tokens.name) else { break }
            closeCell(tokens.name)
        case (.startTag, _) where groups.tableParts.contains(tokens.name):
            guard hasTableScope(.td) || hasTableScope(.th) else { break }
            closeCell(hasTableScope(.td) ? .td : .th)
            return true
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html):
            break
        case (.endTag, .table), (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead), (.endTag, .tr):
            guard hasTableScope(tokens.name) else { break }
            closeCell(hasTableScope(.td) ? .td : .th)
            return true
        default: return inBody(token)
        }
        return false
    }

    private mutating func closeCell(_ name: HTMLName) {
        closeImplied()
        pop(through: name)
        clearToMarker()
        mode = .inRow
    }
}
