// SPDX-License-Identifier: MIT

extension Licence {
    /// The licence that an address or a short statement names, if it is one that Cairn knows.
    ///
    /// **Shape**: addresses of Creative Commons deeds (any language or port of a version counts as that version), of the
    /// Open Government Licence, our own ids, and the usual short wordings (`CC BY-SA 4.0`, "all rights reserved"); nil
    /// for anything else. A wording that only mentions a licence ("not under Creative Commons") is not recognised.
    public init?(naming statement: String) {
        let text = Statement(statement)
        guard let found = Licence.exact(text) ?? Licence.fromAddress(in: text) ?? Licence.fromWording(text)
        else { return nil }
        self = found
    }
}

private extension Licence {
    static let byLowerCaseID = Dictionary(
        uniqueKeysWithValues: Licence.known.map { ($0.id.lowercased(), $0) })

    static func exact(_ text: Statement) -> Licence? {
        text.bytes.count <= 40 ? byLowerCaseID[String(decoding: text.bytes, as: UTF8.self)] : nil
    }

    static func fromAddress(in text: Statement) -> Licence? {
        if let place = text.end(of: "creativecommons.org/licenses/") {
            let kind = text.bytes[place...].prefix { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
            guard let version = text.version(at: kind.endIndex + 1) else { return nil }
            return Licence(id: "CC-\(String(decoding: kind, as: UTF8.self).uppercased())-\(version)")
        }
        if text.has("creativecommons.org/publicdomain/zero") { return Licence(id: "CC0-1.0") }
        if text.has("creativecommons.org/publicdomain/mark") { return Licence(id: "PDM-1.0") }
        if text.has("usa.gov/government-copyright") || text.has("usa.gov/government-works") {
            return Licence(id: "US-PD")
        }
        guard let place = text.end(of: "open-government-licence/version/") else { return nil }
        return openGovernment(text, at: place)
    }

    static func fromWording(_ text: Statement) -> Licence? {
        guard text.bytes.count <= 400, !text.has("not under"), !text.has("not licensed") else { return nil }
        if let named = creativeCommons(text) { return named }
        if text.hasWord("cc0") { return Licence(id: "CC0-1.0") }
        for name in ["open government licence ", "open government license "] {
            guard var place = text.end(of: name) else { continue }
            for word in ["v", "ersion "] where text.bytes[place...].starts(with: word.utf8) {
                place += word.utf8.count
            }
            if let found = openGovernment(text, at: place) { return found }
        }
        return text.has("all rights reserved") ? .allRightsReserved : nil
    }

    static func openGovernment(_ text: Statement, at place: Int) -> Licence? {
        guard place < text.bytes.count, (0x31...0x33).contains(text.bytes[place]) else { return nil }
        return Licence(id: "OGL-UK-\(text.bytes[place] - 0x30).0")
    }

    /// `CC BY-SA 4.0`, with spaces or hyphens, and perhaps a `v` before the version.
    static func creativeCommons(_ text: Statement) -> Licence? {
        for start in ["cc by", "cc-by"] {
            guard var place = text.end(of: start) else { continue }
            var kind = "BY"
            for part in ["nc", "sa", "nd", "sa", "nd"] where text.isPart(part, at: place) {
                kind += "-" + part.uppercased()
                place += 3
            }
            place += 1
            if place < text.bytes.count, text.bytes[place] == UInt8(ascii: "v") { place += 1 }
            if let version = text.version(at: place), let found = Licence(id: "CC-\(kind)-\(version)") {
                return found
            }
        }
        return nil
    }
}

/// A statement in lower case, without white space around it, looked through by bytes.
private struct Statement {
    let bytes: [UInt8]

    init(_ text: String) {
        let lower = Array(text.lowercased().utf8)
        let start = lower.firstIndex { $0 > 0x20 } ?? lower.endIndex
        let end = lower.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
        bytes = Array(lower[start..<end])
    }

    func has(_ words: String) -> Bool { end(of: words) != nil }

    /// Behind the first place where some words stand.
    func end(of words: String) -> Int? {
        var words = words
        return words.withUTF8 { mark in
            var place = 0
            while place + mark.count <= bytes.count {
                guard let next = bytes[place...(bytes.count - mark.count)].firstIndex(of: mark[0]) else {
                    return nil
                }
                if bytes[next..<(next + mark.count)].elementsEqual(mark) { return next + mark.count }
                place = next + 1
            }
            return nil
        }
    }

    func hasWord(_ word: String) -> Bool {
        guard let end = end(of: word) else { return false }
        let start = end - word.utf8.count
        return (start == 0 || !isLetter(bytes[start - 1])) && (end == bytes.count || !isLetter(bytes[end]))
    }

    /// Whether ` nc` or `-nc` stands at a place.
    func isPart(_ part: String, at place: Int) -> Bool {
        guard place < bytes.count, bytes[place] == 0x20 || bytes[place] == UInt8(ascii: "-") else {
            return false
        }
        return bytes[(place + 1)...].starts(with: part.utf8)
    }

    /// The number of a version (`4.0`) at a place.
    func version(at place: Int) -> String? {
        guard place + 3 <= bytes.count, (0x31...0x39).contains(bytes[place]),
            bytes[place + 1] == UInt8(ascii: "."), (0x30...0x39).contains(bytes[place + 2])
        else { return nil }
        return String(decoding: bytes[place..<(place + 3)], as: UTF8.self)
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
