// SPDX-License-Identifier: MIT

/// The elements that stand open while broken XML is read, and the namespaces in force.
struct TolerantElements {
    let depthLimit: Int
    private var open: [(name: String, code: Int)] = []
    /// The prefixes that open elements declare, with the depth of each.
    private var declared: [(depth: Int, prefix: String)] = []
    /// What each prefix stands for, the innermost declaration last.
    private var namespaces: [String: [String]] = ["xml": ["http://www.w3.org/XML/1998/namespace"]]
    private var codes: [XMLName: Int] = [:]
    private var attributeCodes: [XMLName: Int] = [:]
    /// Elements below the depth limit, which are counted and not reported.
    private var buried = 0
    /// How many elements of each name (in lower case) stand open, so that a stray end tag is known at once.
    private var counts: [String: Int] = [:]

    init(depthLimit: Int) { self.depthLimit = depthLimit }

    var isEmpty: Bool { open.isEmpty }
    var innermost: String? { open.last?.name }

    mutating func open(_ name: String, _ attributes: [(String, String)], _ handler: any XMLHandler) {
        guard open.count < depthLimit else {
            buried += 1
            return
        }
        var kept: [XMLAttribute] = []
        var values: [UInt8] = []
        for (attribute, value) in attributes {
            let (prefix, local) = split(attribute)
            if prefix == "xmlns" {
                declare(local, value)
            } else if prefix.isEmpty, local == "xmlns" {
                declare("", value)
            } else {
                let name = XMLName(namespace: "", prefix: prefix, local: local)
                guard let code = code(ofAttribute: name, handler), !kept.contains(where: { $0.code == code })
                else { continue }
                let start = values.count
                values.append(contentsOf: value.utf8)
                kept.append(XMLAttribute(code: code, value: start..<values.count))
            }
        }
        let code = code(of: name, handler)
        open.append((name, code))
        counts[name.lowercased(), default: 0] += 1
        handler.open(code, attributes: kept.span, values: values.span)
    }

    mutating func close(_ name: String, _ handler: any XMLHandler) {
        if buried > 0 {
            buried -= 1
            return
        }
        guard counts[name.lowercased(), default: 0] > 0 else { return }
        guard let place = open.lastIndex(where: { isSame($0.name, name) }) else { return }
        while open.count > place {
            let last = open.removeLast()
            forget(last.name.lowercased())
            handler.close(last.code)
            while let last = declared.last, last.depth > open.count {
                declared.removeLast()
                namespaces[last.prefix]?.removeLast()
                if namespaces[last.prefix]?.isEmpty == true { namespaces[last.prefix] = nil }
            }
        }
    }

    private func isSame(_ left: String, _ right: String) -> Bool {
        left == right || left.utf8.count == right.utf8.count && left.lowercased() == right.lowercased()
    }

    private func split(_ name: String) -> (prefix: String, local: String) {
        guard let colon = name.firstIndex(of: ":") else { return ("", name) }
        return (String(name[..<colon]), String(name[name.index(after: colon)...]))
    }

    private mutating func declare(_ prefix: String, _ namespace: String) {
        declared.append((open.count + 1, prefix))
        namespaces[prefix, default: []].append(namespace)
    }

    private mutating func forget(_ name: String) {
        guard let count = counts[name] else { return }
        counts[name] = count > 1 ? count - 1 : nil
    }

    /// A document of so many different names is no feed, and what it calls its elements is not kept.
    private static let nameLimit = 50_000

    private mutating func code(of name: String, _ handler: any XMLHandler) -> Int {
        let (prefix, local) = split(name)
        let namespace = namespaces[prefix]?.last ?? ""
        var whole = XMLName(namespace: namespace, prefix: prefix, local: local)
        if let known = codes[whole] { return known }
        if codes.count >= Self.nameLimit {
            whole = XMLName(namespace: "", prefix: "", local: "")
            if let known = codes[whole] { return known }
        }
        let code = handler.code(for: whole)
        codes[whole] = code
        return code
    }

    /// Nil for one name too many.
    private mutating func code(ofAttribute name: XMLName, _ handler: any XMLHandler) -> Int? {
        if let known = attributeCodes[name] { return known }
        guard attributeCodes.count < Self.nameLimit else { return nil }
        let code = handler.code(forAttribute: name)
        attributeCodes[name] = code
        return code
    }
}

/// Finds the next quotation mark, remembering what it saw so that time grows with length alone.
struct QuoteFinder {
    private var double = -1
    private var single = -1

    /// The place of the next such mark, or the number of bytes when there is none.
    mutating func next(_ quote: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        let isDouble = quote == 0x22
        let known = isDouble ? double : single
        if known >= start { return known }
        let found = start < bytes.count ? bytes[start...].firstIndex(of: quote) ?? bytes.count : bytes.count
        if isDouble { double = found } else { single = found }
        return found
    }
}

/// One tag of broken XML, from its name to its `>`.
struct TolerantTag {
    private(set) var name = ""
    private(set) var end = 0
    private(set) var isTag = false
    private(set) var isEmpty = false
    private(set) var values: [(name: String, range: Range<Int>)] = []

    /// Reads from the first byte of the name; `isTag` is false for a `<` that begins no tag.
    init(bytes: [UInt8], from start: Int, attributeLimit: Int, quotes: inout QuoteFinder) {
        guard start < bytes.count, Self.isNameStart(bytes[start]) else { return }
        var place = Self.endOfName(bytes, start)
        name = String(decoding: bytes[start..<place], as: UTF8.self)
        guard place < bytes.count, Self.endsName(bytes[place]) else { return }
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ">"):
                isTag = true
                isEmpty = bytes[place - 1] == UInt8(ascii: "/")
                end = place + 1
                return
            case UInt8(ascii: "<"): return
            case 0x00...0x20, UInt8(ascii: "/"): place += 1
            default: place = attribute(bytes, place, attributeLimit, &quotes)
            }
        }
    }

    private mutating func attribute(
        _ bytes: [UInt8], _ start: Int, _ limit: Int, _ quotes: inout QuoteFinder
    ) -> Int {
        let nameEnd = Self.endOfAttributeName(bytes, start)
        var place = nameEnd
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { return max(nameEnd, start + 1) }
        place += 1
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        let value = Self.value(bytes, place, &quotes)
        if values.count < limit, nameEnd > start {
            values.append((String(decoding: bytes[start..<nameEnd], as: UTF8.self), value.range))
        }
        return value.end
    }

    private static func value(
        _ bytes: [UInt8], _ start: Int, _ quotes: inout QuoteFinder
    ) -> (range: Range<Int>, end: Int) {
        guard start < bytes.count else { return (start..<start, start) }
        let quote = bytes[start]
        if quote == 0x22 || quote == 0x27 {
            let close = quotes.next(quote, in: bytes, from: start + 1)
            if close < min(bytes.count, start + 65536) { return ((start + 1)..<close, close + 1) }
        }
        var place = start
        while place < bytes.count, bytes[place] > 0x20, bytes[place] != UInt8(ascii: ">"),
            bytes[place] != UInt8(ascii: "<")
        { place += 1 }
        return (start..<place, max(place, start + (place < bytes.count && bytes[place] <= 0x20 ? 1 : 0)))
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 32) || byte == UInt8(ascii: "_") || byte >= 0xC3
    }

    private static func endOfName(_ bytes: [UInt8], _ start: Int) -> Int {
        var place = start
        while place < bytes.count, place - start < 256 {
            let byte = bytes[place]
            let isPart =
                isNameStart(byte) || (0x30...0x3A).contains(byte) || byte == 0x2D || byte == 0x2E
                || byte >= 0x80
            if !isPart { break }
            place += 1
        }
        return place
    }

    private static func endOfAttributeName(_ bytes: [UInt8], _ start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] > 0x20, bytes[place] != UInt8(ascii: "="),
            bytes[place] != UInt8(ascii: ">"), bytes[place] != UInt8(ascii: "<"),
            bytes[place] != UInt8(ascii: "/")
        { place += 1 }
        return place
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }
}
