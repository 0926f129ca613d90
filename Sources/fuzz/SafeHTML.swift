// SPDX-License-Identifier: MIT

import Markup

/// What cleaned HTML may hold, said a second time and apart from the cleaner, so that a slip there is seen here.
enum SafeHTML {
    private static let elements = Set(
        """
        a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em \
        figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small \
        span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
        """.split(separator: " ").map(String.init))
    private static let attributes = Set(
        """
        href src alt title lang dir width height colspan rowspan span align scope start value reversed open cite datetime \
        class rel loading referrerpolicy id aria-label
        """.split(separator: " ").map(String.init))

    /// What is wrong with HTML; nil when nothing is, or when there is none because the document was refused.
    static func complaint(about html: String?, cleansAgain: Bool) -> String? {
        guard let html else { return nil }
        guard let tree = try? HTMLTree(fragment: html) else { return "it cannot be read back" }
        for node in tree.descendants(of: tree.root) {
            if let complaint = complaint(about: node, in: tree, mayHaveID: !cleansAgain) { return complaint }
        }
        guard cleansAgain else { return nil }
        return (try? HTMLCleaner().clean(fragment: html)) == html ? nil : "cleaning again changes it"
    }

    private static func complaint(
        about node: HTMLTree.Node, in tree: HTMLTree, mayHaveID: Bool
    ) -> String? {
        if tree.isText(node) { return nil }
        guard tree.isElement(node), tree.space(of: node) == .html else {
            return "a comment or a foreign element"
        }
        let name = tree.spelling(of: node)
        guard elements.contains(name) else { return "an element \(name)" }
        for (attribute, value) in tree.attributes(of: node) {
            guard attributes.contains(attribute) else { return "an attribute \(attribute)" }
            switch attribute {
            case "href", "src", "cite":
                if !isSafe(value, allowsMail: attribute == "href") { return "an address \(value.prefix(80))" }
            case "id": if !mayHaveID || !value.hasPrefix("h-") { return "an id \(value.prefix(80))" }
            case "class": if !value.hasPrefix("language-") { return "a class \(value.prefix(80))" }
            default: break
            }
        }
        return nil
    }

    /// Whether an address has no scheme, or one that may stay; read with what browsers leave out left out.
    private static func isSafe(_ address: String, allowsMail: Bool) -> Bool {
        let bytes = address.utf8.drop { $0 <= 0x20 }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        let head = bytes.prefix { !":/?#\\".utf8.contains($0) }
        guard head.count < bytes.count, bytes[head.endIndex] == UInt8(ascii: ":") else { return true }
        let scheme = String(decoding: head, as: UTF8.self).lowercased()
        return scheme == "http" || scheme == "https" || allowsMail && scheme == "mailto"
    }
}
