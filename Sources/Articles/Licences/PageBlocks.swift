// SPDX-License-Identifier: MIT

import Markup
import Model

/// A paragraph or line of a page, with the licences that its links lead to.
struct PageBlock {
    /// Its words; behind the words of a link to a licence stands the licence's address, `br` is the mark `|`.
    var text = ""
    var traits: PageRegions.Traits = []
    /// What links marked as `rel=license` lead to; unknown where Cairn does not know it.
    var marked: [(licence: Licence, href: String)] = []
    /// Whether a picture or a video stands in it or right before it.
    var isBesidePicture = false
    /// Whether it says of itself that it speaks of a picture, a sound or the like (Dublin Core's types).
    var isOfOtherKind = false
}

/// Cuts a page into blocks.
struct PageBlocks {
    private let regions: PageRegions
    private(set) var all: [PageBlock] = []
    private var current = PageBlock()
    private var block: Int32 = -1
    /// The address of the licence that the link at hand leads to.
    private var target: WebAddress?
    private var link: Int32 = -1
    private var isAfterPicture = false

    /// Bytes of one block at the most; what stands behind is not read.
    private static let byteLimit = 16_384
    /// Marks where the page breaks a line.
    private static let lineBreak = " | "
    /// What all types of Dublin Core have in their addresses.
    private static let kindSign = Array("dc/dcmitype/".utf8)

    /// Reads the whole page; blocks that stand apart are left out, but their pictures are seen.
    init(_ regions: PageRegions) {
        self.regions = regions
        for node in regions.tree.descendants(of: regions.tree.body) { read(node) }
        close()
    }
}

private extension PageBlocks {
    mutating func read(_ node: HTMLTree.Node) {
        let tree = regions.tree
        let traits = regions.traits(of: node)
        let isElement = tree.isElement(node)
        if regions.block(of: node) != block {
            close()
            block = regions.block(of: node)
            current.traits = traits
        }
        if isElement, isPicture(node) {
            isAfterPicture = true
            current.isBesidePicture = true
        }
        guard !traits.contains(.apart) else { return }
        if regions.link(of: node) != link {
            closeLink()
            link = regions.link(of: node)
            if isElement, tree.name(of: node) == .a { open(node) }
        }
        if tree.isText(node) {
            let room = PageBlocks.byteLimit - current.text.utf8.count
            if room > 0 {
                current.text += String(decoding: tree.textBytes(of: node).prefix(room), as: UTF8.self)
            }
        } else if isElement {
            if tree.name(of: node) == .br { current.text += PageBlocks.lineBreak }
            noteKind(node)
        }
    }

    mutating func open(_ node: HTMLTree.Node) {
        guard let href = regions.tree.attribute(.href, of: node) else { return }
        let address = WebAddress(href, relativeTo: regions.base)
        let licence = address.flatMap { Licence(at: $0) }
        target = licence == nil ? nil : address
        // A link within the page leads to where the licence is told of in words.
        guard !href.hasPrefix("#") else { return }
        if PageMarks.isLicenceRelation(regions.tree.words(.rel, of: node)), current.marked.count < 20 {
            current.marked.append((licence ?? .unknown, href))
        }
    }

    mutating func closeLink() {
        if let target { current.text += " \(target.text) " }
        target = nil
        link = -1
    }

    mutating func close() {
        closeLink()
        let text = PlainText.folded(current.text)
        if !text.isEmpty {
            current.text = text
            current.isBesidePicture = current.isBesidePicture || isAfterPicture
            all.append(current)
            isAfterPicture = false
        }
        current = PageBlock()
    }

    /// Whether an element shows a picture, a video or another page; badges of licences and tiny images do not count.
    func isPicture(_ node: HTMLTree.Node) -> Bool {
        let tree = regions.tree
        switch tree.name(of: node) {
        case .video, .audio, .iframe, .object, .embed, .figure, .canvas: return true
        case .img: break
        default: return false
        }
        if target != nil { return false }
        let source = (tree.attribute(.src, of: node) ?? "").prefix(300).lowercased()
        let words = (tree.attribute(.alt, of: node) ?? "").prefix(100).lowercased()
        let isBadge =
            source.contains("creativecommons") || source.contains("licensebuttons")
            || words.contains("creative commons")
            || words.hasPrefix("cc by") || words.hasPrefix("cc-by") || words == "cc0" || words == "ogl"
        let isTiny = [HTMLName.width, .height].contains { name in
            Int(tree.attribute(name, of: node) ?? "").map { $0 <= 32 } == true
        }
        return !isBadge && !isTiny
    }

    /// Notes Dublin Core's type of work, as Creative Commons' own snippets give it.
    mutating func noteKind(_ node: HTMLTree.Node) {
        guard !current.isOfOtherKind else { return }
        for name in [HTMLName.href, .content] {
            guard let value = regions.tree.attributeBytes(name, of: node), value.count < 200,
                Letters.hold(value, PageBlocks.kindSign)
            else { continue }
            if WorkKind.isOther(String(decoding: value, as: UTF8.self)) { current.isOfOtherKind = true }
        }
    }
}
