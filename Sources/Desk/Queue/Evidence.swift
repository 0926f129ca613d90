// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages

/// An item's words with those marked that speak for its topics.
struct Evidence: Sendable {
    private let phrases: [String]

    /// Phrases that are looked for.
    private static let limit = 40

    init(_ tags: [Tag]) {
        var seen: Set<String> = []
        phrases = tags.flatMap(\.evidence).filter { $0.kind != .neighbour && !$0.words.isEmpty }
            .map(\.words).filter { seen.insert($0.lowercased()).inserted }.prefix(Evidence.limit)
            .sorted { $0.count > $1.count }
    }

    /// A text, escaped, each of the phrases within `mark`.
    func marked(_ text: String) -> TrustedHTML {
        var html = TrustedHTML(plain: "")
        var end = text.startIndex
        for place in places(in: text) {
            html =
                html + TrustedHTML(plain: String(text[end..<place.lowerBound]))
                + TrustedHTML(plain: String(text[place]), in: "mark")
            end = place.upperBound
        }
        return html + TrustedHTML(plain: String(text[end...]))
    }

    /// The paragraphs of a text, each as ``marked(_:)`` has it; every line is one, as sources part them by one break or two.
    func paragraphs(_ text: String) -> [TrustedHTML] {
        text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
            .map { marked(String($0)) }
    }

    /// Some 280 letters around the first of the phrases, else from the start.
    func excerpt(_ text: String) -> TrustedHTML {
        let flat = Evidence.flat(text)
        guard flat.index(flat.startIndex, offsetBy: 281, limitedBy: flat.endIndex) != nil else {
            return marked(flat)
        }
        let first = places(in: flat).first?.lowerBound ?? flat.startIndex
        var start = flat.index(first, offsetBy: -80, limitedBy: flat.startIndex) ?? flat.startIndex
        if start > flat.startIndex {
            start = flat[start..<first].firstIndex(of: " ").map { flat.index(after: $0) } ?? first
        }
        var end = flat.index(start, offsetBy: 280, limitedBy: flat.endIndex) ?? flat.endIndex
        if end < flat.endIndex, let space = flat[start..<end].lastIndex(of: " ") { end = space }
        let lead = start > flat.startIndex ? "\u{2026} " : ""
        let tail = end < flat.endIndex ? " \u{2026}" : ""
        return TrustedHTML(plain: lead) + marked(String(flat[start..<end])) + TrustedHTML(plain: tail)
    }

    /// The first 20,000 bytes of a text on one line.
    private static func flat(_ text: String) -> String {
        var bytes: [UInt8] = []
        var isAfterSpace = true
        for byte in text.utf8.prefix(20_000) {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isSpace { bytes.append(byte) } else if !isAfterSpace { bytes.append(0x20) }
            isAfterSpace = isSpace
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        // A letter that was cut in its middle goes as a whole.
        return String(validating: bytes, as: UTF8.self)
            ?? String(decoding: bytes.prefix(bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0), as: UTF8.self)
    }

    /// Where the phrases stand as whole words, in order, none in another.
    private func places(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        for phrase in phrases {
            var from = text.startIndex
            while let place = text.range(
                of: phrase, options: [.caseInsensitive, .diacriticInsensitive], range: from..<text.endIndex)
            {
                if Evidence.isWhole(place, in: text) { found.append(place) }
                from = place.upperBound
            }
        }
        var end = text.startIndex
        return found.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }.filter {
            guard $0.lowerBound >= end, !$0.isEmpty else { return false }
            end = $0.upperBound
            return true
        }
    }

    private static func isWhole(_ place: Range<String.Index>, in text: String) -> Bool {
        let isLetterBefore =
            place.lowerBound > text.startIndex && text[text.index(before: place.lowerBound)].isLetter
        return !isLetterBefore && !(place.upperBound < text.endIndex && text[place.upperBound].isLetter)
    }
}
