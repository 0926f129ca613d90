// SPDX-License-Identifier: MIT

import Model

/// The links of a feed or an entry, by what they are for.
struct Links {
    private let fields: FieldList

    init(_ fields: FieldList) { self.fields = fields }

    /// The page that a reader opens: RSS's own link, else Atom's alternate one.
    var page: WebAddress? {
        if !fields.hasRelations, let only = fields.only(.link), let target = Links.target(only) {
            return target
        }
        return candidates.lazy.compactMap { Links.target($0) }.first
    }

    /// The page's link as written, where it is relative to an address that nobody knows.
    var unresolvedPage: String? {
        candidates.lazy.filter { $0.base == nil }.compactMap { field in
            let text = (field[name: "href"] ?? field.text).trimmedWhitespace
            let isRelative = !text.isEmpty && !text.prefix { $0 != "/" && $0 != "?" }.contains(":")
            return isRelative && text.utf8.count <= 2048 ? text : nil
        }.first
    }

    /// The links that could be the page, best first; of several plain ones (RSS's own) the last counts.
    private var candidates: [FeedField] {
        let all = fields.all(.link)
        if !fields.hasRelations { return all.reversed() + fields.all(.origin) }
        let plain = all.filter { isPlain($0) }
        let alternates = all.filter { relation($0) == "alternate" && !isPlain($0) }
        let pages = alternates.filter { isPage($0) }
        return plain.reversed() + pages + alternates + fields.all(.origin)
    }

    /// The first address with a relation.
    func address(_ wanted: String) -> WebAddress? { addresses(wanted).first }

    /// All addresses with a relation.
    func addresses(_ wanted: String) -> [WebAddress] {
        guard fields.hasRelations else { return [] }
        return fields.all(.link).filter { relation($0) == wanted }.compactMap { Links.target($0) }
    }

    /// Where a link leads, be it in an attribute or (wrongly, in Atom) in its text.
    static func target(_ field: FeedField) -> WebAddress? {
        field[name: "href"] == nil ? address(field) : attribute("href", of: field)
    }

    /// The address that is a field's text.
    static func address(_ field: FeedField) -> WebAddress? {
        let text = field.text
        return text.isEmpty ? nil : WebAddress(text, relativeTo: field.base)
    }

    /// The address in an attribute of a field.
    static func attribute(_ name: String, of field: FeedField) -> WebAddress? {
        guard let text = field[name: name]?.trimmedWhitespace, !text.isEmpty else { return nil }
        return WebAddress(text, relativeTo: field.base)
    }

    private func relation(_ field: FeedField) -> String {
        guard let raw = field[name: "rel"]?.trimmedWhitespace.lowercased(), !raw.isEmpty else {
            return "alternate"
        }
        return raw.split(separator: "/").last.map(String.init) ?? raw
    }

    /// RSS has the address as text; some write it as an attribute without Atom's namespace.
    private func isPlain(_ field: FeedField) -> Bool {
        field[name: "rel"] == nil && (field[name: "href"] == nil || !field.isAtom)
    }

    private func isPage(_ field: FeedField) -> Bool {
        guard let type = field[name: "type"]?.lowercased() else { return true }
        return type.contains("html")
    }
}
