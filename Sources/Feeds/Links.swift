// SPDX-License-Identifier: MIT

import Model

/// The links of a feed or an entry, by what they are for.
struct Links {
    private let fields: [FeedField]

    init(_ fields: [FeedField]) { self.fields = fields }

    /// The page that a reader opens: RSS's own link, else Atom's alternate one.
    var page: WebAddress? {
        let plain = fields.all(.link).filter { $0[name: "href"] == nil && $0[name: "rel"] == nil }
        if let address = plain.compactMap({ Links.address($0) }).first { return address }
        let alternates = fields.all(.link).filter { relation($0) == "alternate" && $0[name: "href"] != nil }
        let page = alternates.first { isPage($0) } ?? alternates.first
        if let address = page.flatMap({ Links.attribute("href", of: $0) }) { return address }
        return fields.all(.origin).compactMap { Links.address($0) }.first
    }

    /// The first address with a relation.
    func address(_ wanted: String) -> WebAddress? { addresses(wanted).first }

    /// All addresses with a relation.
    func addresses(_ wanted: String) -> [WebAddress] {
        fields.all(.link).filter { relation($0) == wanted }.compactMap { Links.attribute("href", of: $0) }
    }

    /// The address that is a field's text.
    static func address(_ field: FeedField) -> WebAddress? {
        let text = field.trimmed
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

    private func isPage(_ field: FeedField) -> Bool {
        guard let type = field[name: "type"]?.lowercased() else { return true }
        return type.contains("html")
    }
}
