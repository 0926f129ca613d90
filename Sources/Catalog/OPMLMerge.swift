// SPDX-License-Identifier: MIT

import Model

/// Joins lists of subscriptions into one, every outline with all its attributes.
struct OPMLMerge {
    private var outlines: [OPMLDocument.Outline] = []
    private var namespaces = OPMLNamespaces()
    private var seen: Set<String> = []

    /// Adds a list behind those that are there; its groups join earlier lists' groups of the same name.
    mutating func add(_ document: OPMLDocument) {
        var prefixes: [String: String] = [:]
        for attribute in document.attributes where attribute.name.hasPrefix("xmlns:") {
            let prefix = String(attribute.name.dropFirst(6))
            prefixes[prefix] = namespaces.prefix(for: attribute.value, wanted: prefix)
        }
        outlines = joined(outlines, cleaned(document.outlines, prefixes))
    }

    /// The whole list.
    func document(title: String) -> OPMLDocument {
        OPMLDocument(
            attributes: [OPMLDocument.Attribute("version", "2.0")] + namespaces.declarations,
            head: [OPMLDocument.Attribute("title", title)], outlines: outlines)
    }
}

private extension OPMLMerge {
    /// The outlines without addresses that are there already and lines that give no feed.
    mutating func cleaned(
        _ outlines: [OPMLDocument.Outline], _ prefixes: [String: String]
    ) -> [OPMLDocument.Outline] {
        outlines.compactMap { outline in
            let raw = outline.value("xmlUrl")?.trimmed ?? ""
            let isNew = WebAddress(raw).map { seen.insert($0.canonicalKey).inserted } ?? false
            guard isNew || outline.isGroup else { return nil }
            let attributes = outline.attributes.map { renamed($0, prefixes) }
            return OPMLDocument.Outline(
                attributes: isNew || raw.isEmpty ? attributes : attributes.withoutFeed,
                outlines: cleaned(outline.outlines, prefixes), isGroup: outline.isGroup)
        }
    }

    func renamed(_ attribute: OPMLDocument.Attribute, _ prefixes: [String: String]) -> OPMLDocument.Attribute
    {
        guard let colon = attribute.name.firstIndex(of: ":"),
            let prefix = prefixes[String(attribute.name[..<colon])]
        else { return attribute }
        return OPMLDocument.Attribute(prefix + attribute.name[colon...], attribute.value)
    }

    /// Two lists one behind the other, the second one's groups put into those of the first.
    func joined(
        _ first: [OPMLDocument.Outline], _ second: [OPMLDocument.Outline]
    ) -> [OPMLDocument.Outline] {
        var all = first
        for outline in second {
            let place = first.firstIndex {
                isPlainGroup($0) && isPlainGroup(outline) && $0.title == outline.title
            }
            guard let place else {
                all.append(outline)
                continue
            }
            all[place] = OPMLDocument.Outline(
                attributes: all[place].attributes, outlines: joined(all[place].outlines, outline.outlines),
                isGroup: true)
        }
        return all
    }

    func isPlainGroup(_ outline: OPMLDocument.Outline) -> Bool {
        outline.isGroup && outline.value("xmlUrl") == nil && outline.title != nil
    }
}

extension [OPMLDocument.Attribute] {
    /// The attributes of what is only a group now.
    var withoutFeed: [OPMLDocument.Attribute] {
        filter { !["xmlurl", "type"].contains($0.name.lowercased()) }
    }
}
