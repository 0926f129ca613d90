// SPDX-License-Identifier: MIT

import Markup

/// What the readers of facts ask about single nodes; each answer costs a bounded number of steps.
extension PageStatements {
    /// The most nodes within one that are looked at for a statement.
    static let nodeLimit = 2000

    private static let besides = [
        "comment", "related", "sidebar", "recommend", "teaser", "promo", "widget", "most-", "newsletter",
        "popular",
        "trending", "disqus", "replies",
    ].map { Array($0.utf8) }
    private static let blocks: HTMLNameSet = [
        .address, .article, .aside, .blockquote, .br, .dd, .div, .dl, .dt, .figcaption, .figure, .footer, .h1,
        .h2,
        .h3, .h4, .h5, .h6, .header, .li, .ol, .p, .section, .table, .td, .time, .tr, .ul,
    ]
    private static let hidden: HTMLNameSet = [.script, .style, .template, .svg, .select, .textarea]

    /// Whether a node stands where pages speak of something else: comments, teasers of other articles, the frame.
    func isBesideTheArticle(_ node: HTMLTree.Node) -> Bool {
        for (height, above) in tree.ancestors(of: node).prefix(64).enumerated() {
            switch tree.name(of: above) {
            case .article, .main, .body, .html: return false
            case .aside, .nav: return true
            default: break
            }
            for attribute in [HTMLName.class, .id] {
                // A page's outer boxes speak of all that is in them, and long labels of everything.
                guard height < 12, let label = tree.attributeBytes(attribute, of: above), label.count <= 200
                else {
                    continue
                }
                if PageStatements.besides.contains(where: { Letters.hold(label, $0) }) { return true }
            }
        }
        return false
    }

    /// The text of a node as a reader sees it, on one line; nil for none and for more than a statement has.
    func words(of node: HTMLTree.Node) -> String? {
        let seen = visible(in: node, nodes: PageStatements.nodeLimit)
        return seen.isWhole && !seen.lines.isEmpty ? seen.lines.joined(separator: " ") : nil
    }

    /// The text of a node as lines, as a reader sees it; the first of them where it has more than a statement has.
    func lines(of node: HTMLTree.Node) -> [String] {
        visible(in: node, nodes: 10 * PageStatements.nodeLimit).lines
    }

    private func visible(in node: HTMLTree.Node, nodes: Int) -> (lines: [String], isWhole: Bool) {
        var out: [UInt8] = []
        var (steps, current) = (0, tree.following(node, within: node))
        while let found = current, steps < nodes, out.count <= SaidText.limit {
            steps += 1
            let name = tree.name(of: found)
            if tree.isText(found) {
                // A line break within a text is white space like any other.
                out += tree.textBytes(of: found).prefix(2 * SaidText.limit).lazy.map { $0 < 0x20 ? 0x20 : $0 }
            }
            if PageStatements.blocks.contains(name) { out.append(0x0A) }
            current =
                PageStatements.hidden.contains(name)
                ? tree.followingSkipping(found, within: node) : tree.following(found, within: node)
            if let current, endsBlock(found, before: current) { out.append(0x0A) }
        }
        let lines = String(decoding: out, as: UTF8.self).split(separator: "\n")
            .map { SaidText.folded(String($0)) }.filter { !$0.isEmpty }
        return (lines, current == nil && out.count <= SaidText.limit)
    }

    /// Whether a block that holds `node`, or is it, ends where `next` begins.
    private func endsBlock(_ node: HTMLTree.Node, before next: HTMLTree.Node) -> Bool {
        guard let parent = tree.parent(of: next), parent != node else { return false }
        var above: HTMLTree.Node? = node
        while let one = above, one != parent {
            if PageStatements.blocks.contains(tree.name(of: one)) { return true }
            above = tree.parent(of: one)
        }
        return false
    }
}
