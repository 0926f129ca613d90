// SPDX-License-Identifier: MIT

/// SVG and MathML inside HTML.
///
/// **Source**: the HTML standard, section 13.2.6.5.
extension HTMLTreeBuilder {
    /// Whether the rules for foreign content read the token.
    func isForForeign(_ token: HTMLTokenKind) -> Bool {
        let space = currentSpace
        if space == .html || token == .end || open.isEmpty { return false }
        let name = open.count == 1 ? context ?? currentName : currentName
        if space == .math, isMathTextPoint(name) {
            if token == .text { return false }
            if token == .startTag, tokens.name != .mglyph, tokens.name != .malignmark { return false }
        }
        if space == .math, name == .annotationXML, token == .startTag, tokens.name == .svg { return false }
        if token == .text || token == .startTag, isHTMLPoint(space, name) { return false }
        return true
    }

    private func isHTMLPoint(_ space: HTMLTree.Space, _ name: HTMLName) -> Bool {
        if space == .svg { return name == .foreignobject || name == .desc || name == .title }
        guard name == .annotationXML else { return false }
        let record = records[Int(current)]
        for place in record.attributePlaces where tokens.attributes[place].name == .encoding {
            let value = String(decoding: tokens.bytes(tokens.attributes[place].value), as: UTF8.self)
                .lowercased()
            return value == "text/html" || value == "application/xhtml+xml"
        }
        return false
    }

    mutating func startForeign(_ space: HTMLTree.Space) {
        reconstruct()
        if insertElement(space), tokens.isSelfClosing { pop() }
    }

    mutating func inForeign(_ token: HTMLTokenKind) -> Bool {
        switch token {
        case .text:
            insertText(tokens.text)
            if isFramesetPossible, !isSpace(tokens.text) { isFramesetPossible = false }
        case .comment: insertComment()
        case .doctype, .end: break
        case .startTag:
            if isBreakout { return leaveForeign(.startTag) }
            if insertElement(currentSpace), tokens.isSelfClosing { pop() }
        case .endTag:
            if tokens.name == .br || tokens.name == .p { return leaveForeign(.endTag) }
            return endInForeign()
        }
        return false
    }

    private var isBreakout: Bool {
        if groups.breakout.contains(tokens.name) { return true }
        guard tokens.name == .font else { return false }
        return tokens.attributes[tokens.attributeStart...].contains {
            $0.name == .color || $0.name == .face || $0.name == .size
        }
    }

    private mutating func leaveForeign(_ token: HTMLTokenKind) -> Bool {
        while open.count > 1 {
            let (space, name) = (currentSpace, currentName)
            if space == .html || isHTMLPoint(space, name) || space == .math && isMathTextPoint(name) { break }
            pop()
        }
        return takeInMode(token)
    }

    /// An end tag closes the element of its name, as far as foreign elements go; then HTML's own rules apply.
    private mutating func endInForeign() -> Bool {
        var place = open.count - 1
        while place > 0 {
            let record = records[Int(open[place])]
            if record.space == .html { return takeInMode(.endTag) }
            if record.name == tokens.name, tokens.name != .other || isSpelledLikeTag(open[place]) {
                while open.count > place { pop() }
                return false
            }
            place -= 1
        }
        return false
    }
}
