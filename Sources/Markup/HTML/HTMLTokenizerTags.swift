// SPDX-License-Identifier: MIT

/// Tags with their attributes, and references in them and in text.
extension HTMLTokenizer {
    /// Reads the tag whose name begins at `start`; `.end` when the input ends inside it.
    mutating func tag(at start: Int, isEnd: Bool) -> HTMLTokenKind {
        index = start
        (name, nameRange) = readName(endingAtEquals: false)
        isSelfClosing = false
        attributeStart = attributes.count
        guard readAttributes() else {
            index = input.count
            dropAttributes(from: attributeStart)
            return .end
        }
        if isEnd {
            dropAttributes(from: attributeStart)
            return .endTag
        }
        lastStart = nameRange
        return .startTag
    }

    private mutating func readName(endingAtEquals: Bool) -> (HTMLName, Range<Int>) {
        let start = index
        var key = HTMLNameKey()
        var isLower = true
        while index < input.count {
            var byte = input[index]
            if HTMLBytes.endsName(byte) || endingAtEquals && byte == UInt8(ascii: "=") && index > start {
                break
            }
            if byte &- 0x41 < 26 {
                byte |= 32
                isLower = false
            } else if byte == 0 {
                isLower = false
                key.spoil()
            }
            key.add(byte)
            index += 1
        }
        let found = table.name(key)
        if isLower || found != .other { return (found, start..<index) }
        return (found, lowered(start..<index))
    }

    private mutating func lowered(_ range: Range<Int>) -> Range<Int> {
        let start = extra.count
        for byte in input[range] {
            if byte == 0 {
                extra.append(contentsOf: [0xEF, 0xBF, 0xBD])
            } else {
                extra.append(byte &- 0x41 < 26 ? byte | 32 : byte)
            }
        }
        return (start + input.count)..<(extra.count + input.count)
    }

    /// Whether the tag's `>` was found.
    private mutating func readAttributes() -> Bool {
        while index < input.count {
            let byte = input[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return true
            }
            if byte == UInt8(ascii: "/") {
                index += 1
                if index < input.count, input[index] == UInt8(ascii: ">") { isSelfClosing = true }
            } else if HTMLBytes.isSpace(byte) {
                index += 1
            } else if !readAttribute() {
                return false
            }
        }
        return false
    }

    private mutating func readAttribute() -> Bool {
        let (name, range) = readName(endingAtEquals: true)
        while index < input.count, HTMLBytes.isSpace(input[index]) { index += 1 }
        guard index < input.count else { return false }
        guard input[index] == UInt8(ascii: "=") else {
            keep(name, range, index..<index)
            return true
        }
        index += 1
        while index < input.count, HTMLBytes.isSpace(input[index]) { index += 1 }
        guard index < input.count else { return false }
        guard let value = readValue() else { return false }
        keep(name, range, value)
        return true
    }

    private mutating func readValue() -> Range<Int>? {
        let quote = input[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = input.firstPlace(of: quote, from: index + 1) else { return nil }
            let range = (index + 1)..<close
            index = close + 1
            return range
        }
        let start = index
        while index < input.count, !HTMLBytes.isSpace(input[index]), input[index] != UInt8(ascii: ">") {
            index += 1
        }
        return start..<index
    }

    private mutating func keep(_ name: HTMLName, _ range: Range<Int>, _ value: Range<Int>) {
        let first = attributeStart
        guard attributes.count - first < HTMLTree.attributeLimit else { return }
        for place in first..<attributes.count where attributes[place].name == name {
            if name != .other || isSame(attributes[place].nameRange, range) { return }
        }
        let value = resolved(value, isAttribute: true, replacingZeros: true)
        attributes.append(HTMLTree.Attribute(name: name, nameRange: range, value: value))
    }

    private func isSame(_ one: Range<Int>, _ two: Range<Int>) -> Bool {
        guard one.count == two.count else { return false }
        for offset in 0..<one.count where byte(one.lowerBound + offset) != byte(two.lowerBound + offset) {
            return false
        }
        return true
    }
}

// MARK: References

extension HTMLTokenizer {
    /// The range with its references resolved; zero bytes are dropped or become U+FFFD.
    mutating func resolved(_ range: Range<Int>, isAttribute: Bool, replacingZeros: Bool = false) -> Range<Int>
    {
        var place = range.lowerBound
        var done = place
        let start = extra.count
        while let sign = input.firstPlace(of: UInt8(ascii: "&"), in: place..<range.upperBound) {
            place = sign + 1
            guard
                let found = HTMLReference(
                    in: input, at: sign, before: range.upperBound, isAttribute: isAttribute)
            else { continue }
            extra.append(contentsOf: input[done..<sign])
            found.append(to: &extra)
            place = found.end
            done = place
        }
        guard done > range.lowerBound else { return withoutZeros(range, replacing: replacingZeros) }
        extra.append(contentsOf: input[done..<range.upperBound])
        return withoutZeros((start + input.count)..<(extra.count + input.count), replacing: replacingZeros)
    }

    /// The range without its zero bytes.
    mutating func withoutZeros(_ range: Range<Int>, replacing: Bool) -> Range<Int> {
        guard hasZeros, bytes(range).contains(0) else { return range }
        let start = extra.count
        for byte in Array(bytes(range)) {
            if byte != 0 {
                extra.append(byte)
            } else if replacing {
                extra.append(contentsOf: [0xEF, 0xBF, 0xBD])
            }
        }
        return (start + input.count)..<(extra.count + input.count)
    }
}
