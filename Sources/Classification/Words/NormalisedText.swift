// SPDX-License-Identifier: MIT

/// A text as the matcher reads it: its words as plain letters, each with its place in the text.
///
/// Accents are folded, possessive endings and apostrophes dropped, `&` read as "and". Letters of other
/// scripts stay in their words as a byte that no term has.
struct NormalisedText {
    /// The text as it came, UTF-8, as far as it may have been read.
    let source: [UInt8]
    /// The letters and digits of all words, ASCII, capitals kept.
    let letters: [UInt8]
    /// The words in the text's order.
    let words: [Word]
    /// How many letters of other scripts it has.
    let foreignLetterCount: Int

    /// One word.
    struct Word {
        fileprivate let lettersStart: Int32
        fileprivate let lettersEnd: Int32
        fileprivate let start: Int32
        fileprivate let end: Int32
        /// Whether it is written in capitals (AI, CRMs).
        let isCapitals: Bool
        /// Whether a term may go on in the next word: only a space or a hyphen lies between.
        var joinsNext = false

        /// Where its letters are.
        var letters: Range<Int> { Int(lettersStart)..<Int(lettersEnd) }
        /// Where it stands in the source, in bytes.
        var source: Range<Int> { Int(start)..<Int(end) }
    }

    /// Reads a text as far as the limit.
    ///
    /// **Units**: the limit counts Unicode scalars.
    init(_ text: String, limit: Int = 200_000) {
        var (text, words, foreign) = (text, [Word](), 0)
        (source, letters) = text.withUTF8 { all in
            let bytes = UnsafeBufferPointer(rebasing: all.prefix(limit * 4))
            // One byte may be three letters: &.
            let letters = [UInt8](unsafeUninitializedCapacity: bytes.count * 3) { room, filled in
                var reader = WordReader(writingTo: room, from: bytes.count)
                reader.read(bytes, limit: limit)
                (filled, words, foreign) = (reader.count, reader.words, reader.foreignLetterCount)
            }
            return (Array(bytes), letters)
        }
        self.words = words
        foreignLetterCount = foreign
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

/// Reads the words of a text, one after the other.
private struct WordReader {
    /// How many letters there are.
    private(set) var count = 0
    private(set) var words: [NormalisedText.Word] = []
    private(set) var foreignLetterCount = 0

    private let letters: UnsafeMutableBufferPointer<UInt8>
    private var gap = Gap()
    private var isOpen = false
    private var lettersStart = 0
    private var start = 0
    private var end = 0
    /// Where letters after an apostrophe begin, to drop a possessive; -1 for none.
    private var apostrophe = -1
    private var apostropheEnd = 0

    init(writingTo letters: UnsafeMutableBufferPointer<UInt8>, from size: Int) {
        self.letters = letters
        words.reserveCapacity(size / 4)
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) {
        var position = 0
        var scalars = 0
        while position < bytes.count, scalars < limit {
            let byte = bytes[position]
            if Sign.isPlainLetter(byte) {
                let first = position
                position = copyLetters(bytes, from: first, to: min(bytes.count, first + limit - scalars))
                scalars += position - first
            } else if byte == UInt8(ascii: " ") {
                scalars += 1
                position += 1
                close()
                gap.add(.space)
            } else {
                scalars += 1
                let (sign, length) = Sign.read(bytes, at: position)
                take(sign, at: position..<(position + length))
                position += length
            }
        }
        close()
    }

    /// Copies letters as long as there are some.
    ///
    /// - Returns: where they end.
    private mutating func copyLetters(
        _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, to last: Int
    ) -> Int {
        if !isOpen { open(at: first) }
        var position = first
        var place = count
        repeat {
            letters[place] = bytes[position]
            place &+= 1
            position &+= 1
        } while position < last && Sign.isPlainLetter(bytes[position])
        count = place
        end = position
        return position
    }

    private mutating func take(_ sign: Sign, at place: Range<Int>) {
        switch sign {
        case .letter(let first, let second):
            if !isOpen { open(at: place.lowerBound) }
            put(first)
            if second != 0 { put(second) }
            if first == Sign.foreign { foreignLetterCount += 1 }
            end = place.upperBound
        case .invisible: break
        case .apostrophe where isOpen && apostrophe < 0: (apostrophe, apostropheEnd) = (count, end)
        case .ampersand:
            close()
            open(at: place.lowerBound)
            for letter in "and".utf8 { put(letter) }
            end = place.upperBound
            close()
        default:
            close()
            gap.add(sign)
        }
    }

    private mutating func put(_ letter: UInt8) {
        letters[count] = letter
        count += 1
    }

    private mutating func open(at place: Int) {
        if !words.isEmpty { words[words.count - 1].joinsNext = gap.joins }
        gap = Gap()
        (lettersStart, start, end) = (count, place, place)
        isOpen = true
    }

    private mutating func close() {
        guard isOpen else { return }
        if apostrophe >= 0 {
            if isPossessive { (count, end) = (apostrophe, apostropheEnd) }
            apostrophe = -1
        }
        words.append(
            NormalisedText.Word(
                lettersStart: Int32(lettersStart), lettersEnd: Int32(count), start: Int32(start),
                end: Int32(end), isCapitals: isCapitals))
        isOpen = false
    }

    private var isPossessive: Bool {
        count == apostrophe
            || (count == apostrophe + 1 && letters[apostrophe] | 0x20 == UInt8(ascii: "s"))
    }

    /// Two capitals or more, then perhaps a plural s.
    private var isCapitals: Bool {
        var capitals = 0
        for index in lettersStart..<count {
            switch letters[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): continue
            case UInt8(ascii: "s") where index == count - 1: continue
            default: return false
            }
        }
        return capitals > 1
    }
}

/// What lies between two words.
private struct Gap {
    private var lineBreaks = 0
    private var isWide = false
    private var hyphenAfterSpace = false
    private var isBroken = false

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
