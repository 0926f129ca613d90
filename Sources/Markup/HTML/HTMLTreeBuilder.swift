// SPDX-License-Identifier: MIT

/// Builds a tree from tokens as browsers do, whatever the page has wrong.
///
/// **Source**: the HTML standard, section 13.2.6; the names of modes and steps are its own. Kept from it on purpose:
/// at most ``HTMLTree/depthLimit`` open elements and ``formattingLimit`` formatting elements, so that every tag costs
/// a bounded time.
struct HTMLTreeBuilder {
    /// The insertion modes.
    enum Mode {
        case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text
        case inTable, inCaption, inColumnGroup, inTableBody, inRow, inCell, inSelect, inSelectInTable,
            inTemplate
        case afterBody, inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
    }

    /// The most formatting elements that are opened again in a later block.
    static let formattingLimit = 32
    /// What is not opened any more when nearly too many are open, since it changes how all that follows is read.
    static let deep: HTMLNameSet = [.table, .select, .template, .svg, .math, .frameset]
    /// Between formatting elements: those before it belong to another cell, caption or object.
    static let marker: Int32 = -1

    var tokens: HTMLTokenizer
    var records: [HTMLTree.Record] = []
    /// The open elements, and how many of them have each name of HTML.
    var open: [Int32] = []
    var openCounts = [Int32](repeating: 0, count: 256)
    var formatting: [Int32] = []
    var mode = Mode.initial
    var originalMode = Mode.initial
    var templateModes: [Mode] = []
    var head: Int32 = -1
    var form: Int32 = -1
    var isFramesetPossible = true
    var isFosterParenting = false
    var skipsLineFeed = false
    var isQuirky = false
    let context: HTMLName?
    let contextSpace: HTMLTree.Space
    let nodeLimit: Int
    let groups = HTMLGroups.shared

    init(_ tokenizer: HTMLTokenizer, context: HTMLName?, space: HTMLTree.Space, nodeLimit: Int) {
        tokens = tokenizer
        self.context = context
        contextSpace = space
        self.nodeLimit = nodeLimit
        records.reserveCapacity(min(nodeLimit, tokens.input.count / 16 + 8))
    }

    /// Reads everything.
    mutating func run() throws(HTMLError) {
        begin()
        while true {
            guard records.count <= nodeLimit else { throw .tooManyNodes(limit: nodeLimit) }
            tokens.allowsCharacterDataSections = currentSpace != .html
            let token = tokens.next()
            if skipsLineFeed {
                skipsLineFeed = false
                if token == .text, !skipLineFeed() { continue }
            }
            take(token)
            if token == .startTag { tokens.dropAttributes(from: attributeEnd) }
            if token == .end { return }
        }
    }

    /// Up to where the list of attributes is in use.
    var attributeEnd = 0
}

private extension HTMLTreeBuilder {
    mutating func begin() {
        guard let context else {
            records.append(HTMLTree.Record(kind: .document))
            return
        }
        records.append(HTMLTree.Record(kind: .element, name: .html))
        push(0)
        if context == .template, contextSpace == .html { templateModes.append(.inTemplate) }
        resetMode()
        guard contextSpace == .html else { return }
        switch context {
        case .title, .textarea: tokens.content = .characterData
        case .style, .xmp, .iframe, .noembed, .noframes, .script: tokens.content = .rawText
        case .plaintext: tokens.content = .plainText
        default: break
        }
    }

    /// Drops the line feed with which a text begins; false when nothing is left of it.
    mutating func skipLineFeed() -> Bool {
        guard !tokens.text.isEmpty, tokens.byte(tokens.text.lowerBound) == 0x0A else { return true }
        tokens.text = (tokens.text.lowerBound + 1)..<tokens.text.upperBound
        return !tokens.text.isEmpty
    }

    mutating func take(_ token: HTMLTokenKind) {
        if token == .startTag, open.count > HTMLTree.depthLimit - 8,
            HTMLTreeBuilder.deep.contains(tokens.name)
        {
            return
        }
        // A token goes from mode to mode a few times at most; the bound is for rules that would turn in a circle.
        for _ in 0..<32 {
            let isDone = isForForeign(token) ? !inForeign(token) : !takeInMode(token)
            if isDone { return }
        }
    }
}

// MARK: Which mode comes next

extension HTMLTreeBuilder {
    /// Takes a token by the rules of the mode; whether it must be taken again.
    mutating func takeInMode(_ token: HTMLTokenKind) -> Bool {
        switch mode {
        case .inBody: inBody(token)
        case .text: inText(token)
        case .initial: initial(token)
        case .beforeHTML: beforeHTML(token)
        case .beforeHead: beforeHead(token)
        case .inHead: inHead(token)
        case .inHeadNoscript: inHeadNoscript(token)
        case .afterHead: afterHead(token)
        case .inTable: inTable(token)
        case .inCaption: inCaption(token)
        case .inColumnGroup: inColumnGroup(token)
        case .inTableBody: inTableBody(token)
        case .inRow: inRow(token)
        case .inCell: inCell(token)
        case .inSelect: inSelect(token)
        case .inSelectInTable: inSelectInTable(token)
        case .inTemplate: inTemplate(token)
        case .afterBody: afterBody(token)
        case .inFrameset: inFrameset(token)
        case .afterFrameset: afterFrameset(token)
        case .afterAfterBody: afterAfterBody(token)
        case .afterAfterFrameset: afterAfterFrameset(token)
        }
    }

    private mutating func inText(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text: insertText(tokens.text)
        case .end:
            pop()
            mode = originalMode
            return true
        default:
            pop()
            mode = originalMode
        }
        return false
    }

    /// Sets the mode by what is open.
    mutating func resetMode() {
        for place in open.indices.reversed() {
            let isLast = place == 0
            let record = records[Int(open[place])]
            let name = isLast ? context ?? record.name : record.name
            let space = isLast && context != nil ? contextSpace : record.space
            guard space == .html else {
                if isLast { mode = .inBody }
                continue
            }
            if let found = mode(for: name, at: place, isLast: isLast) {
                mode = found
                return
            }
        }
        mode = .inBody
    }

    private func mode(for name: HTMLName, at place: Int, isLast: Bool) -> Mode? {
        switch name {
        case .select: isLast ? .inSelect : modeOfSelect(at: place)
        case .td, .th: isLast ? nil : .inCell
        case .tr: .inRow
        case .tbody, .thead, .tfoot: .inTableBody
        case .caption: .inCaption
        case .colgroup: .inColumnGroup
        case .table: .inTable
        case .template: templateModes.last ?? .inBody
        case .head: isLast ? nil : .inHead
        case .body: .inBody
        case .frameset: .inFrameset
        case .html: head < 0 && (context == nil || context == .html) ? .beforeHead : .afterHead
        default: nil
        }
    }

    private func modeOfSelect(at place: Int) -> Mode {
        for above in open[..<place].reversed() {
            let name = records[Int(above)].name
            if name == .template { break }
            if name == .table { return .inSelectInTable }
        }
        return .inSelect
    }
}
