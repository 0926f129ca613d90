// SPDX-License-Identifier: MIT

/// What stands in the body of a page.
///
/// **Source**: the HTML standard, section 13.2.6.4.7.
extension HTMLTreeBuilder {
    /// Whether the token must be taken again in the new mode.
    mutating func inBody(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text: textInBody()
        case .startTag: return startInBody()
        case .endTag: return endInBody()
        case .comment: insertComment()
        case .doctype: break
        case .end: return templateModes.isEmpty ? false : inTemplate(.end)
        }
        return false
    }

    private mutating func textInBody() {
        reconstruct()
        insertText(tokens.text)
        if isFramesetPossible, !isSpace(tokens.text) { isFramesetPossible = false }
    }

    private mutating func startInBody() -> Bool {
        let name = tokens.name
        switch name {
        case .other, .span: insertOrdinary()
        case .p, .div, .ul, .ol, .section, .article, .blockquote, .figure: insertBlock()
        case .a: startLink()
        case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u: startFormatting()
        case .img, .br, .area, .embed, .keygen, .wbr:
            reconstruct()
            insertVoid()
            isFramesetPossible = false
        case .image:
            tokens.name = .img
            tokens.nameRange = 0..<0
            return true
        case .li: startListItem()
        case .dd, .dt: startDefinition()
        case .h1, .h2, .h3, .h4, .h5, .h6:
            closeParagraph()
            if isHTML(current, in: groups.headings) { pop() }
            insertElement()
        case .html, .body, .frameset: startOfPage(name)
        case _ where groups.headTags.contains(name): return inHead(.startTag)
        case _ where groups.blocks.contains(name): insertBlock()
        case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
        case .table:
            if !isQuirky { closeParagraph() }
            insertElement()
            isFramesetPossible = false
            mode = .inTable
        default: startRareInBody(name)
        }
        return false
    }

    private mutating func startRareInBody(_ name: HTMLName) {
        switch name {
        case .pre, .listing:
            insertBlock()
            skipsLineFeed = true
            isFramesetPossible = false
        case .hr, .param, .source, .track:
            if name == .hr {
                closeParagraph()
                isFramesetPossible = false
            }
            insertVoid()
        case .input:
            reconstruct()
            insertVoid()
            if !hasHiddenType { isFramesetPossible = false }
        case .form: startForm()
        case .button: startButton()
        case .nobr: startNobr()
        case .applet, .marquee, .object:
            reconstruct()
            if insertElement() { pushMarker() }
            isFramesetPossible = false
        case .svg, .math: startForeign(name == .svg ? .svg : .math)
        case .plaintext:
            closeParagraph()
            insertElement()
            tokens.content = .plainText
        default: startRawInBody(name)
        }
    }

    private mutating func startRawInBody(_ name: HTMLName) {
        switch name {
        case .textarea:
            insertRaw(.characterData)
            skipsLineFeed = true
            isFramesetPossible = false
        case .xmp:
            closeParagraph()
            reconstruct()
            isFramesetPossible = false
            insertRaw(.rawText)
        case .iframe:
            isFramesetPossible = false
            insertRaw(.rawText)
        case .noembed: insertRaw(.rawText)
        case .select:
            reconstruct()
            insertElement()
            isFramesetPossible = false
            let isInTable: Bool =
                switch mode {
                case .inTable, .inCaption, .inTableBody, .inRow, .inCell: true
                default: false
                }
            mode = isInTable ? .inSelectInTable : .inSelect
        case .optgroup, .option:
            if isHTML(current, .option) { pop() }
            insertOrdinary()
        case .rb, .rtc:
            if hasScope(.ruby) { closeImplied() }
            insertElement()
        case .rp, .rt:
            if hasScope(.ruby) { closeImplied(except: .rtc) }
            insertElement()
        default: insertOrdinary()
        }
    }
}

// MARK: Start tags

private extension HTMLTreeBuilder {
    mutating func insertOrdinary() {
        reconstruct()
        insertElement()
    }

    mutating func insertBlock() {
        closeParagraph()
        insertElement()
    }

    mutating func startOfPage(_ name: HTMLName) {
        guard !isOpen(.template), let first = open.first, context == nil || name == .html else { return }
        if name == .html {
            mergeAttributes(into: first)
        } else if open.count > 1, isHTML(open[1], .body) {
            if name == .body {
                isFramesetPossible = false
                mergeAttributes(into: open[1])
            } else if isFramesetPossible {
                detach(open[1])
                while open.count > 1 { pop() }
                insertElement()
                mode = .inFrameset
            }
        }
    }

    /// Adds the attributes of the tag at hand that an element does not have yet.
    mutating func mergeAttributes(into node: Int32) {
        let old = records[Int(node)]
        let new = tokens.attributeStart..<tokens.attributes.count
        guard !new.isEmpty else { return }
        let wanted = new.map { tokens.attributes[$0] }.filter { found in
            !old.attributePlaces.contains {
                let known = tokens.attributes[$0]
                return known.name == found.name
                    && (found.name != .other
                        || tokens.bytes(known.nameRange) == tokens.bytes(found.nameRange))
            }
        }
        tokens.dropAttributes(from: tokens.attributeStart)
        let all = (old.attributePlaces.map { tokens.attributes[$0] } + wanted).prefix(HTMLTree.attributeLimit)
        guard !wanted.isEmpty, all.count > Int(old.attributeCount) else { return }
        records[Int(node)].attributeStart = Int32(tokens.attributes.count)
        records[Int(node)].attributeCount = UInt8(all.count)
        tokens.attributes += all
        attributeEnd = tokens.attributes.count
    }

    mutating func startLink() {
        if let place = lastFormatting(.a) {
            let node = formatting[place]
            _ = adopt(.a)
            formatting.removeAll { $0 == node }
            if let place = open.lastIndex(of: node) { removeOpen(at: place) }
        }
        startFormatting()
    }

    mutating func startFormatting() {
        reconstruct()
        if insertElement() { pushFormatting(current) }
    }

    mutating func startNobr() {
        reconstruct()
        if hasScope(.nobr) {
            _ = adopt(.nobr)
            reconstruct()
        }
        if insertElement() { pushFormatting(current) }
    }

    mutating func startListItem() {
        isFramesetPossible = false
        if isOpen(.li) { closeOpen { $0 == .li } }
        insertBlock()
    }

    mutating func startDefinition() {
        isFramesetPossible = false
        if isOpen(.dd) || isOpen(.dt) { closeOpen { $0 == .dd || $0 == .dt } }
        insertBlock()
    }

    /// Closes the nearest such item that no list or other block of its own stands between.
    mutating func closeOpen(_ isItem: (HTMLName) -> Bool) {
        for node in open.reversed() {
            let name = records[Int(node)].name
            if records[Int(node)].space == .html, isItem(name) {
                closeImplied(except: name)
                pop(through: name)
                return
            }
            if isSpecial(node), name != .address, name != .div, name != .p { return }
        }
    }

    mutating func startForm() {
        guard form < 0 || isOpen(.template) else { return }
        closeParagraph()
        if insertElement(), !isOpen(.template) { form = current }
    }

    mutating func startButton() {
        if hasScope(.button) {
            closeImplied()
            pop(through: .button)
        }
        reconstruct()
        insertElement()
        isFramesetPossible = false
    }
}

extension HTMLTreeBuilder {
    /// Whether a text has nothing but white space.
    func isSpace(_ range: Range<Int>) -> Bool { tokens.bytes(range).allSatisfy(HTMLBytes.isSpace) }

    /// Whether the tag at hand is an input that nobody sees.
    var hasHiddenType: Bool {
        for attribute in tokens.attributes[tokens.attributeStart...] where attribute.name == .type {
            return tokens.bytes(attribute.value).map { $0 | 32 }.elementsEqual("hidden".utf8)
        }
        return false
    }
}
