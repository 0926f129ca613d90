// SPDX-License-Identifier: MIT

import Markup
import Model

/// Which part of a page each node belongs to, as far as licences go.
struct PageRegions {
    let tree: HTMLTree
    /// Where the page was read.
    let address: WebAddress
    /// What its relative addresses are relative to.
    let base: WebAddress
    /// By ``HTMLTree/Node/place``.
    private var traits: [Traits]
    private var blocks: [Int32]
    private var links: [Int32]

    /// What holds for a node.
    struct Traits: OptionSet {
        let rawValue: UInt16
        /// In the main part.
        static let main = Traits(rawValue: 1)
        /// At the foot of the page.
        static let foot = Traits(rawValue: 2)
        /// Speaks of something else than the page's text: a quotation, a caption, a comment, code.
        static let apart = Traits(rawValue: 4)
        /// In a headline.
        static let heading = Traits(rawValue: 8)
        /// In a list or a table.
        static let listed = Traits(rawValue: 16)
        /// In what its class calls a licence, or in the footer of an article.
        static let notice = Traits(rawValue: 32)
        /// In an `article` of the main part.
        static let article = Traits(rawValue: 64)
    }

    /// Looks at every node once.
    init(_ page: PageStatements, content: [HTMLTree.Node]) {
        tree = page.tree
        address = page.address
        base = page.base
        traits = [Traits](repeating: [], count: tree.count)
        blocks = [Int32](repeating: 0, count: tree.count)
        links = [Int32](repeating: -1, count: tree.count)
        let roots = PageRegions.roots(tree, content)
        let marked = PageRegions.places(roots, tree)
        for node in tree.descendants(of: tree.root) {
            mark(node, isRoot: marked.roots.contains(node.place), isAbove: marked.above.contains(node.place))
        }
    }

    /// What holds for a node.
    func traits(of node: HTMLTree.Node) -> Traits { traits[node.place] }
    /// The number of the block that a node stands in.
    func block(of node: HTMLTree.Node) -> Int32 { blocks[node.place] }
    /// The number of the link that a node stands in; -1 for none.
    func link(of node: HTMLTree.Node) -> Int32 { links[node.place] }

    /// The place in which a statement at a node counts.
    func place(of node: HTMLTree.Node) -> LicenceStatement.Place {
        traits(of: node).contains(.main) ? .page : .footer
    }
}

// MARK: The main part

private extension PageRegions {
    /// The nodes that hold the main part: the `article` or `main` around the content, else what holds all of it.
    static func roots(_ tree: HTMLTree, _ content: [HTMLTree.Node]) -> [HTMLTree.Node] {
        guard let first = content.first else {
            if let main = tree.first(.main, in: tree.root) { return [main] }
            let articles = tree.descendants(of: tree.root).filter { tree.name(of: $0) == .article }
            return articles.count == 1 ? articles : []
        }
        var shared = [first] + Array(tree.ancestors(of: first))
        for node in content.dropFirst() {
            let above = Set([node] + Array(tree.ancestors(of: node)))
            shared.removeAll { !above.contains($0) }
        }
        guard let holder = shared.first else { return content }
        if let article = shared.first(where: { tree.name(of: $0) == .article }) { return [article] }
        if let main = shared.first(where: { isMain($0, tree) }) { return [main] }
        let isWhole = [HTMLName.body, .html].contains(tree.name(of: holder)) || holder == tree.root
        return isWhole ? content : [holder]
    }

    static func isMain(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
        tree.name(of: node) == .main || tree.attribute(.role, of: node)?.lowercased() == "main"
    }

    static func places(_ roots: [HTMLTree.Node], _ tree: HTMLTree) -> (roots: Set<Int>, above: Set<Int>) {
        var above: Set<Int> = []
        for root in roots {
            for node in tree.ancestors(of: root) where !above.insert(node.place).inserted { break }
        }
        return (Set(roots.map(\.place)), above)
    }
}

// MARK: One node

private extension PageRegions {
    mutating func mark(_ node: HTMLTree.Node, isRoot: Bool, isAbove: Bool) {
        let parent = tree.parent(of: node)
        var own = parent.map { traits[$0.place] } ?? []
        links[node.place] = parent.map { links[$0.place] } ?? -1
        blocks[node.place] = parent.map { blocks[$0.place] } ?? 0
        defer { traits[node.place] = own }
        guard tree.isElement(node) else { return }
        let name = tree.name(of: node)
        if !PageRegions.inline.contains(name) { blocks[node.place] = Int32(node.place) }
        if name == .a { links[node.place] = Int32(node.place) }
        if isRoot {
            own = name == .article ? [.main, .article] : [.main]
            return
        }
        if isAbove { return }
        own.formUnion(trait(of: name, in: own, node))
        if own.contains(.foot) { own.remove(.main) }
        guard !own.contains(.apart) else { return }
        own.formUnion(traitsOfClass(node, name, own))
        if own.contains(.foot) { own.remove(.main) }
        if isOfSomethingElse(node) { own.insert(.apart) }
    }

    func trait(of name: HTMLName, in own: Traits, _ node: HTMLTree.Node) -> Traits {
        if tree.space(of: node) != .html || PageRegions.apartNames.contains(name) { return .apart }
        switch name {
        case .h1, .h2, .h3, .h4, .h5, .h6: return .heading
        case .li, .td, .th, .dt, .dd, .option: return .listed
        case .nav: return own.contains(.foot) ? [] : .apart
        case .aside: return own.contains(.main) ? .apart : []
        case .article:
            guard own.contains(.main) else { return [] }
            return own.contains(.article) ? .apart : .article
        case .footer: return own.contains(.article) && own.contains(.main) ? .notice : .foot
        default: return tree.attribute(.role, of: node)?.lowercased() == "contentinfo" ? .foot : []
        }
    }

    func traitsOfClass(_ node: HTMLTree.Node, _ name: HTMLName, _ own: Traits) -> Traits {
        guard name != .html, name != .body, name != .main else { return [] }
        var found: Traits = []
        for attribute in [HTMLName.class, .id] {
            guard let value = tree.attributeBytes(attribute, of: node), value.count <= 1000 else { continue }
            for bytes in value.split(whereSeparator: { !PageRegions.isLetter($0) }) where bytes.count <= 15 {
                let word = String(decoding: bytes, as: UTF8.self).lowercased()
                if PageRegions.apartClasses.contains(word) { found.insert(.apart) }
                if word == "credit" || word == "credits", !own.contains(.foot) { found.insert(.apart) }
                if PageRegions.noticeClasses.contains(word) { found.insert(.notice) }
                if PageRegions.footClasses.contains(word), !own.contains(.main) { found.insert(.foot) }
            }
        }
        return found
    }

    /// Whether a byte belongs to a word: letters, digits, and all beyond ASCII.
    static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    /// Whether an element says that it speaks of another thing: RDFa's `about` and `typeof`, microdata's `itemtype`.
    func isOfSomethingElse(_ node: HTMLTree.Node) -> Bool {
        if tree.attribute(named: "hidden", of: node) != nil { return true }
        if let about = tree.attribute(named: "about", of: node), !about.isEmpty, !about.hasPrefix("#"),
            WebAddress(about, relativeTo: base)?.pageKey != address.pageKey
        {
            return true
        }
        let kinds = [tree.attribute(.itemtype, of: node), tree.attribute(named: "typeof", of: node)]
        return kinds.contains { kind in
            kind?.split(whereSeparator: \.isWhitespace).contains { WorkKind.isOther(String($0)) } == true
        }
    }

    static let apartNames: HTMLNameSet = [
        .blockquote, .q, .pre, .code, .samp, .kbd, .listing, .xmp, .figure, .figcaption, .iframe, .object,
        .embed,
        .video, .audio, .canvas, .picture, .textarea, .select, .button, .dialog, .script, .style, .template,
        .noscript,
        .map, .title, .caption,
    ]

    static let apartClasses: Set<String> = [
        "comment", "comments", "commentlist", "commentform", "disqus", "respond", "replies", "reply",
        "caption",
        "captions", "figcaption", "photocredit", "imagecredit", "gallery", "slideshow", "carousel",
        "pullquote", "tweet",
        "related", "recommended", "recommendations", "teaser", "teasers", "promo", "cookie", "cookies",
        "lightbox",
        "bibliography", "references", "reflist", "citations",
    ]
    static let noticeClasses: Set<String> = [
        "license", "licence", "licensing", "licenses", "licences", "copyright", "rights", "creativecommons",
        "republish",
        "republishing", "reuse", "permissions",
    ]
    static let footClasses: Set<String> = [
        "footer", "foot", "colophon", "copyright", "contentinfo", "siteinfo", "legal", "license", "licence",
        "impressum",
    ]

    static let inline: HTMLNameSet = [
        .other, .a, .abbr, .acronym, .b, .bdi, .bdo, .big, .br, .cite, .code, .data, .del, .dfn, .em, .font,
        .i, .img,
        .input, .ins, .kbd, .label, .mark, .meta, .link, .nobr, .q, .s, .samp, .small, .span, .strike,
        .strong, .sub,
        .sup, .time, .tt, .u, .var, .wbr, .script, .style, .picture, .source, .slot, .ruby, .rt, .rp,
    ]
}
