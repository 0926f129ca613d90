// SPDX-License-Identifier: MIT

/// What HTML's elements do to the words around them, by one look into a small table.
struct VisibleElements {
    enum Kind {
        case inline, block, cell, hidden
    }

    private static let slots = 512
    private var table: [(name: UInt64, kind: Kind)]

    init() {
        table = Array(repeating: (0, .inline), count: Self.slots)
        add("script style template noframes iframe", .hidden)
        add("td th", .cell)
        add(
            """
            address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer
            form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section summary table tbody title
            tr ul
            """, .block)
    }

    /// The first eight letters of a name in lower case, enough to tell HTML's names apart.
    static func packed(_ name: some Sequence<UInt8>) -> UInt64 {
        var packed: UInt64 = 0
        for letter in name.prefix(8) { packed = packed << 8 | UInt64(letter | 32) }
        return packed
    }

    func kind(of name: UInt64) -> Kind {
        var slot = Self.slot(name)
        while table[slot].name != 0 {
            if table[slot].name == name { return table[slot].kind }
            slot = (slot + 1) % Self.slots
        }
        return .inline
    }

    private static func slot(_ name: UInt64) -> Int { Int((name &* 0x9E37_79B9_7F4A_7C15) >> 55) }

    private mutating func add(_ names: String, _ kind: Kind) {
        for name in names.split(whereSeparator: \.isWhitespace) {
            let packed = Self.packed(name.utf8)
            var slot = Self.slot(packed)
            while table[slot].name != 0 { slot = (slot + 1) % Self.slots }
            table[slot] = (packed, kind)
        }
    }
}
