// SPDX-License-Identifier: MIT

/// A word, a mark or an address of a text that may speak of a licence.
struct LicenceToken: Hashable {
    /// The word in lower case without accents; a mark as itself; empty for an address.
    let word: String
    /// Whether it is a mark and no word.
    let isMark: Bool
    /// The licence that can be read at this address.
    let licence: Licence?
    /// Where it stands, in bytes of the text.
    let range: Range<Int>
}

/// Cuts a text into tokens, in time that grows with its length alone.
///
/// **Shape**: hyphens part words; `U.S.C.` and `4.0` are one word each; `isn't` is `isnt`; a line break, `|` and `·`
/// are the mark `.`, which also ends a sentence. Dashes, `/` and brackets are marks.
struct LicenceTokens {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var tokens: [LicenceToken] = []

    /// Reads a text; what stands behind the limit is not read.
    init(_ text: String, byteLimit: Int = 16_384) {
        bytes = Array(text.utf8.prefix(byteLimit))
        while place < bytes.count { step() }
    }

    /// The words of the text between two places.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

private extension LicenceTokens {
    mutating func step() {
        let byte = bytes[place]
        if isAddress {
            readAddress()
        } else if byte < 0x80 {
            if LicenceTokens.isLetter(byte) {
                readWord()
            } else {
                readMark(byte)
            }
        } else if LicenceFolding.letters(in: bytes, at: place) != nil {
            readWord()
        } else {
            readWideMark()
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }

    func peek(_ offset: Int) -> UInt8 {
        place + offset < bytes.count && place + offset >= 0 ? bytes[place + offset] : 0
    }

    /// Whether an address begins here: a scheme, or a host of licences.
    var isAddress: Bool {
        let before = peek(-1)
        guard !LicenceTokens.isLetter(before), before != UInt8(ascii: ".") else { return false }
        return LicenceTokens.addressStarts.contains { start in
            place + start.count <= bytes.count
                && zip(bytes[place...], start).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
    }

    static let addressStarts = [
        "https://", "http://", "www.", "creativecommons.org/", "nationalarchives.gov.uk/", "opensource.org/",
    ].map { Array($0.utf8) }

    mutating func readAddress() {
        let start = place
        while place < bytes.count, bytes[place] > 0x20,
            !"\"'<>)]".utf8.contains(bytes[place])
        {
            place += 1
        }
        var end = place
        while end > start, ".,;:".utf8.contains(bytes[end - 1]) { end -= 1 }
        place = max(end, start + 1)
        let raw = String(decoding: bytes[start..<place], as: UTF8.self)
        let address = WebAddress(raw.lowercased().hasPrefix("http") ? raw : "https://" + raw)
        tokens.append(
            LicenceToken(
                word: "", isMark: false, licence: address.flatMap { Licence(at: $0) }, range: start..<place))
    }

    mutating func readWord() {
        let start = place
        var word: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            if LicenceTokens.isLetter(byte) {
                word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                place += 1
            } else if byte >= 0x80, let (letters, count) = LicenceFolding.letters(in: bytes, at: place) {
                word.append(contentsOf: letters)
                place += count
            } else if byte == UInt8(ascii: "."), isDotOfWord(word) {
                if word.last.map({ (0x30...0x39).contains($0) }) == true { word.append(byte) }
                place += 1
            } else if let count = apostropheOfWord {
                place += count
            } else {
                break
            }
        }
        tokens.append(
            LicenceToken(
                word: String(decoding: word, as: UTF8.self), isMark: false, licence: nil, range: start..<place
            ))
    }

    /// Whether a full stop belongs to the word, as in `4.0`, `U.S.C.` and `e.g.` they do.
    func isDotOfWord(_ word: [UInt8]) -> Bool {
        let before = peek(-1)
        let after = peek(1)
        if (0x30...0x39).contains(before) { return (0x30...0x39).contains(after) }
        let isShort = word.count == 1 || peek(-2) == UInt8(ascii: ".")
        if word == [UInt8(ascii: "v")] { return (0x30...0x39).contains(after) || after == 0x20 }
        return isShort && before >= 0x41 && (LicenceTokens.isLetter(after) || peek(-2) == UInt8(ascii: "."))
    }

    /// The length of an apostrophe before `t`, as in `isn't`.
    var apostropheOfWord: Int? {
        if bytes[place] == UInt8(ascii: "'"), peek(1) | 0x20 == UInt8(ascii: "t"),
            !LicenceTokens.isLetter(peek(2))
        {
            return 1
        }
        let isCurly = bytes[place] == 0xE2 && peek(1) == 0x80 && peek(2) == 0x99
        return isCurly && peek(3) | 0x20 == UInt8(ascii: "t") && !LicenceTokens.isLetter(peek(4)) ? 3 : nil
    }

    mutating func readMark(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "|"): mark(".", 1)
        case UInt8(ascii: "-") where peek(-1) == 0x20 && peek(1) == 0x20: mark("-", 1)
        case UInt8(ascii: ".") where isInitial: place += 1
        case 0...0x20, UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "*"): place += 1
        case UInt8(ascii: "("):
            if peek(1) | 0x20 == UInt8(ascii: "c"), peek(2) == UInt8(ascii: ")") {
                mark("©", 3)
            } else {
                mark("(", 1)
            }
        default: mark(String(UnicodeScalar(byte)), 1)
        }
    }

    /// Whether a full stop stands behind one letter, as in `A. Author`.
    var isInitial: Bool {
        guard let last = tokens.last, !last.isMark else { return false }
        return last.range.upperBound == place && last.range.count == 1 && peek(-1) >= 0x41
    }

    mutating func readWideMark() {
        var count = 1
        while place + count < bytes.count, bytes[place + count] & 0xC0 == 0x80 { count += 1 }
        switch String(decoding: bytes[place..<(place + count)], as: UTF8.self) {
        case "©": mark("©", count)
        case "·", "•", "…", "。": mark(".", count)
        case "–", "—": mark("-", count)
        case "“", "«", "„": mark("“", count)
        case "”", "»": mark("”", count)
        default: place += count
        }
    }

    mutating func mark(_ mark: String, _ count: Int) {
        tokens.append(
            LicenceToken(word: mark, isMark: true, licence: nil, range: place..<(place + count)))
        place += count
    }
}

/// Letters of Western Europe without their accents.
enum LicenceFolding {
    /// The plain letters that a letter beyond ASCII stands for, and its length in bytes; nil for what is no letter.
    static func letters(in bytes: [UInt8], at place: Int) -> (letters: [UInt8], count: Int)? {
        let lead = bytes[place]
        guard place + 1 < bytes.count, (0xC3...0xDF).contains(lead) else {
            // Other scripts: a letter like any other, kept as it is.
            guard lead >= 0xE3, place + 2 < bytes.count else { return nil }
            let count = lead >= 0xF0 ? 4 : 3
            guard place + count <= bytes.count, !(lead == 0xE3 && bytes[place + 1] == 0x80) else {
                return nil
            }
            return (Array(bytes[place..<(place + count)]), count)
        }
        let scalar = UInt32(lead & 0x1F) << 6 | UInt32(bytes[place + 1] & 0x3F)
        return (plain[scalar] ?? Array(bytes[place...(place + 1)]), 2)
    }

    private static let plain: [UInt32: [UInt8]] = {
        var plain: [UInt32: [UInt8]] = [:]
        let groups = [
            "a": "àáâãäå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ", "o": "òóôõöø", "u": "ùúûü",
            "y": "ýÿ", "ss": "ß", "ae": "æ", "oe": "œ",
        ]
        for (letters, accented) in groups {
            for scalar in accented.unicodeScalars {
                plain[scalar.value] = Array(letters.utf8)
                let capital = scalar.properties.uppercaseMapping.unicodeScalars
                if capital.count == 1, let first = capital.first { plain[first.value] = Array(letters.utf8) }
            }
        }
        return plain
    }()
}
