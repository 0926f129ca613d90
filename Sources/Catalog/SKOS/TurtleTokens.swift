// SPDX-License-Identifier: MIT

/// The words and marks of a Turtle document, one after the other.
struct TurtleTokens {
    /// One of them.
    enum Token: Equatable {
        /// `@prefix`, `@base`, or the same without the sign.
        case directive(String)
        /// What stands between `<` and `>`.
        case address(String)
        /// `skos:Concept`, `_:b1` or `skos:`.
        case name(prefix: String, rest: String)
        /// A text, with its language in small letters; its kind, such as a date, is passed over.
        case text(String, language: String)
        /// A number, true, false or `a`.
        case word(String)
        /// One of `. ; , [ ] ( )`.
        case mark(Character)
    }

    private let file: String
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    init(_ text: String, file: String) {
        self.file = file
        bytes = Array(text.utf8)
    }

    /// A mistake on the present line.
    func wrong(_ message: String) -> Mistake { Mistake(file: file, line: line, message: message) }

    /// The next one; nil at the end.
    mutating func next() throws(Mistake) -> Token? {
        skipSpace()
        guard let byte = current else { return nil }
        switch byte {
        case UInt8(ascii: "<"): return .address(try address())
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try text(byte)
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"),
            UInt8(ascii: ","):
            place += 1
            return .mark(Character(Unicode.Scalar(byte)))
        case UInt8(ascii: ".") where !isDigit(at: place + 1):
            place += 1
            return .mark(".")
        default: return try word()
        }
    }
}

private extension TurtleTokens {
    var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    func isDigit(at place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }

    mutating func skipSpace() {
        while let byte = current {
            if byte == UInt8(ascii: "#") {
                while let byte = current, byte != 10 { place += 1 }
            } else if byte <= 32 {
                if byte == 10 { line += 1 }
                place += 1
            } else {
                return
            }
        }
    }

    mutating func address() throws(Mistake) -> String {
        place += 1
        let start = place
        while let byte = current, byte != UInt8(ascii: ">"), byte > 32 { place += 1 }
        guard current == UInt8(ascii: ">") else { throw wrong("no Turtle: an address without its >") }
        let found = String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        return found.contains("\\") ? try unescaped(found) : found
    }

    /// A text in one or three quotation marks, with what follows of its language or kind.
    mutating func text(_ quote: UInt8) throws(Mistake) -> Token {
        let isLong = place + 2 < bytes.count && bytes[place + 1] == quote && bytes[place + 2] == quote
        let begun = line
        place += isLong ? 3 : 1
        let start = place
        while let byte = current {
            if byte == UInt8(ascii: "\\") {
                place += 2
                continue
            }
            let isEnd =
                byte == quote
                && (!isLong
                    || place + 2 < bytes.count && bytes[place + 1] == quote && bytes[place + 2] == quote)
            if isEnd { break }
            if byte == 10 {
                if !isLong { break }
                line += 1
            }
            place += 1
        }
        guard place < bytes.count, bytes[place] == quote else {
            throw Mistake(file: file, line: begun, message: "no Turtle: a text without its end")
        }
        let raw = String(decoding: bytes[start..<place], as: UTF8.self)
        place += isLong ? 3 : 1
        return .text(raw.contains("\\") ? try unescaped(raw) : raw, language: try language())
    }

    /// What follows a text: `@en`, or `^^` and a kind, which is passed over.
    mutating func language() throws(Mistake) -> String {
        if current == UInt8(ascii: "@") {
            place += 1
            let start = place
            while let byte = current, byte == UInt8(ascii: "-") || isNameByte(byte), byte != UInt8(ascii: ".")
            {
                place += 1
            }
            return String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
        }
        if current == UInt8(ascii: "^"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "^") {
            place += 2
            _ = try next()
        }
        return ""
    }

    func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "\\"), 0x80...:
            true
        default: false
        }
    }

    mutating func word() throws(Mistake) -> Token {
        let start = place
        if current == UInt8(ascii: "@") { place += 1 }
        while let byte = current, isNameByte(byte) {
            // What a backslash stands before belongs to the name, whatever it is.
            place = min(place + (byte == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
        }
        // A dot at the end ends the statement and not the name.
        while place > start, bytes[place - 1] == UInt8(ascii: ".") { place -= 1 }
        guard place > start else { throw wrong("no Turtle: a sign that has no place here") }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        if ["@prefix", "@base", "prefix", "base"].contains(word.lowercased()) { return .directive(word) }
        guard let colon = word.firstIndex(of: ":") else { return .word(word) }
        let rest = String(word[word.index(after: colon)...].filter { $0 != "\\" })
        return .name(prefix: String(word[..<colon]), rest: rest)
    }

    /// A text with its escapes resolved.
    func unescaped(_ text: String) throws(Mistake) -> String {
        var out = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\\" else {
                out.append(scalar)
                continue
            }
            guard let sign = scalars.next() else { throw wrong("no Turtle: a \\ at the end of a text") }
            switch sign {
            case "n": out.append("\n")
            case "t": out.append("\t")
            case "r": out.append("\r")
            case "b", "f": out.append(" ")
            case "u", "U":
                let digits = String(
                    String.UnicodeScalarView((0..<(sign == "u" ? 4 : 8)).compactMap { _ in scalars.next() }))
                guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
                    throw wrong("no Turtle: \\\(sign)\(digits) is no letter")
                }
                out.append(scalar)
            default: out.append(sign)
            }
        }
        return String(out)
    }
}
