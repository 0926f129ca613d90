// SPDX-License-Identifier: MIT

import Markup
import Model

/// The picture that stands for a page.
enum LeadImage {
    /// What the page states, else the first picture of its content that is no icon.
    static func read(_ page: PageStatements, content: HTMLTree.Node?) -> WebAddress? {
        for text in stated(page) {
            if let address = WebAddress(text, relativeTo: page.base) { return address }
        }
        return content.flatMap { first(in: $0, of: page) }
    }
}

private extension LeadImage {
    static func stated(_ page: PageStatements) -> [String] {
        let meta = [
            "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src",
            "parsely-image-url",
            "sailthru:image:full", "thumbnail",
        ].compactMap { page.meta.first($0) }
        guard let article = page.article else { return meta }
        let data = page.linkedData
        let linked = ["image", "thumbnailUrl"].flatMap { data.values($0, of: article) }
            .compactMap { $0.text ?? data.text("url", of: $0) ?? data.text("contentUrl", of: $0) }
        return meta + linked
    }

    static func first(in content: HTMLTree.Node, of page: PageStatements) -> WebAddress? {
        let tree = page.tree
        for node in tree.descendants(of: content) where tree.name(of: node) == .img {
            let sizes = [HTMLName.width, .height].compactMap {
                tree.attribute($0, of: node).flatMap { Int($0) }
            }
            guard sizes.allSatisfy({ $0 >= 100 }) else { continue }
            for attribute in ["data-src", "data-original", "data-lazy-src", "src"] {
                guard let text = tree.attribute(named: attribute, of: node), !text.hasPrefix("data:") else {
                    continue
                }
                if let address = WebAddress(text, relativeTo: page.base) { return address }
            }
        }
        return nil
    }
}
