// SPDX-License-Identifier: MIT

/// Tags and words as they are written.
extension HTMLCleaning {
    mutating func write(_ letters: StaticString) {
        out.append(
            contentsOf: UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount))
    }

    // MARK: Start tags

    /// Begins a start tag; attributes may follow, and one of the `finish` verbs must.
    mutating func start(_ name: HTMLName) {
        open.append(Open(name: name, start: out.count, end: 0, wasAtEdge: isAtEdge))
        out += rules.start(name)
    }

    mutating func finish() {
        out.append(UInt8(ascii: ">"))
        let name = open[open.count - 1].name
        open[open.count - 1].end = out.count
        if rules.isInline(name) { formats.insert(name) } else { isAtEdge = true }
    }

    /// Unsays the start tag that was begun last.
    mutating func takeBack() {
        guard let last = open.popLast() else { return }
        out.removeLast(out.count - last.start)
    }

    // MARK: End tags

    /// Ends elements until no more than `depth` are open.
    ///
    /// What is empty is taken back, if that joins no words that a block has kept apart.
    mutating func close(to depth: Int, beforeBlock: Bool = false) {
        while open.count > depth, let last = open.popLast() {
            let isInline = rules.isInline(last.name)
            if isInline { formats.remove(last.name) }
            if open.count == lines { lines = -1 }
            let isEmpty = out.count == last.end && (last.isImplied || rules.emptied.contains(last.name))
            if isEmpty, isInline || last.wasAtEdge || beforeBlock {
                out.removeLast(out.count - last.start)
                isAtEdge = last.wasAtEdge
                continue
            }
            out += rules.end(last.name)
            if !isInline { isAtEdge = true }
        }
    }

    // MARK: Words

    mutating func write(text range: Range<Int>) {
        var range = range
        let name = top
        if rules.skeleton.contains(name) { return }
        if name == .pre, out.count == open[open.count - 1].end { range = withoutFirstLines(range) }
        if range.isEmpty { return }
        if !isSpace(range) {
            openImplied(in: name)
            escape(tree.bytes, range)
            contentEnd = out.count
            isAtEdge = false
        } else if name != .ul, name != .ol, name != .dl {
            escape(tree.bytes, range)
        }
    }

    private func isSpace(_ range: Range<Int>) -> Bool {
        for place in range where tree.bytes[place] > 0x20 { return false }
        return true
    }

    /// Browsers drop a line feed after `<pre>`, and not all write it again, so there is none.
    private func withoutFirstLines(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, tree.bytes[start] == 0x0A || tree.bytes[start] == 0x0D { start += 1 }
        return start..<range.upperBound
    }

    /// Writes words for use between tags, or in quotes, without control characters.
    mutating func escape(_ bytes: [UInt8], _ range: Range<Int>, inQuotes: Bool = false) {
        // Bits of the bytes below 64 that are not written as they are: controls, `&`, `<`, `>`; in quotes also `"`.
        let special: UInt64 = 0xFFFF_F9FF | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E | (inQuotes ? 1 << 0x22 : 0)
        var done = range.lowerBound
        for place in range {
            let byte = bytes[place]
            if byte > 0x3E ? byte != 0x7F : special >> UInt64(byte) & 1 == 0 { continue }
            if place > done { out += bytes[done..<place] }
            done = place + 1
            switch byte {
            case UInt8(ascii: "&"): write("&amp;")
            case UInt8(ascii: "<"): write("&lt;")
            case UInt8(ascii: ">"): write("&gt;")
            case UInt8(ascii: "\""): write("&quot;")
            case 0x0D: out.append(0x0A)
            default: break
            }
        }
        if range.upperBound > done { out += bytes[done..<range.upperBound] }
    }
}
