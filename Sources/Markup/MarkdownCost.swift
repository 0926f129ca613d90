// SPDX-License-Identifier: MIT

/// What a Markdown text could cost to read, estimated in one pass before the parser sees it.
///
/// libcmark-gfm is linear for almost everything. Three things make it take time or room with the square of its input: rows of
/// brackets in one paragraph, rows of `@` in one paragraph, and links by reference, each of which gets its own copy of
/// the address. Tables with very many columns are the fourth.
struct MarkdownCost {
    private let bytes: Int
    private(set) var cells = 0
    /// The sum of the squares of the brackets, and of the at signs, of each paragraph.
    private var brackets = 0
    private var ats = 0
    /// Bytes that links by reference could come to.
    private var references = 0

    private static let bracketLimit = 400_000_000
    private static let atLimit = 4_000_000_000
    private static let referenceLimit = 64 << 20

    init(_ markdown: String) {
        bytes = markdown.utf8.count
        var markdown = markdown
        markdown.withUTF8 { count(UnsafeBufferPointer(rebasing: $0[...])) }
    }

    func check(_ limits: MarkdownRenderer.Limits) throws(MarkdownError) {
        guard bytes <= limits.bytes else { throw .tooLong(bytes: bytes, limit: limits.bytes) }
        guard cells <= limits.cells else { throw .tooManyCells(limit: limits.cells) }
        guard brackets <= Self.bracketLimit, ats <= Self.atLimit, references <= Self.referenceLimit else {
            throw .tooTangled
        }
    }
}

private extension MarkdownCost {
    /// A piece of text without a blank line.
    struct Block {
        var rows = 0
        var widest = 0
        var brackets = 0
        var ats = 0
        /// Bytes since something began that may say what a link by reference leads to; nil before.
        var definition: Int?
        /// Whether its title may go on over lines.
        var isTitleOpen = false
    }

    /// What stands in a line.
    struct Line {
        var bytes = 0
        var bars = 0
        var brackets = 0
        var ats = 0
        var closing = 0
        var first = UInt8(0)
        var last = UInt8(0)
        var beforeLast = UInt8(0)
        /// Where a definition begins: `]:`.
        var isDefinition = false
        /// How many of each there are after that, or in the whole line.
        var double = 0
        var single = 0
        var round = 0

        /// Whether a title could begin here and not end here; in doubt, it could.
        var leavesTitleOpen: Bool {
            let kinds = [double, single, round].filter { $0 > 0 }
            guard let count = kinds.first else { return false }
            let isClosed = "\"')".utf8.contains(last) && beforeLast != UInt8(ascii: "\\") && count > 1
            return kinds.count > 1 || !isClosed
        }

        mutating func take(_ byte: UInt8) {
            bytes += 1
            if byte == 0x20 || byte == 0x09 || byte == 0x0D { return }
            if first == 0 { first = byte }
            switch byte {
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: "["): brackets += 1
            case UInt8(ascii: "]"): closing += 1
            case UInt8(ascii: "@"): ats += 1
            case UInt8(ascii: "\""): double += 1
            case UInt8(ascii: "'"): single += 1
            case UInt8(ascii: "("), UInt8(ascii: ")"): round += 1
            case UInt8(ascii: ":"):
                if last == UInt8(ascii: "]"), !isDefinition {
                    isDefinition = true
                    (double, single, round) = (0, 0, 0)
                }
            default: break
            }
            (beforeLast, last) = (last, byte)
        }
    }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>) {
        var (block, line) = (Block(), Line())
        var (closing, longest) = (0, 0)
        func endLine() {
            closing += line.closing
            if line.first == 0 {
                end(block)
                block = Block()
            } else {
                block.add(line)
                longest = max(longest, block.definition ?? 0)
            }
            line = Line()
        }
        for byte in text {
            if byte == UInt8(ascii: "\n") { endLine() } else { line.take(byte) }
        }
        endLine()
        end(block)
        references = closing * longest
    }

    mutating func end(_ block: Block) {
        cells += block.widest * block.rows
        brackets += block.brackets * block.brackets
        ats += block.ats * block.ats
    }
}

private extension MarkdownCost.Block {
    mutating func add(_ line: MarkdownCost.Line) {
        rows += 1
        widest = max(widest, line.bars)
        brackets += line.brackets
        ats += line.ats
        if line.isDefinition, definition == nil || line.first == UInt8(ascii: "[") && !isTitleOpen {
            definition = 0
        }
        guard let before = definition else { return }
        definition = before + line.bytes
        if line.leavesTitleOpen { isTitleOpen = true }
    }
}
