// SPDX-License-Identifier: MIT

/// A name of a tag or an attribute that means something to us; all others are ``other``.
///
/// **Source**: the HTML standard; of SVG and MathML only what its parser must tell apart.
public enum HTMLName: UInt8, CaseIterable, Hashable, Sendable {
    /// A name that is not in this list; its spelling is kept in the tree.
    case other
    case a, abbr, acronym, address, annotationXML, applet, area, article, aside, audio
    case b, base, basefont, bdi, bdo, bgsound, big, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup, data, datalist, dd, del, desc, details, dfn
    case dialog, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, foreignobject
    case form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input, ins, kbd, keygen, label, legend, li, link, listing
    case main, malignmark, map, mark, marquee, math, menu, menuitem, meta, meter, mglyph, mi, mn, mo, ms
    case mtext, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, output
    case p, param, picture, plaintext, pre, progress, q, rb, rp, rt, rtc, ruby
    case s, samp, script, search, section, select, slot, small, source, span, strike, strong, style, sub
    case summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track
    case tt, u, ul, `var`, video, wbr, xmp

    case align, alt, amp, async, author, charset, checked, `class`, color, cols, colspan, content, coords
    case datetime, `defer`, download, encoding, face, headers, height, hidden, href, hreflang, httpEquiv
    case id, itemprop, itemscope, itemtype, lang, loading, media, name, open, poster, property
    case referrerpolicy, rel, reversed, role, rows, rowspan, scope, size, sizes, src, srcset, start
    case tabindex, target, type, usemap, value, width

    /// The name as HTML spells it, in lower case; empty for ``other``.
    public var spelling: String {
        switch self {
        case .other: ""
        case .annotationXML: "annotation-xml"
        case .httpEquiv: "http-equiv"
        default: String(describing: self)
        }
    }

    /// The name with a spelling in lower case, ``other`` where it is not in the list.
    public init(spelling: String) {
        self = HTMLNameTable.shared.name(HTMLNameKey(Array(spelling.utf8)[...]))
    }
}

/// The letters of a name in two numbers, so that looking it up compares no text.
struct HTMLNameKey: Hashable {
    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0
    private(set) var count = 0

    init() {}

    init(_ letters: ArraySlice<UInt8>) {
        for letter in letters { add(letter) }
    }

    /// Makes it the key of no name.
    mutating func spoil() { count = 100 }

    /// Takes one more letter, which is in lower case already.
    @inline(__always)
    mutating func add(_ letter: UInt8) {
        if count < 8 {
            first = first << 8 | UInt64(letter)
        } else {
            second = second << 8 | UInt64(letter)
        }
        count += 1
    }
}

/// Finds the name that has some letters.
struct HTMLNameTable: Sendable {
    static let shared = HTMLNameTable()

    private struct Slot {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var name = HTMLName.other
    }
    private static let size = 1024
    private var slots = [Slot](repeating: Slot(), count: HTMLNameTable.size)
    private(set) var spellings: [String]

    private init() {
        spellings = HTMLName.allCases.map(\.spelling)
        for name in HTMLName.allCases.dropFirst() {
            let key = HTMLNameKey(Array(name.spelling.utf8)[...])
            var slot = HTMLNameTable.slot(key)
            while slots[slot].name != .other { slot = (slot + 1) & (HTMLNameTable.size - 1) }
            slots[slot] = Slot(first: key.first, second: key.second, name: name)
        }
    }

    @inline(__always)
    func name(_ key: HTMLNameKey) -> HTMLName {
        guard key.count <= 16 else { return .other }
        var slot = HTMLNameTable.slot(key)
        while slots[slot].name != .other {
            if slots[slot].first == key.first, slots[slot].second == key.second { return slots[slot].name }
            slot = (slot + 1) & (HTMLNameTable.size - 1)
        }
        return .other
    }

    @inline(__always)
    private static func slot(_ key: HTMLNameKey) -> Int {
        Int(((key.first ^ key.second &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }
}
