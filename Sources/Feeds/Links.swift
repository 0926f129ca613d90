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
            let text = (field[.href] ?? field.text).trimmedWhitespace
            let isRelative = !text.isEmpty && !text.prefix { $0 != "/" && $0 != "?" }.contains(":")
            return isRelative && text.utf8.count <= 2048 ? text : nil
        }.first
    }

    /// The links that could be the page, best first; of several plain ones (RSS's own) the last counts.
    private var candidates: [FeedField] {
        let all = fields.all(.link)
        if !fields.hasRelations { return all.reversed() + fields.all(.origin) }
        let plain = all.filter { isPlain($0) }
        let alternates = all.filter { $0.relation == .alternate && !isPlain($0) }
        let pages = alternates.filter { isPage($0) }
        return plain.reversed() + pages + alternates + fields.all(.origin)
    }

    /// The first address with a relation.
    func address(_ wanted: LinkRelation) -> WebAddress? {
        fields.relations.contains(wanted) ? addresses(wanted).first : nil
    }

    /// All addresses with a relation.
    func addresses(_ wanted: LinkRelation) -> [WebAddress] {
        guard fields.relations.contains(wanted) else { return [] }
        return fields.all(.link).filter { $0.relation == wanted }.compactMap { Links.target($0) }
    }

    /// Where a link leads, be it in an attribute or (wrongly, in Atom) in its text.
    static func target(_ field: FeedField) -> WebAddress? {
        field.has(.href) ? attribute(.href, of: field) : address(field)
    }

    /// The address that is a field's text.
    static func address(_ field: FeedField) -> WebAddress? {
        let text = field.text
        return text.isEmpty ? nil : WebAddress(text, relativeTo: field.base)
    }

    /// The address in an attribute of a field.
    static func attribute(_ name: FeedAttribute, of field: FeedField) -> WebAddress? {
        guard let text = field[name]?.trimmedWhitespace, !text.isEmpty else { return nil }
        return WebAddress(text, relativeTo: field.base)
    }

    /// RSS has the address as text; some write it as an attribute without Atom's namespace.
    private func isPlain(_ field: FeedField) -> Bool {
        !field.has(.rel) && (!field.isAtom || !field.has(.href))
    }

    private func isPage(_ field: FeedField) -> Bool {
        guard let type = field[.type]?.lowercased() else { return true }
        return type.contains("html")
    }
}

/// What a link is for.
///
/// **Source**: RFC 4287, section 4.2.7.2, RFC 4685 and 4946, and the registry of link relations.
enum LinkRelation: UInt8 {
    case alternate, own, enclosure, licence, related, via, replies, hub, next, other

    /// Reads the value of `rel`; a name may stand at the end of an address.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let known = LinkRelation(name: bytes) {
            self = known
            return
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmedWhitespace.lowercased()
        let name = Array((text.split(separator: "/").last ?? "").utf8)
        if text.isEmpty {
            self = .alternate
        } else if let known = name.withUnsafeBufferPointer({ LinkRelation(name: $0) }) {
            self = known
        } else {
            self = text.contains("license") ? .licence : .other
        }
    }

    private init?(name: UnsafeBufferPointer<UInt8>) {
        for known in LinkRelation.names where known.name.utf8CodeUnitCount == name.count {
            guard name.indices.allSatisfy({ name[$0] == known.name.utf8Start[$0] }) else { continue }
            self = known.relation
            return
        }
        return nil
    }

    private static let names: [(name: StaticString, relation: LinkRelation)] = [
        ("alternate", .alternate), ("self", .own), ("enclosure", .enclosure), ("license", .licence),
        ("related", .related), ("via", .via), ("replies", .replies), ("hub", .hub), ("next", .next),
    ]
}

/// Some relations.
struct LinkRelations: ExpressibleByArrayLiteral {
    private var bits: UInt16 = 0

    init(arrayLiteral relations: LinkRelation...) { for relation in relations { insert(relation) } }

    var isEmpty: Bool { bits == 0 }
    mutating func insert(_ relation: LinkRelation) { bits |= 1 << UInt16(relation.rawValue) }
    func contains(_ relation: LinkRelation) -> Bool { bits >> UInt16(relation.rawValue) & 1 == 1 }
}
