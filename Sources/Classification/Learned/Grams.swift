// SPDX-License-Identifier: MIT

import Model

/// An item as a model reads it: stems and pairs of stems that stand side by side, with their number.
///
/// The title and the first 600 words are read; a stem in the title counts three times. Function words are no
/// stems and part what stands beside them. A stem is known by a number made of its letters, so that a model needs
/// no list of words. English words are folded to plain letters; those of other languages are stemmed as they
/// stand, by their own language's rules, where Snowball has some.
struct Grams {
    /// The stems and pairs in the order in which they come, none twice.
    private(set) var grams: [UInt64] = []
    /// How often each of them stands there, in title and text.
    private(set) var standings: [Standing] = []
    /// Where each of them first stands.
    private(set) var places: [Place] = []

    /// How often a gram stands in an item.
    struct Standing {
        var inTitle: UInt16 = 0
        var inText: UInt16 = 0

        /// In title and text.
        var count: Int { Int(inTitle) + Int(inText) }
        /// The same, the title three times.
        var weighed: Int { 3 * Int(inTitle) + Int(inText) }
    }

    /// Some words of the title or of the text.
    struct Place {
        let inTitle: Bool
        let first: Int32
        let last: Int32
    }

    static let wordLimit = 600
    static let titleLimit = 100

    /// - Parameter memory: makes reading faster and changes nothing else.
    init(in item: ReadItem, remembering memory: inout WordMemory) {
        grams.reserveCapacity(1200)
        standings.reserveCapacity(1200)
        places.reserveCapacity(1200)
        var numbers = NumberTable<Int32>(blank: 0, room: 1200)
        var reader = StemReader(language: item.language, stems: memory.take(item.language))
        read(item.title, inTitle: true, limit: Self.titleLimit, by: &reader, &numbers)
        read(item.text, inTitle: false, limit: Self.wordLimit, by: &reader, &numbers)
        memory.keep(reader.stems, of: item.language)
    }

    /// The same without its places and without spare room, for keeping many.
    var withoutPlaces: Grams {
        var small = self
        small.places = []
        small.grams = grams.map { $0 }
        small.standings = standings.map { $0 }
        return small
    }
}

private extension Grams {
    mutating func read(
        _ text: NormalisedText, inTitle: Bool, limit: Int, by reader: inout StemReader,
        _ numbers: inout NumberTable<Int32>
    ) {
        var before: UInt64 = 0
        var beforeIndex: Int32 = 0
        for index in 0..<Int32(min(text.words.count, limit)) {
            let stem = reader.stem(of: text.words[Int(index)], in: text)
            if stem != 0 {
                add(stem, Place(inTitle: inTitle, first: index, last: index), &numbers)
                if before != 0 {
                    let both = Place(inTitle: inTitle, first: beforeIndex, last: index)
                    add(GramNumber.pair(before, stem), both, &numbers)
                }
            }
            (before, beforeIndex) = (stem, index)
        }
    }

    mutating func add(_ gram: UInt64, _ place: Place, _ numbers: inout NumberTable<Int32>) {
        let number = Int(numbers.insert(Int32(grams.count), for: gram))
        if number == grams.count {
            grams.append(gram)
            standings.append(Standing())
            places.append(place)
        }
        if place.inTitle { standings[number].inTitle += 1 } else { standings[number].inText += 1 }
    }
}

/// Makes stems of words, each word once.
private struct StemReader: ~Copyable {
    /// The stems by the numbers of the words as they are written.
    private(set) var stems: NumberTable<UInt64>
    private let language: String
    private let isEnglish: Bool
    /// Made for the first word that is new.
    private var stemmer: Stemmer?
    private var hasStemmer = false

    init(language: String, stems: NumberTable<UInt64>) {
        (self.language, self.stems) = (language, stems)
        isEnglish = language == "en"
    }

    /// The number of a word's stem; 0 for a function word and a single letter.
    mutating func stem(of place: NormalisedText.Word, in text: NormalisedText) -> UInt64 {
        let letters = place.letters
        let isPlain = isEnglish && !text.letters[letters].contains(Sign.foreign)
        let number =
            isPlain ? GramNumber.ofPlain(text.letters[letters]) : ~GramNumber.of(text.source[place.source])
        if let stem = stems[number] { return stem }
        let word =
            isPlain
            ? text.letters[letters].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
            : Array(String(decoding: text.source[place.source], as: UTF8.self).lowercased().utf8)
        return stems.insert(newStem(of: word), for: number)
    }

    private mutating func newStem(of word: [UInt8]) -> UInt64 {
        if isEnglish, GramNumber.functionWords.contains(GramNumber.of(word[...])) { return 0 }
        if !hasStemmer {
            stemmer = Stemmer(language: language)
            hasStemmer = true
        }
        let stem = stemmer?.stem(word[...]) ?? word
        return stem.count > 1 ? GramNumber.of(stem[...]) : 0
    }
}

/// The numbers by which stems are known.
///
/// **Source**: FNV-1a, 64 bits, with the last step of SplitMix64. Among a million stems two share a number once in
/// thirty million libraries.
enum GramNumber {
    static let functionWords = Set(FunctionWords.english.map { of(Array($0.utf8)[...]) })

    static func of(_ letters: ArraySlice<UInt8>) -> UInt64 {
        var number = start
        for letter in letters { number = (number ^ UInt64(letter)) &* factor }
        return mixed(number)
    }

    /// The number of letters and digits of ASCII as if all were small.
    static func ofPlain(_ letters: ArraySlice<UInt8>) -> UInt64 {
        var number = start
        for letter in letters {
            let small = letter &- 0x41 < 26 ? letter | 0x20 : letter
            number = (number ^ UInt64(small)) &* factor
        }
        return mixed(number)
    }

    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mixed(first &* 0x9E37_79B9_7F4A_7C15 &+ second)
    }

    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let factor: UInt64 = 0x100_0000_01B3

    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return max(mixed ^ (mixed >> 31), 1)
    }
}
