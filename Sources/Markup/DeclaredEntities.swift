// SPDX-License-Identifier: MIT

/// The entities of a document's own DTD subset, as far as they are harmless.
struct DeclaredEntities {
    private var texts: [String: [UInt8]] = [:]
    private var spent = 0
    /// A document has one declaration; what looks like another is passed over.
    private var isRead = false

    private static let lengthLimit = 1024
    private static let totalLimit = 65536

    /// Reads a document type declaration and gives the place after it.
    mutating func read(_ bytes: [UInt8], from start: Int) throws(MarkupError) -> Int {
        let reach = min(bytes.count, start + 65536)
        guard let end = bytes[start..<reach].firstIndex(where: { $0 == 0x3E || $0 == 0x5B }) else {
            return bytes.count
        }
        guard bytes[end] == UInt8(ascii: "["), !isRead else { return end + 1 }
        isRead = true
        guard let close = bytes.place(of: "]", from: end), let after = bytes.place(of: ">", from: close)
        else {
            return bytes.count
        }
        try declare(String(decoding: bytes[end..<close], as: UTF8.self))
        return after + 1
    }

    /// The reference at an ampersand: the document's own, else XML's or HTML's.
    mutating func reference(in bytes: [UInt8], at start: Int) -> (text: [UInt8], end: Int)? {
        if !texts.isEmpty, let semicolon = bytes[start...].prefix(64).firstIndex(of: UInt8(ascii: ";")) {
            let name = String(decoding: bytes[(start + 1)..<semicolon], as: UTF8.self)
            if let text = texts[name] {
                spent += text.count
                return (spent > Self.totalLimit ? [] : text, semicolon + 1)
            }
        }
        guard let found = HTMLEntities.reference(in: bytes, at: start) else { return nil }
        return (Array(String(found.character).utf8), found.end)
    }

    private mutating func declare(_ subset: String) throws(MarkupError) {
        for declaration in subset.split(separator: "<!ENTITY").dropFirst() {
            let words = declaration.prefix { $0 != ">" }
            if words.drop(while: \.isWhitespace).first == "%" {
                throw .unsafe(reason: "it has parameter entities")
            }
            guard let match = words.firstMatch(of: /^\s+(\S+)\s+(SYSTEM|PUBLIC|"[^"]*"|'[^']*')/) else {
                continue
            }
            let value = match.2
            if value == "SYSTEM" || value == "PUBLIC" {
                texts[String(match.1)] = []
                continue
            }
            let text = String(value.dropFirst().dropLast())
            let inner = HTMLEntities.decoded(text)
            if inner.contains("&") || text.contains("%") {
                throw .unsafe(reason: "its entities refer to others")
            }
            if text.utf8.count > Self.lengthLimit { throw .unsafe(reason: "it has a long entity") }
            texts[String(match.1)] = Array(inner.replacing("<", with: "").utf8)
        }
    }
}
