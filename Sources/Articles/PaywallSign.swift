// SPDX-License-Identifier: MIT

import Markup

/// Whether a page says that part of it is only for those who pay or sign in.
///
/// **Source**: schema.org `isAccessibleForFree`, as JSON-LD or microdata, and `article:content_tier` of Open Graph.
enum PaywallSign {
    /// The most of a script that is read; bytes.
    private static let scriptLimit = 1 << 20

    static func isSeen(in tree: HTMLTree) -> Bool {
        tree.descendants(of: tree.root).contains { node in
            switch tree.name(of: node) {
            case .script: isLinkedData(node, of: tree) && deniesFreeAccess(tree.text(of: node, skipping: []))
            case .meta where tree.attribute(.property, of: node) == "article:content_tier":
                tree.attribute(.content, of: node)?.lowercased() == "locked"
            default:
                tree.attribute(.itemprop, of: node) == "isAccessibleForFree"
                    && isFalse(tree.attribute(.content, of: node) ?? tree.attribute(.href, of: node) ?? "")
            }
        }
    }

    private static func isLinkedData(_ node: HTMLTree.Node, of tree: HTMLTree) -> Bool {
        tree.attribute(.type, of: node)?.lowercased().contains("ld+json") == true
    }

    /// Whether a JSON text has the name `isAccessibleForFree` with a value that means no.
    private static func deniesFreeAccess(_ json: String) -> Bool {
        var rest = json.utf8.prefix(scriptLimit)[...]
        while let name = rest.firstRange(of: "\"isAccessibleForFree\"".utf8) {
            rest = rest[name.upperBound...]
            let value = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\"") }
            if isFalse(String(decoding: value.prefix(24), as: UTF8.self)) { return true }
        }
        return false
    }

    private static func isFalse(_ value: String) -> Bool {
        let value = value.lowercased()
        return ["false", "no", "http://schema.org/false", "https://schema.org/false"].contains {
            value.hasPrefix($0)
        }
    }
}
