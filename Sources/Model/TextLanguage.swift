// SPDX-License-Identifier: MIT

import CCLD2

/// Which language a text is in, by its letters.
///
/// ```swift
/// print(TextLanguage.detected(in: "La mairie a présenté un nouveau programme")?.code ?? "")  // fr
/// print(TextLanguage.settled(claims: ["en-GB"], text: "Who pays?") ?? "")  // en-GB, for the text is short
/// ```
///
/// **Source**: Compact Language Detector 2 (libcld2), naive Bayes over sequences of four letters for 83 languages.
public struct TextLanguage: Hashable, Sendable {
    /// Its BCP 47 tag: `en`, `sr`, `zh-Hant`.
    public let code: String
    /// How much of the text is in it; 0...1.
    public let share: Double
    /// Whether the letters leave little doubt.
    public let isReliable: Bool

    /// Bytes of a text that are looked at; more say nothing new.
    public static let byteLimit = 32 << 10
    /// Bytes of letters below which what a page says of itself counts more than its letters.
    static let shortText = 200

    /// The language that most of a plain text is in; nil for a text that is too short to say or in none of the 83.
    ///
    /// **Shape**: `hints` are tags that others gave the text; they decide only what the letters leave open.
    public static func detected(in text: String, hints: [String] = []) -> TextLanguage? {
        evidence(in: text, hints: hints)?.language
    }

    /// The tag that a text should bear, from what is claimed of it and from the text itself.
    ///
    /// **Shape**: the first claim that is a tag, in its usual spelling with its script and region, unless the text is
    /// long enough and plainly in another language; a sentence that comes again makes it no longer. Where nothing is claimed it is what the letters say, nil where
    /// they leave doubt.
    /// Neighbours that share most words (Serbian and Croatian, Danish and Norwegian) never overrule each other.
    public static func settled(claims: [String], text: String) -> String? {
        let claim = claims.lazy.compactMap { LanguageTag.usual($0) }.first
        guard let found = evidence(in: text, hints: claim.map { [$0] } ?? []) else { return claim }
        guard let claim else {
            return found.language.isReliable && found.language.share >= 0.5 ? found.language.code : nil
        }
        let (claimed, seen) = (LanguageTag.primary(claim), LanguageTag.primary(found.language.code))
        let isPlain =
            found.letterBytes >= shortText && found.language.isReliable && found.language.share >= 0.8
        guard isPlain, claimed != seen, !LanguageTag.areNeighbours(claimed, seen) else { return claim }
        // Latin on the web is filler of a page that is yet to be written.
        return seen == "la" ? claim : found.language.code
    }
}

private extension TextLanguage {
    /// A text with each sentence and line once: what is said again is no more evidence.
    static func withoutRepeats(_ text: Substring.UTF8View) -> [UInt8] {
        let all = Array(text)
        var kept: [UInt8] = []
        kept.reserveCapacity(all.count)
        var seen: Set<ArraySlice<UInt8>> = []
        for sentence in all.split(whereSeparator: { [0x0A, 0x21, 0x2E, 0x3F].contains($0) }) {
            let words = sentence.drop { $0 == 0x20 }
            guard seen.insert(words).inserted else { continue }
            kept += words
            kept += [0x2E, 0x20]
        }
        return kept
    }

    static func evidence(
        in text: String, hints: [String]
    ) -> (language: TextLanguage, letterBytes: Int)? {
        var start = text.utf8.prefix(byteLimit)
        while let last = start.last, last >= 0x80, start.endIndex < text.utf8.endIndex {
            // A character that the limit would cut goes out whole.
            start.removeLast()
            if last >= 0xC0 { break }
        }
        var languages: [Int32] = [26, 26, 26]
        var percents: [Int32] = [0, 0, 0]
        var scores = [0.0, 0.0, 0.0]
        var letterBytes: Int32 = 0
        var isReliable = false
        let bytes = withoutRepeats(start).map { CChar(bitPattern: $0) }
        hints.joined(separator: ",").withCString { hint in
            var given = cairn_cld2_hints(
                content_language: hints.isEmpty ? nil : hint, top_level_domain: nil, encoding: 23,
                language: 26)
            _ = cairn_cld2_detect(
                bytes, Int32(bytes.count), true, &given, 0, &languages, &percents, &scores, nil, &letterBytes,
                &isReliable)
        }
        guard languages[0] != 26, percents[0] > 0, let name = cairn_cld2_code(languages[0]) else {
            return nil
        }
        guard let code = LanguageTag.usual(String(cString: name)), code != "un" else { return nil }
        let language = TextLanguage(
            code: code, share: Double(percents[0]) / 100, isReliable: isReliable)
        return (language, Int(letterBytes))
    }
}

/// Tags of languages as people and libraries write them.
///
/// **Source**: BCP 47 (RFC 5646), section 2.1; the old codes from ISO 639-1's list of withdrawn ones.
enum LanguageTag {
    private static let withdrawn = ["iw": "he", "ji": "yi", "in": "id", "jw": "jv", "mo": "ro"]
    private static let neighbours: [Set<String>] = [
        ["no", "nb", "nn", "da"], ["sr", "hr", "bs", "sh"], ["id", "ms"], ["cs", "sk"], ["gl", "pt"],
        ["zh", "yue"], ["hi", "mr", "ne", "bh"], ["fil", "tl"], ["bg", "mk"],
    ]

    /// A tag in its usual spelling: `en_gb` is `en-GB`, `ZH-hant-tw` is `zh-Hant-TW`; nil for what is none.
    static func usual(_ raw: String) -> String? {
        let folded = raw.split(whereSeparator: { $0 == "," || $0.isWhitespace }).first ?? ""
        let parts = folded.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "." }).map {
            $0.lowercased()
        }
        guard let first = parts.first, (2...3).contains(first.count), isWord(first) else { return nil }
        var tag = [withdrawn[first] ?? first]
        for part in parts.dropFirst().prefix(3) where part.utf8.allSatisfy({ isLetter($0) || isDigit($0) }) {
            switch part.count {
            case 2 where isWord(part): tag.append(part.uppercased())
            case 3 where part.utf8.allSatisfy({ isDigit($0) }): tag.append(part)
            case 4 where isWord(part): tag.append(part.prefix(1).uppercased() + part.dropFirst())
            default: continue
            }
        }
        return ["un", "und", "xx", "zxx", "mul"].contains(tag[0]) ? nil : tag.joined(separator: "-")
    }

    static func primary(_ tag: String) -> String { String(tag.prefix { $0 != "-" }) }

    static func areNeighbours(_ one: String, _ other: String) -> Bool {
        neighbours.contains { $0.contains(one) && $0.contains(other) }
    }

    private static func isWord(_ text: String) -> Bool { text.utf8.allSatisfy { isLetter($0) } }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
