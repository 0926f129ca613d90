// SPDX-License-Identifier: MIT

/// What becomes of each element when HTML is cleaned.
struct HTMLCleanRules: Sendable {
    static let shared = HTMLCleanRules()

    enum Treatment: UInt8, Sendable {
        /// Left out with all that is in it.
        case drop
        /// Left out, what is in it is kept.
        case unwrap
        /// Within lines of text.
        case inline
        /// Within lines of text, and no use inside itself: bold in bold.
        case format
        /// An inline element that holds nothing.
        case void
        case link, image
        /// A block that holds anything.
        case block
        /// A paragraph or heading, which holds lines of text only.
        case lines
        /// A line across.
        case rule
        /// Only right in a certain parent, like a row in a table.
        case part
    }

    /// What to do, and the name to write.
    struct Rule: Sendable {
        var treatment = Treatment.unwrap
        var name = HTMLName.other
    }

    private let rules: [Rule]
    /// Bytes of `<name` for each name, and of `</name>`.
    private let starts: [[UInt8]]
    private let ends: [[UInt8]]

    /// Blocks without a meaning that a list or heading would lose with them.
    let wrappers: HTMLNameSet = [.div, .section, .article, .aside, .header, .footer, .address]
    let headings: HTMLNameSet = [.h1, .h2, .h3, .h4, .h5, .h6]
    /// What is left out when nothing is in it.
    let emptied: HTMLNameSet = [
        .div, .section, .article, .aside, .header, .footer, .address, .p, .h1, .h2, .h3, .h4, .h5, .h6,
        .blockquote, .figure, .figcaption, .pre, .ul, .ol, .dl, .table, .details, .ruby,
        .a, .abbr, .b, .bdi, .bdo, .cite, .code, .del, .dfn, .em, .i, .ins, .kbd, .mark, .q, .s, .samp,
        .small, .span, .strong, .sub, .sup, .time, .u, .var,
    ]
    /// Where neither words nor anything but parts may stand.
    let skeleton: HTMLNameSet = [.table, .thead, .tbody, .tfoot, .tr, .colgroup]
    private let inlines: HTMLNameSet = [
        .a, .abbr, .b, .bdi, .bdo, .cite, .code, .del, .dfn, .em, .i, .ins, .kbd, .mark, .q, .rp, .rt, .ruby,
        .s, .samp, .small, .span, .strong, .sub, .sup, .time, .u, .var,
    ]
    let titled: HTMLNameSet = [.a, .abbr, .dfn, .img]
    let cited: HTMLNameSet = [.blockquote, .q, .del, .ins]
    let dated: HTMLNameSet = [.time, .del, .ins]

    private init() {
        var rules = [Rule](repeating: Rule(), count: 256)
        func set(_ treatment: Treatment, _ names: HTMLName...) {
            for name in names { rules[Int(name.rawValue)] = Rule(treatment: treatment, name: name) }
        }
        func rename(_ names: HTMLName..., to other: HTMLName) {
            for name in names { rules[Int(name.rawValue)] = rules[Int(other.rawValue)] }
        }
        set(
            .drop, .area, .base, .basefont, .bgsound, .datalist, .embed, .frame, .frameset, .head,
            .iframe, .input, .keygen, .link, .math, .meta, .meter, .noembed, .noframes, .noscript, .option,
            .optgroup, .param, .plaintext, .progress, .script, .select, .source, .style, .svg, .template,
            .textarea, .title, .track, .xmp)
        set(
            .inline, .abbr, .bdi, .bdo, .cite, .del, .dfn, .ins, .kbd, .mark, .q, .ruby, .samp, .span, .sub,
            .sup, .time, .var)
        set(.format, .b, .code, .em, .i, .s, .small, .strong, .u)
        set(.void, .br, .wbr)
        set(.link, .a)
        set(.image, .img)
        set(
            .block, .address, .article, .aside, .blockquote, .details, .div, .dl, .figure, .footer, .header,
            .ol, .pre, .section, .table, .ul)
        set(.lines, .p, .h1, .h2, .h3, .h4, .h5, .h6)
        set(.rule, .hr)
        set(
            .part, .caption, .col, .colgroup, .dd, .dt, .figcaption, .li, .rp, .rt, .summary, .tbody, .td,
            .tfoot, .th, .thead, .tr)
        rename(.acronym, to: .abbr)
        rename(.strike, to: .s)
        rename(.tt, to: .code)
        rename(.listing, to: .pre)
        rename(.dir, .menu, to: .ul)
        rename(
            .center, .dialog, .fieldset, .form, .hgroup, .legend, .main, .nav, .search, to: .div)
        self.rules = rules
        starts = HTMLName.allCases.map { Array("<\($0.spelling)".utf8) }
        ends = HTMLName.allCases.map { Array("</\($0.spelling)>".utf8) }
    }

    @inline(__always)
    subscript(name: HTMLName) -> Rule { rules[Int(name.rawValue)] }
    @inline(__always)
    func start(_ name: HTMLName) -> [UInt8] { starts[Int(name.rawValue)] }
    @inline(__always)
    func end(_ name: HTMLName) -> [UInt8] { ends[Int(name.rawValue)] }

    /// Whether an element stands within lines of text.
    @inline(__always)
    func isInline(_ name: HTMLName) -> Bool { inlines.contains(name) }

    /// The only elements that a part may stand in.
    func parents(of part: HTMLName) -> HTMLNameSet {
        switch part {
        case .li: [.ul, .ol]
        case .dt, .dd: [.dl]
        case .rt, .rp: [.ruby]
        case .figcaption: [.figure]
        case .summary: [.details]
        case .col: [.colgroup]
        case .tr: [.thead, .tbody, .tfoot]
        case .td, .th: [.tr]
        default: [.table]
        }
    }

    /// What becomes of a part that stands somewhere else.
    func stray(_ part: HTMLName) -> Rule {
        switch part {
        case .col, .colgroup, .rp: Rule(treatment: .drop)
        case .rt, .tbody, .thead, .tfoot, .tr: Rule(treatment: .unwrap)
        default: self[.div]
        }
    }
}
