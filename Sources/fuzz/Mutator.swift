// SPDX-License-Identifier: MIT

/// Spoils documents the way bad publishers, bad networks and attackers do; the same seed gives the same documents.
struct Mutator {
    private var state: UInt64
    private let corpus: [[UInt8]]

    private static let byteLimit = 512 << 10
    private static let tokens: [[UInt8]] = [
        "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<?xml version='1.0'", "<item>",
        "</item>",
        "<entry>", "<title>", "<link href='", "&amp;", "&#x", "&nbsp;", "&", "<", ">", "\"", "'",
        "xmlns:a='b'",
        "xml:base='//'", "\u{0}", "\u{FFFD}", "\u{2028}", "2026-02-30T25:61:61+99:99", "99999999999999999999",
        "http://", "http://[::", "xn--", "ü", "{\"items\":[", "\\u", "\\ud800", "]}", "<svg>", "<script>",
        "creativecommons.org/licenses/", "cc by-", "mailto:a@b (c", "type='html'", "mode='base64'", "A===",
        "</", "/>", "<p>", "</p>", "<b>", "</b>", "<a href='", "</a>", "<table>", "<tr><td>", "</table>",
        "<li>",
        "</ul>", "<dd>", "<math><mtext>", "</svg>", "<style>", "</style>", "<select>", "<option>",
        "<template>",
        "<noscript>", "<plaintext>", "<form>", "<pre>\n", "<summary>", "<figcaption>", "<img src=",
        "javascript:",
        " onerror=x ", "data-src=", "&Tab;", "&colon;", "<h3 id=body>", "<article>", "class='comment'",
        "[^1]: ", "](",
        "| a |\n|--|", "```\n", "> - ",
    ].map { Array($0.utf8) }

    init(seed: UInt64, corpus: [[UInt8]]) {
        self.state = seed
        self.corpus = corpus
    }

    /// The next spoilt document.
    mutating func next() -> [UInt8] {
        var bytes = pick(corpus) ?? []
        for _ in 0...below(6) { change(&bytes) }
        return bytes.count > Self.byteLimit ? Array(bytes[..<Self.byteLimit]) : bytes
    }

    /// A whole number below a limit.
    ///
    /// **Source**: SplitMix64, Steele, Lea and Flood (2014).
    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(max(limit, 1)))
    }
}

private extension Mutator {
    mutating func pick<Thing>(_ things: [Thing]) -> Thing? {
        things.isEmpty ? nil : things[below(things.count)]
    }

    mutating func piece(of bytes: [UInt8]) -> Range<Int> {
        let start = below(bytes.count + 1)
        let longest = below(8) == 0 ? bytes.count : 64
        return start..<min(bytes.count, start + below(longest + 1))
    }

    mutating func change(_ bytes: inout [UInt8]) {
        let place = below(bytes.count + 1)
        switch below(9) {
        case 0: if place < bytes.count { bytes[place] = UInt8(below(256)) }
        case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(below(8)) }
        case 2: bytes.removeSubrange(piece(of: bytes))
        case 3: bytes.insert(contentsOf: pick(Self.tokens) ?? [], at: place)
        case 4: bytes.insert(contentsOf: bytes[piece(of: bytes)], at: place)
        case 5:
            let other = pick(corpus) ?? []
            bytes.replaceSubrange(piece(of: bytes), with: other[piece(of: other)])
        case 6: bytes.removeSubrange(place...)
        case 7:
            let part = Array(bytes[piece(of: bytes)].prefix(64))
            let times = min(below(4000), Self.byteLimit / max(part.count, 1))
            bytes.insert(contentsOf: (0..<times).flatMap { _ in part }, at: place)
        default: bytes.insert(contentsOf: Array(repeating: UInt8(below(256)), count: below(2000)), at: place)
        }
    }
}
