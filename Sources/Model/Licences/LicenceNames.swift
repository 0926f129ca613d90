// SPDX-License-Identifier: MIT

/// A licence as it is named in a row of tokens.
struct LicenceMention: Hashable {
    /// The licence; nil where its name is not whole, such as `CC BY` without a version.
    let licence: Licence?
    /// Where the name stands, in tokens.
    let range: Range<Int>
}

/// Finds the names of licences: Creative Commons in seven languages, the Open Government Licence, and a few more.
struct LicenceNames {
    private let tokens: [LicenceToken]

    init(_ tokens: [LicenceToken]) { self.tokens = tokens }

    /// All names, in order, none within another.
    func mentions() -> [LicenceMention] {
        var found: [LicenceMention] = []
        var place = 0
        while place < tokens.count {
            if let mention = mention(at: place) {
                found.append(mention)
                place = mention.range.upperBound
            } else {
                place += 1
            }
        }
        return found
    }
}

private extension LicenceNames {
    func word(_ place: Int) -> String { place < tokens.count ? tokens[place].word : "" }

    /// The place behind some words, if they stand here.
    func end(of words: [String], at place: Int) -> Int? {
        guard place + words.count <= tokens.count else { return nil }
        for (offset, wanted) in words.enumerated() where tokens[place + offset].word != wanted { return nil }
        return place + words.count
    }

    func mention(at place: Int) -> LicenceMention? {
        if let licence = tokens[place].licence {
            return LicenceMention(licence: licence, range: place..<(place + 1))
        }
        switch tokens[place].word {
        case "creative", "cc", "cc0": return creativeCommons(at: place)
        case "open": return openGovernment(at: place)
        case "ogl":
            let found = version(after: place + 1, skipping: ["uk", "version", "v", "("])
            guard let found, found.number != "1.0" else { return nil }
            return LicenceMention(licence: Licence(id: "OGL-UK-\(found.number)"), range: place..<found.end)
        case "public":
            guard let end = end(of: ["public", "domain", "mark"], at: place) else { return nil }
            return LicenceMention(
                licence: Licence(id: "PDM-1.0"), range: place..<(version(after: end)?.end ?? end))
        case "gfdl", "gnu": return freeDocumentation(at: place)
        case "mit":
            let next = word(place + 1)
            guard next.hasPrefix("licen") || next == "lizenz" else { return nil }
            return LicenceMention(licence: Licence(id: "MIT"), range: place..<(place + 2))
        case "apache":
            let found = version(after: place + 1, skipping: ["license", "licence", ",", "version", "v"])
            guard let found, found.number == "2.0" else { return nil }
            return LicenceMention(licence: Licence(id: "Apache-2.0"), range: place..<found.end)
        default: return reserved(at: place)
        }
    }

    /// A version behind a place, with the place behind it: `4.0`, `v4.0`, `4`.
    func version(after place: Int, skipping: Set<String> = []) -> (number: String, end: Int)? {
        var place = place
        var skipped = 0
        while skipped < 8, skipping.contains(word(place)) {
            place += 1
            skipped += 1
        }
        var number = Substring(word(place))
        if number.first == "v" { number.removeFirst() }
        let digits = Array(number.utf8)
        guard let first = digits.first, (0x31...0x39).contains(first) else { return nil }
        if digits.count == 1 { return ("\(number).0", place + 1) }
        guard digits.count == 3, digits[1] == UInt8(ascii: "."), (0x30...0x39).contains(digits[2]) else {
            return nil
        }
        return (String(number), place + 1)
    }

    /// `CC BY-SA 4.0`, `Creative Commons Attribution-ShareAlike 4.0 International`, `CC0`.
    func creativeCommons(at start: Int) -> LicenceMention? {
        var place = start + 1
        if tokens[start].word == "creative" {
            guard word(place) == "commons" else { return nil }
            place += 1
            if word(place) == "(", word(place + 1) == "cc", word(place + 2) == ")" { place += 3 }
            if word(place) == "cc", !["(", ")"].contains(word(place + 1)) { place += 1 }
            if word(place) == "cc0" { place += 1; return zero(start, place) }
        }
        if tokens[start].word == "cc0" { return zero(start, place) }
        var parts: Set<String> = []
        var end = place
        var skipped = 0
        while skipped < 5 {
            if let part = LicenceLexicon.part(tokens, at: place) {
                parts.insert(part.name)
                place = part.end
                end = place
                skipped = 0
            } else if LicenceLexicon.between.contains(word(place)) {
                place += 1
                skipped += 1
            } else {
                break
            }
        }
        if parts == ["zero"] { return zero(start, end) }
        if parts.isEmpty {
            return tokens[start].word == "cc" ? nil : LicenceMention(licence: nil, range: start..<end)
        }
        let number = version(after: end, skipping: LicenceLexicon.between)
        let kinds = ["by", "nc", "sa", "nd"].filter(parts.contains)
        guard let number, !parts.contains("zero") else {
            return LicenceMention(licence: nil, range: start..<end)
        }
        let id = "CC-\(kinds.joined(separator: "-").uppercased())-\(number.number)"
        return LicenceMention(licence: Licence(id: id), range: start..<number.end)
    }

    func zero(_ start: Int, _ end: Int) -> LicenceMention {
        let number = version(after: end, skipping: ["version", "v"])
        return LicenceMention(licence: Licence(id: "CC0-1.0"), range: start..<(number?.end ?? end))
    }

    /// `Open Government Licence v3.0`; those of other countries have their name in between and are none.
    func openGovernment(at start: Int) -> LicenceMention? {
        guard word(start + 1) == "government", ["licence", "license"].contains(word(start + 2)) else {
            return nil
        }
        let found = version(
            after: start + 3,
            skipping: [
                "(", ")", "ogl", ",", "version", "v", "for", "public", "sector", "information", "uk",
            ])
        guard let found else { return LicenceMention(licence: nil, range: start..<(start + 3)) }
        return LicenceMention(licence: Licence(id: "OGL-UK-\(found.number)"), range: start..<found.end)
    }

    func freeDocumentation(at start: Int) -> LicenceMention? {
        let end =
            word(start) == "gfdl"
            ? start + 1
            : end(of: ["gnu", "fdl"], at: start)
                ?? end(of: ["gnu", "free", "documentation", "license"], at: start)
                ?? end(of: ["gnu", "free", "documentation", "licence"], at: start)
        guard let end else { return nil }
        guard let found = version(after: end, skipping: [",", "(", "version", "v", "license", "licence"])
        else {
            return LicenceMention(licence: nil, range: start..<end)
        }
        return LicenceMention(licence: Licence(id: "GFDL-\(found.number)"), range: start..<found.end)
    }

    func reserved(at start: Int) -> LicenceMention? {
        guard LicenceLexicon.reservedStarts.contains(word(start)) else { return nil }
        for words in LicenceLexicon.reserved {
            if let end = end(of: words, at: start) {
                return LicenceMention(licence: .allRightsReserved, range: start..<end)
            }
        }
        return nil
    }
}
