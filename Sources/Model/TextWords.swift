// SPDX-License-Identifier: MIT

/// The words of a text as hashes, one after the other.
struct TextWords: IteratorProtocol, Sequence {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    init(_ text: String) { scalars = Array(text.lowercased().unicodeScalars) }

    /// The hash (FNV-1a) of the next run of letters and digits; of scripts without spaces, of each character.
    mutating func next() -> UInt64? {
        while place < scalars.count, !TextWords.isWord(scalars[place]) { place += 1 }
        guard place < scalars.count else { return nil }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let start = place
        while place < scalars.count, TextWords.isWord(scalars[place]) {
            let standsAlone = TextWords.standsAlone(scalars[place])
            if standsAlone, place > start { break }
            hash = (hash ^ UInt64(scalars[place].value)) &* 0x100_0000_01B3
            place += 1
            if standsAlone { break }
        }
        return TextWords.mixed(hash)
    }

    /// Spreads a hash over all bits (the finish of SplitMix64).
    static func mixed(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Kana, Han, Hangul and Thai: no spaces part their words.
    static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF: true
        default: false
        }
    }
}
