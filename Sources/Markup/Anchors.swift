// SPDX-License-Identifier: MIT

/// Gives each heading of a page an id of its own, the same every time the page is made.
///
/// **Shape**: the heading's letters and digits in lower case with single hyphens, as GitHub does; a second heading of
/// the same words gets `-2`, and so on.
public struct Anchors: Sendable {
    private var taken: Set<String>
    /// The highest number that a heading's words were given, so that the thousandth need not try them all again.
    private var counts: [String: Int] = [:]

    /// Starts a page on which some ids are already in use.
    public init(taken: Set<String> = []) { self.taken = taken }

    /// The id for the next heading.
    public mutating func anchor(for heading: String) -> String { anchor(forSlug: Anchors.slug(heading)) }

    /// The id for the next heading, of which the slug is known.
    mutating func anchor(forSlug wanted: String) -> String {
        if taken.insert(wanted).inserted { return wanted }
        var count = counts[wanted, default: 1]
        var anchor: String
        repeat {
            count += 1
            anchor = "\(wanted)-\(count)"
        } while !taken.insert(anchor).inserted
        counts[wanted] = count
        return anchor
    }
}

extension Anchors {
    /// The same for a heading as HTML, between its tags.
    static func slug(ofHTML html: ArraySlice<UInt8>) -> String {
        slug(plainWords(of: html) ?? String(decoding: html, as: UTF8.self))
    }

    /// The heading's letters and digits in lower case, parted by hyphens; at most 60 of its first 200 characters.
    static func slug(_ heading: String) -> String {
        if let slug = slug(ofASCII: heading) { return slug }
        var out = String.UnicodeScalarView()
        var count = 0
        var isPartOwed = false
        func take(_ scalar: Unicode.Scalar) {
            guard count + (isPartOwed ? 2 : 1) <= 60 else {
                count = 60
                return
            }
            if isPartOwed { out.append("-") }
            out.append(scalar)
            count += isPartOwed ? 2 : 1
            isPartOwed = false
        }
        for scalar in heading.lowercased().unicodeScalars.prefix(200) where count < 60 {
            if isWord(scalar) {
                take(scalar)
            } else if count > 0, scalar != "'", scalar != "’" {
                isPartOwed = true
            }
        }
        return out.isEmpty ? "part" : String(out)
    }
}

private extension Anchors {
    /// The slug of a heading of which every byte is a letter; nil for any other.
    static func slug(ofASCII heading: String) -> String? {
        var heading = heading
        return heading.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            var out: [UInt8] = []
            out.reserveCapacity(60)
            var isPartOwed = false
            for byte in bytes.prefix(200) {
                if PlainBytes.isLetter(byte) || PlainBytes.isDigit(byte) {
                    guard out.count + (isPartOwed ? 2 : 1) <= 60 else { break }
                    if isPartOwed { out.append(UInt8(ascii: "-")) }
                    isPartOwed = false
                    out.append(PlainBytes.isLetter(byte) ? byte | 0x20 : byte)
                } else if !out.isEmpty, byte != UInt8(ascii: "'") {
                    isPartOwed = true
                }
            }
            return out.isEmpty ? "part" : String(decoding: out, as: UTF8.self)
        }
    }

    /// The words without tags, each reference as the sign that it stands for; nil where there is none of these.
    static func plainWords(of html: ArraySlice<UInt8>) -> String? {
        let (less, amp) = (UInt8(ascii: "<"), UInt8(ascii: "&"))
        guard html.contains(where: { $0 == less || $0 == amp }) else { return nil }
        var words: [UInt8] = []
        words.reserveCapacity(html.count)
        var place = html.startIndex
        while place < html.endIndex {
            let byte = html[place]
            place += 1
            guard byte == less || byte == amp else {
                words.append(byte)
                continue
            }
            // No sign that is written as a reference belongs to a word, so one stands for all.
            if byte == amp { words.append(amp) }
            let end = byte == less ? UInt8(ascii: ">") : UInt8(ascii: ";")
            while place < html.endIndex, html[place] != end { place += 1 }
            place += 1
        }
        return String(decoding: words, as: UTF8.self)
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else {
            return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
}
