// SPDX-License-Identifier: MIT

public import Markup

/// What a page says of itself in `meta` elements: Open Graph, Twitter cards, Dublin Core and many of their like.
///
/// ```swift
/// let said = MetaFields(in: tree)
/// print(said.first("og:title", "twitter:title") ?? "")
/// ```
///
/// **Shape**: names in lower case with colons for dots (`DC.creator` is `dc:creator`); values on one line, in the page's
/// order, empty ones left out. No more than 500 fields are kept.
public struct MetaFields: Sendable {
    private var fields: [String: [String]] = [:]
    private var count = 0
    private static let limit = 500

    /// Reads all fields of a page.
    public init(in tree: HTMLTree) {
        self.init()
        for node in tree.descendants(of: tree.root) where tree.name(of: node) == .meta { add(node, of: tree) }
    }

    init() {}

    /// The first value of the first of these names that has one.
    public func first(_ names: String...) -> String? { names.lazy.compactMap { fields[$0]?.first }.first }

    /// All values of a name.
    public func all(_ name: String) -> [String] { fields[name] ?? [] }

    mutating func add(_ node: HTMLTree.Node, of tree: HTMLTree) {
        guard count < MetaFields.limit, let content = tree.attribute(.content, of: node) else { return }
        let value = SaidText.folded(content)
        guard !value.isEmpty else { return }
        for attribute in [HTMLName.property, .name, .httpEquiv] {
            // One property may have several names: `property="dc:title og:title"`.
            for name in tree.words(attribute, of: node).prefix(4) {
                let name = String(name.lowercased().map { $0 == "." ? ":" : $0 })
                if fields[name]?.contains(value) != true { fields[name, default: []].append(value) }
                count += 1
            }
        }
    }
}
