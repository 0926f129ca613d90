// SPDX-License-Identifier: MIT

import Markup

/// Whether a page says that part of it is only for those who pay or sign in.
///
/// **Source**: schema.org `isAccessibleForFree`, as JSON-LD or microdata, of the page or a part of it, and
/// `article:content_tier` of Open Graph.
enum PaywallSign {
    private static let property = "isAccessibleForFree"

    static func isSeen(on page: PageStatements) -> Bool {
        if page.meta.first("article:content_tier")?.lowercased() == "locked" { return true }
        let marked = page.marks.properties[property.lowercased()] ?? []
        if marked.contains(where: { isFalse(page.tree.attribute(.content, of: $0)) }) { return true }
        if marked.contains(where: { isFalse(page.tree.attribute(.href, of: $0)) }) { return true }
        let data = page.linkedData
        return data.things.contains { thing in
            isFalse(data.text(property, of: thing))
                || data.values("hasPart", of: thing).contains { isFalse(data.text(property, of: $0)) }
        }
    }

    private static func isFalse(_ value: String?) -> Bool {
        guard let value = value?.lowercased() else { return false }
        return ["false", "no", "http://schema.org/false", "https://schema.org/false"].contains(value)
    }
}
