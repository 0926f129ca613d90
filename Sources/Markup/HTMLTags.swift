// SPDX-License-Identifier: MIT

/// A start tag of an HTML page.
public struct HTMLTag: Hashable, Sendable {
    /// Its name in lower case.
    public let name: String
    /// Its attributes in order, each name once and in lower case, references in the values resolved.
    public let attributes: [Attribute]

    /// A name and a value; empty where the page gives none.
    public struct Attribute: Hashable, Sendable {
        /// The name in lower case.
        public let name: String
        /// The value.
        public let value: String
    }

    /// The value of an attribute, without white space around it; `name` is in lower case.
    public func value(_ name: String) -> String? {
        guard let raw = attributes.first(where: { $0.name == name })?.value else { return nil }
        return String(
            raw.trimmingPrefix(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// The words of an attribute such as `rel`, in lower case.
    public func words(_ name: String) -> [String] {
        (value(name) ?? "").lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

/// Finds the start tags of an HTML page: what it links to, and nothing else of it.
///
/// Nothing is run, fetched or built. Comments, scripts, styles and other raw text are passed over as browsers
/// do.
public enum HTMLTags {
    /// The most bytes of a page that are looked at.
    public static let byteLimit = 2 << 20
    /// The most tags of a page that are looked at, end tags and unwanted ones among them.
    public static let tagLimit = 20_000
    /// The most attributes of one tag that are kept.
    public static let attributeLimit = 64

    /// The tags with one of some names, in the page's order.
    ///
    /// **Shape**: `html` is UTF-8, `names` are in lower case; never fails. A page over a limit is read up to
    /// it, a tag that is cut off by the end is none. Every byte is looked at once, so time grows with length
    /// alone.
    /// **Source**: the HTML standard, section 13.2.5 (tokenization), without the states that only scripts
    /// need.
    public static func read(_ html: [UInt8], named names: Set<String>) -> [HTMLTag] {
        var reading = HTMLTagReading(bytes: html, names: names)
        reading.run()
        return reading.found
    }
}

private struct HTMLTagReading {
    let bytes: [UInt8]
    let names: Set<String>
    private(set) var found: [HTMLTag] = []
    private var index = 0
    private let end: Int
    private var tagsLeft = HTMLTags.tagLimit

    private static let raw: Set<String> = [
        "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
    ]

    init(bytes: [UInt8], names: Set<String>) {
        self.bytes = bytes
        self.names = names
        self.end = min(bytes.count, HTMLTags.byteLimit)
    }

    mutating func run() {
        while tagsLeft > 0, let start = place(of: UInt8(ascii: "<")), start + 1 < end {
            index = start + 1
            switch bytes[index] {
            case UInt8(ascii: "!"): declaration()
            case UInt8(ascii: "?"): pass(UInt8(ascii: ">"))
            case UInt8(ascii: "/"): endTag()
            case let byte where HTMLTagReading.isLetter(byte): startTag()
            default: continue
            }
        }
    }

    private mutating func declaration() {
        guard bytes.has("!--", at: index) else { return pass(UInt8(ascii: ">")) }
        index += 3
        if bytes.has(">", at: index) || bytes.has("->", at: index) { return pass(UInt8(ascii: ">")) }
        while let dash = place(of: UInt8(ascii: "-")) {
            index = dash + 1
            if bytes.has("->", at: index) || bytes.has("-!>", at: index) { return pass(UInt8(ascii: ">")) }
        }
        index = end
    }

    private mutating func endTag() {
        index += 1
        guard index < end, HTMLTagReading.isLetter(bytes[index]) else { return pass(UInt8(ascii: ">")) }
        tagsLeft -= 1
        _ = name()
        _ = attributes(areKept: false)
    }

    private mutating func startTag() {
        tagsLeft -= 1
        let name = name()
        guard let attributes = attributes(areKept: names.contains(name)) else { return }
        if names.contains(name) { found.append(HTMLTag(name: name, attributes: attributes)) }
        if name == "plaintext" { index = end }
        if HTMLTagReading.raw.contains(name) { rawText(of: name) }
    }

    /// Passes over what is no markup up to the element's end tag, which is left to be read.
    private mutating func rawText(of name: String) {
        let wanted = Array(name.utf8)
        while let start = place(of: UInt8(ascii: "<")) {
            index = start + 1
            let after = start + 2 + wanted.count
            guard bytes.has("/", at: index), after < end, HTMLTagReading.endsName(bytes[after]) else {
                continue
            }
            if zip(bytes[(start + 2)..<after], wanted).allSatisfy({ $0 | 32 == $1 }) {
                index = start
                return
            }
        }
        index = end
    }
}

private extension HTMLTagReading {
    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 32) }
    static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }
    static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    /// The next place of a byte from here on.
    func place(of byte: UInt8) -> Int? { index < end ? bytes[index..<end].firstIndex(of: byte) : nil }

    /// Goes behind the next such byte.
    mutating func pass(_ byte: UInt8) { index = place(of: byte).map { $0 + 1 } ?? end }

    mutating func skip(while isPassed: (UInt8) -> Bool) {
        while index < end, isPassed(bytes[index]) { index += 1 }
    }

    mutating func name() -> String {
        let start = index
        skip { !HTMLTagReading.endsName($0) }
        return index - start > 64 ? "" : text(start..<index).lowercased()
    }

    /// The attributes of a tag up to its `>`; nil when the page ends first.
    mutating func attributes(areKept: Bool) -> [HTMLTag.Attribute]? {
        var kept: [HTMLTag.Attribute] = []
        while true {
            skip { HTMLTagReading.isSpace($0) || $0 == UInt8(ascii: "/") }
            guard index < end else { return nil }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                return kept
            }
            let start = index
            index += 1
            skip { !HTMLTagReading.endsName($0) && $0 != UInt8(ascii: "=") }
            let nameEnd = index
            guard let value = value() else { return nil }
            guard areKept, kept.count < HTMLTags.attributeLimit, nameEnd - start <= 64 else { continue }
            let name = text(start..<nameEnd).lowercased()
            if kept.contains(where: { $0.name == name }) { continue }
            kept.append(.init(name: name, value: HTMLEntities.decoded(attribute: text(value))))
        }
    }

    /// The range of the value that follows an attribute's name, empty where there is none; nil when the page
    /// ends first.
    mutating func value() -> Range<Int>? {
        skip(while: HTMLTagReading.isSpace)
        guard index < end else { return nil }
        guard bytes[index] == UInt8(ascii: "=") else { return index..<index }
        index += 1
        skip(while: HTMLTagReading.isSpace)
        guard index < end else { return nil }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = index + 1
            index = start
            guard let close = place(of: quote) else {
                index = end
                return nil
            }
            index = close + 1
            return start..<close
        }
        let start = index
        skip { !HTMLTagReading.isSpace($0) && $0 != UInt8(ascii: ">") }
        return start..<index
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
