// SPDX-License-Identifier: MIT

/// A text as the matcher reads it: its words as plain letters, each with its place in the text.
///
/// Accents are folded, possessive endings and apostrophes dropped, `&` read as "and". Letters of other
/// scripts stay in their words as a byte that no term has.
struct NormalisedText {
    /// The text as it came, UTF-8.
    let source: [UInt8]
    /// The letters and digits of all words, ASCII, capitals kept.
    private(set) var letters: [UInt8] = []
    /// The words in the text's order.
    private(set) var words: [Word] = []
    /// How many letters of other scripts it has.
    private(set) var foreignLetterCount = 0

    /// One word.
    struct Word {
        /// Where its letters are.
        let letters: Range<Int>
        /// Where it stands in the source, in bytes.
        let source: Range<Int>
        /// Whether it is written in capitals (AI, CRMs).
        let isCapitals: Bool
        /// Whether a term may go on in the next word: only a space or a hyphen lies between.
        var joinsNext = false
    }

    /// Reads a text as far as the limit.
    ///
    /// **Units**: the limit counts Unicode scalars.
    init(_ text: String, limit: Int = 200_000) {
        source = Array(text.utf8)
        letters.reserveCapacity(source.count)
        words.reserveCapacity(source.count / 5)
        var reader = Reader(gap: Gap())
        var position = 0
        var scalars = 0
        while position < source.count, scalars < limit {
            let (sign, length) = Sign.read(source, at: position)
            take(sign, at: position..<(position + length), with: &reader)
            position += length
            scalars += 1
        }
        close(&reader)
    }

    /// Whether more than half of its letters are of other scripts.
    var isMostlyForeign: Bool { foreignLetterCount * 2 > letters.count }

    /// A range of words as they stand in the source; not empty.
    func quote(_ range: Range<Int>) -> String {
        String(decoding: source[bytes(of: range)], as: UTF8.self)
    }

    /// Where a range of words, not empty, stands in the source.
    func bytes(of range: Range<Int>) -> Range<Int> {
        words[range.lowerBound].source.lowerBound..<words[range.upperBound - 1].source.upperBound
    }
}

/// What stands where one word is being read.
private struct Reader {
    var gap: Gap
    var lettersStart = 0
    var start = 0
    var end = 0
    var isOpen = false
    /// Where letters after an apostrophe begin, to drop a possessive.
    var apostrophe: (letters: Int, end: Int)?
}

/// What lies between two words.
private struct Gap {
    var lineBreaks = 0
    var isWide = false
    var hyphenAfterSpace = false
    var isBroken = false

    mutating func add(_ sign: Sign) {
        switch sign {
        case .space:
            if hyphenAfterSpace { isBroken = true }
            isWide = true
        case .lineBreak:
            lineBreaks += 1
            isWide = true
        case .hyphen: hyphenAfterSpace = hyphenAfterSpace || isWide
        case .apostrophe: isBroken = isBroken || isWide
        default: isBroken = true
        }
    }

    var joins: Bool { !isBroken && lineBreaks < 2 }
}

private extension NormalisedText {
    mutating func take(_ sign: Sign, at place: Range<Int>, with reader: inout Reader) {
        switch sign {
        case .letter(let first, let second):
            open(&reader, at: place.lowerBound)
            letters.append(first)
            if second != 0 { letters.append(second) }
            if first == Sign.foreign { foreignLetterCount += 1 }
            reader.end = place.upperBound
        case .invisible: break
        case .apostrophe where reader.isOpen && reader.apostrophe == nil:
            reader.apostrophe = (letters.count, reader.end)
        case .ampersand:
            close(&reader)
            open(&reader, at: place.lowerBound)
            letters.append(contentsOf: "and".utf8)
            reader.end = place.upperBound
            close(&reader)
        default:
            close(&reader)
            reader.gap.add(sign)
        }
    }

    func isPossessive(_ apostrophe: (letters: Int, end: Int)) -> Bool {
        letters.count == apostrophe.letters
            || (letters.count == apostrophe.letters + 1
                && letters[apostrophe.letters] | 0x20 == UInt8(ascii: "s"))
    }

    mutating func open(_ reader: inout Reader, at start: Int) {
        guard !reader.isOpen else { return }
        if !words.isEmpty { words[words.count - 1].joinsNext = reader.gap.joins }
        reader = Reader(gap: Gap(), lettersStart: letters.count, start: start, end: start, isOpen: true)
    }

    mutating func close(_ reader: inout Reader) {
        guard reader.isOpen else { return }
        if let apostrophe = reader.apostrophe, isPossessive(apostrophe) {
            letters.removeSubrange(apostrophe.letters...)
            reader.end = apostrophe.end
        }
        let range = reader.lettersStart..<letters.count
        words.append(
            Word(letters: range, source: reader.start..<reader.end, isCapitals: isCapitals(range)))
        reader = Reader(gap: Gap())
    }

    /// Two capitals or more, then perhaps a plural s.
    func isCapitals(_ range: Range<Int>) -> Bool {
        var capitals = 0
        for index in range {
            switch letters[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): continue
            case UInt8(ascii: "s") where index == range.upperBound - 1: continue
            default: return false
            }
        }
        return capitals > 1
    }
}
