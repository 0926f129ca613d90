// SPDX-License-Identifier: MIT

import Markup
import Model

/// Tells links to the page's own site from those to others: a site offers its own articles, and refers to others'.
struct SiteLinks {
    private let address: WebAddress?
    private let host: String

    /// The most elements and texts that are searched for links; what there is more of is as what came before.
    private static let searchLimit = 300

    /// - Parameter address: where the page is; nil makes all links its own.
    init(of address: WebAddress?) {
        self.address = address
        host = SiteLinks.name(address?.host ?? "")
    }

    /// Whether at least half of the links in some elements lead to the page's own site.
    func areOwn(in numbers: [Int], of outline: PageOutline) -> Bool {
        var (own, all, searched) = (0, 0, 0)
        for top in numbers {
            for number in top..<outline.end(of: top) {
                searched += 1
                if searched > SiteLinks.searchLimit { return own * 2 >= all }
                guard !outline[number].isText, outline[number].name == .a else { continue }
                all += 1
                if isOwn(outline.tree.attribute(.href, of: outline[number].node) ?? "") { own += 1 }
            }
        }
        return own * 2 >= all
    }

    /// Whether an address is relative or of the page's host or a part of it.
    private func isOwn(_ text: String) -> Bool {
        guard let address, let target = WebAddress(text, relativeTo: address) else { return true }
        let other = SiteLinks.name(target.host)
        return other == host || other.hasSuffix("." + host)
    }

    private static func name(_ host: String) -> String {
        host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
