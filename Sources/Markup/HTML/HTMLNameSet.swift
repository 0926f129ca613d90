// SPDX-License-Identifier: MIT

/// A set of names that is quick to ask.
public struct HTMLNameSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Holds the names.
    public init(arrayLiteral names: HTMLName...) { self.init(names) }

    /// Holds the names.
    public init(_ names: some Sequence<HTMLName>) {
        for name in names { insert(name) }
    }

    /// Whether the name is among them.
    @inline(__always)
    public func contains(_ name: HTMLName) -> Bool {
        let place = name.rawValue
        let word =
            switch place >> 6 {
            case 0: bits.0
            case 1: bits.1
            case 2: bits.2
            default: bits.3
            }
        return word >> UInt64(place & 63) & 1 != 0
    }

    /// Adds a name.
    public mutating func insert(_ name: HTMLName) {
        let bit = UInt64(1) << UInt64(name.rawValue & 63)
        switch name.rawValue >> 6 {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        default: bits.3 |= bit
        }
    }

    /// Takes a name out.
    @inline(__always)
    public mutating func remove(_ name: HTMLName) {
        let bit = ~(UInt64(1) << UInt64(name.rawValue & 63))
        switch name.rawValue >> 6 {
        case 0: bits.0 &= bit
        case 1: bits.1 &= bit
        case 2: bits.2 &= bit
        default: bits.3 &= bit
        }
    }

    /// The names of both.
    public func union(_ other: HTMLNameSet) -> HTMLNameSet {
        var all = self
        all.bits.0 |= other.bits.0
        all.bits.1 |= other.bits.1
        all.bits.2 |= other.bits.2
        all.bits.3 |= other.bits.3
        return all
    }

    public static func == (left: HTMLNameSet, right: HTMLNameSet) -> Bool { left.bits == right.bits }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(bits.0)
        hasher.combine(bits.1)
        hasher.combine(bits.2)
        hasher.combine(bits.3)
    }
}

/// The sets of names that the parser's rules speak of.
///
/// **Source**: the HTML standard, sections 13.2.4.2 and 13.2.6.
struct HTMLGroups: Sendable {
    static let shared = HTMLGroups()

    let special: HTMLNameSet = [
        .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br,
        .button,
        .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset,
        .figcaption,
        .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup,
        .hr,
        .html, .iframe, .img, .input, .keygen, .li, .link, .listing, .main, .marquee, .menu, .meta, .nav,
        .noembed, .noframes, .noscript, .object, .ol, .p, .param, .plaintext, .pre, .script, .search,
        .section,
        .select, .source, .style, .summary, .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead,
        .title, .tr, .track, .ul, .wbr, .xmp,
    ]
    let void: HTMLNameSet = [
        .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen, .link,
        .meta,
        .param, .source, .track, .wbr,
    ]
    let scope: HTMLNameSet = [.applet, .caption, .html, .table, .td, .th, .marquee, .object, .template]
    let buttonScope: HTMLNameSet = [
        .applet, .caption, .html, .table, .td, .th, .marquee, .object, .template, .button,
    ]
    let listScope: HTMLNameSet = [
        .applet, .caption, .html, .table, .td, .th, .marquee, .object, .template, .ol, .ul,
    ]
    let tableScope: HTMLNameSet = [.html, .table, .template]
    let formatting: HTMLNameSet = [
        .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u,
    ]
    let headings: HTMLNameSet = [.h1, .h2, .h3, .h4, .h5, .h6]
    let impliedEnd: HTMLNameSet = [.dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc]
    let impliedEndThoroughly: HTMLNameSet = [
        .caption, .colgroup, .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc, .tbody, .td, .tfoot,
        .th, .thead, .tr,
    ]
    let tableText: HTMLNameSet = [.table, .tbody, .template, .tfoot, .thead, .tr]
    let tableSections: HTMLNameSet = [.tbody, .tfoot, .thead]
    let tableParts: HTMLNameSet = [.caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]
    let cells: HTMLNameSet = [.td, .th]
    let headTags: HTMLNameSet = [
        .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title,
    ]
    /// Blocks whose start closes an open paragraph and that need no more thought.
    let blocks: HTMLNameSet = [
        .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
        .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section,
        .summary, .ul,
    ]
    /// Blocks whose end tag closes them when they are in scope.
    let closedBlocks: HTMLNameSet = [
        .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl,
        .fieldset,
        .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre, .search,
        .section, .summary, .ul,
    ]
    /// Tags that end foreign content.
    let breakout: HTMLNameSet = [
        .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3,
        .h4,
        .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small,
        .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var,
    ]
    let rawText: HTMLNameSet = [.style, .xmp, .iframe, .noembed, .noframes, .script]
}
