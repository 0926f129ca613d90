// SPDX-License-Identifier: MIT

import Model

/// An item as a model reads it: stems and pairs of stems that stand side by side, with their number.
///
/// The title and the first 600 words are read; a stem in the title counts three times. Function words are no
/// stems and part what stands beside them. A stem is known by a number made of its letters, so that a model needs
/// no list of words. English words are folded to plain letters; those of other languages are stemmed as they
/// stand, by their own language's rules, where Snowball has some.
struct Grams {
    /// The stems and pairs, smallest number first, none twice.
    private(set) var grams: [UInt64] = []
    /// How often each of them stands there; the title counts three times.
    private(set) var counts: [Float] = []
    /// How often each of them stands there, in title and text.
    private(set) var standings: [Int] = []
    /// Where each of them first stands.
    private(set) var places: [Place] = []

    private let title: NormalisedText
    private let text: NormalisedText

    /// Some words of the title or of the text.
    struct Place {
        let inTitle: Bool
        let first: Int32
        let last: Int32
    }

    static let wordLimit = 600
    static let titleWeight: Float = 3

    init(in item: Item) {
        let language = item.text.language.map { String($0.prefix { $0 != "-" && $0 != "_" }) } ?? "en"
        title = NormalisedText(item.title, limit: 2000)
        text = NormalisedText(item.text.best, limit: Self.wordLimit * 20)
        var reader = StemReader(language: language.lowercased())
        var found: [Found] = []
        found.reserveCapacity(1200)
        reader.read(title, inTitle: true, limit: 100, into: &found)
        reader.read(text, inTitle: false, limit: Self.wordLimit, into: &found)
        count(found)
    }

    /// The words at a place as they stand there.
    func quote(_ place: Place) -> String {
        (place.inTitle ? title : text).quote(Int(place.first)..<Int(place.last) + 1)
    }

}

/// One gram at one place.
private struct Found {
    let gram: UInt64
    let order: Int32
    let place: Grams.Place
}

private extension Grams {
    mutating func count(_ found: [Found]) {
        let sorted = found.sorted { ($0.gram, $0.order) < ($1.gram, $1.order) }
        grams.reserveCapacity(sorted.count)
        for one in sorted {
            let weight = one.place.inTitle ? Self.titleWeight : 1
            if grams.last == one.gram {
                counts[counts.count - 1] += weight
                standings[standings.count - 1] += 1
            } else {
                grams.append(one.gram)
                counts.append(weight)
                standings.append(1)
                places.append(one.place)
            }
        }
    }
}

/// Makes stems of words, each word once.
private struct StemReader: ~Copyable {
    private let stemmer: Stemmer?
    private let isEnglish: Bool
    private var known: [UInt64: UInt64] = [:]
    private var word: [UInt8] = []

    init(language: String) {
        isEnglish = language == "en"
        stemmer = Stemmer(language: language)
        known.reserveCapacity(512)
    }

    mutating func read(_ text: NormalisedText, inTitle: Bool, limit: Int, into found: inout [Found]) {
        var before: UInt64 = 0
        var beforeIndex = 0
        for index in text.words.indices.prefix(limit) {
            let stem = stem(of: text.words[index], in: text)
            defer { (before, beforeIndex) = (stem, index) }
            guard stem != 0 else { continue }
            let here = Grams.Place(inTitle: inTitle, first: Int32(index), last: Int32(index))
            found.append(Found(gram: stem, order: Int32(found.count), place: here))
            guard before != 0 else { continue }
            let both = Grams.Place(inTitle: inTitle, first: Int32(beforeIndex), last: Int32(index))
            found.append(
                Found(gram: GramNumber.pair(before, stem), order: Int32(found.count), place: both))
        }
    }

    /// The number of a word's stem; 0 for a function word and a single letter.
    private mutating func stem(of place: NormalisedText.Word, in text: NormalisedText) -> UInt64 {
        word.removeAll(keepingCapacity: true)
        let isForeign = text.letters[place.letters].contains(Sign.foreign)
        if isForeign || !isEnglish {
            let asWritten = String(decoding: text.source[place.source], as: UTF8.self).lowercased()
            word.append(contentsOf: asWritten.utf8)
        } else {
            for byte in text.letters[place.letters] {
                word.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
            }
        }
        let number = GramNumber.of(word[...])
        if let stem = known[number] { return stem }
        let stem = newStem()
        known[number] = stem
        return stem
    }

    private func newStem() -> UInt64 {
        if isEnglish, GramNumber.functionWords.contains(GramNumber.of(word[...])) { return 0 }
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
        var number: UInt64 = 0xCBF2_9CE4_8422_2325
        for letter in letters { number = (number ^ UInt64(letter)) &* 0x100_0000_01B3 }
        return mixed(number)
    }

    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mixed(first &* 0x9E37_79B9_7F4A_7C15 &+ second)
    }

    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return max(mixed ^ (mixed >> 31), 1)
    }
}
