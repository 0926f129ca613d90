// SPDX-License-Identifier: MIT

/// What the tokenizer found; the details are its members.
enum HTMLTokenKind {
    case text, startTag, endTag, comment, doctype, end
}

/// Cuts HTML into tags, comments and runs of text, in one pass that never goes back.
///
/// Texts are ranges: below `input.count` they lie in the input, above in what had to be written anew (`extra`), as
/// references resolved. So most of a page is never copied.
///
/// **Source**: the HTML standard, section 13.2.5.
struct HTMLTokenizer {
    /// How the text after a tag is read.
    enum Content {
        case data, characterData, rawText, script, plainText
    }

    let input: [UInt8]
    var extra: [UInt8] = []
    var attributes: [HTMLTree.Attribute] = []
    var content = Content.data
    /// Whether `<![CDATA[` is one: only in foreign content.
    var allowsCharacterDataSections = false
    var index = 0

    /// Of a tag: its name, whether it closes itself, and where its attributes begin in `attributes`.
    var name = HTMLName.other
    var nameRange: Range<Int> = 0..<0
    var isSelfClosing = false
    var attributeStart = 0
    /// Of text or a comment: where it is.
    var text: Range<Int> = 0..<0
    /// Of a document type declaration: what follows the word.
    var doctype: Range<Int> = 0..<0
    /// The last start tag, whose end tag ends raw text.
    var lastStart: Range<Int> = 0..<0

    let table = HTMLNameTable.shared
    /// Whether there are zero bytes, which need care.
    let hasZeros: Bool

    init(_ bytes: [UInt8]) {
        input = HTMLBytes.normalised(bytes)
        hasZeros = input.firstPlace(of: 0, from: 0) != nil
    }

    /// The byte at a place of a range of text.
    @inline(__always)
    func byte(_ place: Int) -> UInt8 {
        place < input.count ? input[place] : extra[place - input.count]
    }

    func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        range.upperBound <= input.count
            ? input[range] : extra[(range.lowerBound - input.count)..<(range.upperBound - input.count)]
    }

    /// Goes to the next token.
    mutating func next() -> HTMLTokenKind {
        guard index < input.count else { return .end }
        switch content {
        case .data: return inData()
        case .plainText:
            text = withoutZeros(index..<input.count, replacing: true)
            index = input.count
            return .text
        case .characterData, .rawText, .script: return inRawText()
        }
    }

    /// Forgets the attributes of a tag that nobody took: those from a place in the list on.
    @inline(__always)
    mutating func dropAttributes(from end: Int) {
        if attributes.count > end { attributes.removeLast(attributes.count - end) }
    }
}

private extension HTMLTokenizer {
    mutating func inData() -> HTMLTokenKind {
        let start = index
        while index < input.count {
            guard let sign = input.firstPlace(of: UInt8(ascii: "<"), from: index) else {
                index = input.count
                break
            }
            index = sign
            if isMarkup(sign) {
                if sign > start { break }
                if let kind = markup() { return kind }
                return next()
            }
            index = sign + 1
        }
        guard index > start else { return .end }
        text = resolved(start..<index, isAttribute: false)
        return .text
    }

    /// Whether the `<` at a place begins a tag, a comment or the like.
    func isMarkup(_ place: Int) -> Bool {
        guard place + 1 < input.count else { return false }
        switch input[place + 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case UInt8(ascii: "/"): return place + 2 < input.count
        case let byte: return HTMLBytes.isLetter(byte)
        }
    }

    /// Reads what begins with the `<` here; nil for what is no token, as `</>`.
    mutating func markup() -> HTMLTokenKind? {
        let after = index + 1
        switch input[after] {
        case UInt8(ascii: "!"): return declaration(after + 1)
        case UInt8(ascii: "?"): return bogusComment(after)
        case UInt8(ascii: "/"):
            if HTMLBytes.isLetter(input[after + 1]) { return tag(at: after + 1, isEnd: true) }
            if input[after + 1] == UInt8(ascii: ">") {
                index = after + 2
                return nil
            }
            return bogusComment(after + 1)
        default: return tag(at: after, isEnd: false)
        }
    }

    mutating func bogusComment(_ start: Int) -> HTMLTokenKind {
        let close = input.firstPlace(of: UInt8(ascii: ">"), from: start)
        text = start..<(close ?? input.count)
        index = close.map { $0 + 1 } ?? input.count
        return .comment
    }

    mutating func declaration(_ start: Int) -> HTMLTokenKind {
        if input.has("--", at: start) { return comment(start + 2) }
        if input.hasLetters("doctype", at: start) {
            let close = input.firstPlace(of: UInt8(ascii: ">"), from: start) ?? input.count
            doctype = (start + 7)..<close
            index = min(close + 1, input.count)
            return .doctype
        }
        if allowsCharacterDataSections, input.has("[CDATA[", at: start) {
            let inner = start + 7
            let close = input.firstPlace(of: "]]>", from: inner)
            text = inner..<(close ?? input.count)
            index = close.map { $0 + 3 } ?? input.count
            if text.isEmpty { return next() }
            text = withoutZeros(text, replacing: true)
            return .text
        }
        return bogusComment(start)
    }

    mutating func comment(_ start: Int) -> HTMLTokenKind {
        if input.has(">", at: start) || input.has("->", at: start) {
            text = start..<start
            index = start + (input[start] == UInt8(ascii: ">") ? 1 : 2)
            return .comment
        }
        var place = start
        while let dash = input.firstPlace(of: UInt8(ascii: "-"), from: place) {
            if input.has("->", at: dash + 1) || input.has("-!>", at: dash + 1) {
                text = start..<dash
                index = dash + (input[dash + 2] == UInt8(ascii: ">") ? 3 : 4)
                return .comment
            }
            place = dash + 1
        }
        text = start..<endOfOpenComment(from: start)
        index = input.count
        return .comment
    }

    /// Dashes at the end of a page are half an end, and no part of the comment.
    func endOfOpenComment(from start: Int) -> Int {
        for half: StaticString in ["--!", "--", "-"] {
            let place = input.count - half.utf8CodeUnitCount
            if place >= start, input.has(half, at: place) { return place }
        }
        return input.count
    }
}

// MARK: Raw text

private extension HTMLTokenizer {
    /// Text up to the end tag of the element whose start tag came last.
    mutating func inRawText() -> HTMLTokenKind {
        let start = index
        let close = content == .script ? endOfScript(from: start) : endTag(from: start)
        index = close ?? input.count
        guard index > start else {
            content = .data
            return next()
        }
        text = start..<index
        text =
            content == .characterData
            ? resolved(text, isAttribute: false, replacingZeros: true) : withoutZeros(text, replacing: true)
        content = .data
        return .text
    }

    /// Where the end tag begins that ends the raw text.
    func endTag(from start: Int) -> Int? {
        var place = start
        while let sign = input.firstPlace(of: UInt8(ascii: "<"), from: place) {
            if isEndTag(at: sign) { return sign }
            place = sign + 1
        }
        return nil
    }

    func isEndTag(at sign: Int) -> Bool {
        guard input.has("/", at: sign + 1) else { return false }
        return isLastStart(at: sign + 2)
    }

    func isLastStart(at place: Int) -> Bool {
        let end = place + lastStart.count
        guard end < input.count, HTMLBytes.endsName(input[end]) else { return false }
        for offset in 0..<lastStart.count
        where input[place + offset] | 32 != byte(lastStart.lowerBound + offset) | 32 {
            return false
        }
        return true
    }

    /// As ``endTag(from:)``, with the comments in scripts that hide end tags.
    func endOfScript(from start: Int) -> Int? {
        var place = start
        var commentEnd = 0
        var isDouble = false
        while let sign = input.firstPlace(of: UInt8(ascii: "<"), from: place) {
            if sign >= commentEnd, commentEnd != 0 { (commentEnd, isDouble) = (0, false) }
            if isEndTag(at: sign) {
                if !isDouble { return sign }
                isDouble = false
            } else if commentEnd == 0, input.has("!--", at: sign + 1) {
                commentEnd = input.firstPlace(of: "-->", from: sign + 2).map { $0 + 3 } ?? Int.max
            } else if commentEnd != 0, !isDouble, isLastStart(at: sign + 1) {
                isDouble = true
            }
            place = sign + 1
        }
        return nil
    }
}
