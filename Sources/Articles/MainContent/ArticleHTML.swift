// SPDX-License-Identifier: MIT

import Markup
import Model

/// Writes main content as safe HTML: cleaned, with absolute addresses, late images in their places, and tables that
/// only lay out the page taken apart.
struct ArticleHTML {
    private let tree: HTMLTree
    private let content: MainContent
    private let base: WebAddress

    init(_ content: MainContent, of tree: HTMLTree, base: WebAddress) {
        self.tree = tree
        self.content = content
        self.base = base
    }

    /// The HTML; empty where there is no content.
    var text: String {
        let base = base
        let cleaner = HTMLCleaner(resolve: { ArticleHTML.resolved($0, by: base) })
        return cleaner.clean(tree, nodes: content.nodes, exception: exception)
    }
}

private extension ArticleHTML {
    static func resolved(_ address: String, by base: WebAddress) -> String? {
        address.lowercased().hasPrefix("mailto:") ? address : WebAddress(address, relativeTo: base)?.text
    }

    func exception(of node: HTMLTree.Node) -> HTMLCleaner.Exception? {
        if content.leftOut.contains(node) { return .leaveOut }
        switch tree.name(of: node) {
        // Of these only those are not left out that hold the true image of a placeholder.
        case .noscript: return .unwrap
        case .table: return content.layoutTables.contains(node) ? .unwrap : nil
        case .img: return ImageSource.address(of: node, in: tree).map { .image(address: $0) }
        case .other where tree.spelling(of: node) == "amp-img":
            return tree.attribute(.src, of: node).map { .image(address: $0) }
        default: return nil
        }
    }
}
