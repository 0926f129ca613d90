// SPDX-License-Identifier: MIT

import Markup

/// Reads a page into the blocks of a mail.
struct MailReading {
    let links: MailLinks
    let page: PublishedPage

    /// The page's parts: each item alone, what stands between items together.
    ///
    /// **Errors**: ``PublishingError/markdown(page:_:)`` for our own words that pass a limit.
    func parts() throws(PublishingError) -> [MailPart] {
        var parts: [MailPart] = []
        for passage in page.passages { try read(passage, into: &parts) }
        return parts
    }
}

private extension MailReading {
    func read(_ passage: Passage, into parts: inout [MailPart]) throws(PublishingError) {
        // Links within a mail lead nowhere in many programs.
        if passage.role == .contents || passage.role == .more { return }
        if passage.role == .item {
            var blocks: [MailBlock] = []
            try collect(passage, into: &blocks)
            let title = blocks.first.map { $0.runs.map(\.text).joined() } ?? ""
            parts.append(MailPart(title: title, blocks: blocks))
        } else if passage.parts.contains(where: { $0.role == .item }) {
            for part in passage.parts { try read(part, into: &parts) }
        } else {
            var blocks: [MailBlock] = []
            try collect(passage, into: &blocks)
            parts.append(MailPart(title: nil, blocks: blocks))
        }
    }

    func collect(_ passage: Passage, into blocks: inout [MailBlock]) throws(PublishingError) {
        if !passage.markdown.isEmpty {
            do {
                let tree = try HTMLTree(fragment: PageLayout.renderer.html(passage.markdown))
                var reader = MailBlockReader(
                    tree: tree, links: links, role: passage.role, language: passage.language)
                reader.read(tree.root)
                blocks += reader.blocks
            } catch let error as MarkdownError {
                throw .markdown(page: page.title, error)
            } catch {
                throw .file(path: page.title, why: String(describing: error))
            }
        }
        for part in passage.parts { try collect(part, into: &blocks) }
    }
}

/// Where the links of a mail lead.
struct MailLinks {
    /// The site's front, ending in a slash; nil where nobody knows.
    let base: String?
    /// Where the issue stands on the site, without its ending.
    let place: String

    /// The whole address, or nil where the words are better without a link.
    ///
    /// Mails lead to `https` only, as mail services mark others as risky: what cannot be had safely is reached by way of the
    /// issue's own page.
    func target(of link: String) -> String? {
        if link.hasPrefix("https:") || link.hasPrefix("mailto:") { return link }
        if link.hasPrefix("http:") {
            guard let base, base.hasPrefix("https:") else { return link }
            return "\(base)\(place).html"
        }
        guard let base, !link.hasPrefix("#"), !link.hasPrefix("tel:"),
            let path = LinkLedger.resolve(link[...], from: place)
        else { return nil }
        return base + path
    }
}

/// Reads the HTML of a passage into blocks.
private struct MailBlockReader {
    let tree: HTMLTree
    let links: MailLinks
    let role: Passage.Role
    let language: String?
    private(set) var blocks: [MailBlock] = []

    init(tree: HTMLTree, links: MailLinks, role: Passage.Role, language: String?) {
        self.tree = tree
        self.links = links
        self.role = role
        self.language = language
    }

    mutating func read(_ node: HTMLTree.Node, as kind: MailBlock.Kind = .paragraph) {
        switch tree.name(of: node) {
        case .p, .pre: add(node, kind)
        case .h1: add(node, .heading(1))
        case .h2: add(node, .heading(2))
        case .h3, .h4, .h5, .h6: add(node, .heading(3))
        case .blockquote: readChildren(of: node, as: .quotation)
        case .ul, .ol: readPoints(of: node)
        case .tr: addCells(of: node)
        default: readChildren(of: node, as: kind)
        }
    }

    private mutating func readChildren(of node: HTMLTree.Node, as kind: MailBlock.Kind) {
        for child in tree.children(of: node) where tree.isElement(child) { read(child, as: kind) }
    }

    private mutating func readPoints(of list: HTMLTree.Node) {
        let isNumbered = tree.name(of: list) == .ol
        var number = tree.attribute(.start, of: list).flatMap { Int($0) } ?? 1
        for point in tree.children(of: list) where tree.name(of: point) == .li {
            let kind = MailBlock.Kind.point(isNumbered ? number : nil)
            let inner = tree.children(of: point).filter { isBlock($0) }
            if inner.isEmpty || !tree.name(of: inner[0]).isParagraph {
                let words = tree.children(of: point).filter { !isBlock($0) }
                append(words.flatMap { runs(of: $0) }, kind)
            }
            for child in inner { read(child, as: kind) }
            number += 1
        }
    }

    private mutating func addCells(of row: HTMLTree.Node) {
        var found: [MailRun] = []
        for cell in tree.children(of: row) where tree.isElement(cell) {
            if !found.isEmpty { found.append(MailRun(" · ")) }
            found += tree.children(of: cell).flatMap { runs(of: $0) }
        }
        append(found, .paragraph)
    }

    private mutating func add(_ node: HTMLTree.Node, _ kind: MailBlock.Kind) {
        append(tree.children(of: node).flatMap { runs(of: $0) }, kind)
    }

    private mutating func append(_ runs: [MailRun], _ kind: MailBlock.Kind) {
        let isEmpty = runs.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
        if !isEmpty { blocks.append(MailBlock(role, runs, kind: kind, language: language)) }
    }

    private func isBlock(_ node: HTMLTree.Node) -> Bool {
        switch tree.name(of: node) {
        case .p, .ul, .ol, .blockquote, .pre, .table, .h1, .h2, .h3, .h4, .h5, .h6, .hr: true
        default: false
        }
    }

    /// The words in and below a node.
    private func runs(of node: HTMLTree.Node) -> [MailRun] {
        if tree.isText(node) { return [MailRun(MailBlockReader.line(tree.text(of: node)))] }
        switch tree.name(of: node) {
        case .br: return [MailRun(" ")]
        case .img: return [MailRun(MailBlockReader.line(tree.attribute(.alt, of: node) ?? ""))]
        case .a:
            let words = MailBlockReader.line(tree.text(of: node))
            let address = tree.attribute(.href, of: node).map(MailBlockReader.line)
            return [MailRun(words, to: address.flatMap { links.target(of: $0) })]
        default: break
        }
        let inner = tree.children(of: node).flatMap { runs(of: $0) }
        switch tree.name(of: node) {
        case .strong:
            return inner.map { MailRun($0.text, to: $0.address, isStrong: true, isStressed: $0.isStressed) }
        case .em:
            return inner.map { MailRun($0.text, to: $0.address, isStrong: $0.isStrong, isStressed: true) }
        default: return inner
        }
    }

    /// The text with spaces for line breaks, and without the characters that no text needs.
    private static func line(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" || scalar == "\r" {
                out.append(" ")
            } else if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) {
                out.append(scalar)
            }
        }
        return String(out)
    }
}

private extension HTMLName {
    var isParagraph: Bool { self == .p }
}
