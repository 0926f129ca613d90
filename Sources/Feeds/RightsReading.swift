// SPDX-License-Identifier: MIT

import Markup
import Model

/// Reads what a feed or an entry says about rights, and which licence it states.
enum RightsReading {
    /// A licence element or link first, then words that name a licence.
    ///
    /// **Source**: RFC 4946 (`rel="license"`), the creativeCommons module of RSS, ccREL, Dublin Core's terms.
    static func rights(of fields: FieldList, place: LicenceStatement.Place) -> ParsedRights {
        var rights = ParsedRights()
        guard fields.hasRelations || fields.has(places) else { return rights }
        let wordings = fields.all(wordingKinds).filter { $0.hasText }
        rights.words = wordings.first.map { Words.plain($0) }
        let stating = fields.all([.licence, .link]) + fields.media.all(.licence)
        for stated in stating.flatMap({ statements($0) }) {
            state(stated, place, &rights)
            if rights.licenceAddress != nil { return rights }
        }
        // What is stated and not known permits nothing, and keeps others from permitting it.
        let unknown = rights.statement == nil ? stating.lazy.flatMap { statements($0) }.joined().first : nil
        for wording in wordings where rights.statement == nil {
            state(links(in: wording) + [words(of: wording)], place, &rights)
        }
        if rights.statement == nil, let unknown {
            rights.statement = LicenceStatement(licence: .unknown, place: place, words: unknown)
        }
        return rights
    }

    /// What an object or a text of JSON Feed states.
    static func rights(stated: [String], place: LicenceStatement.Place) -> ParsedRights {
        var rights = ParsedRights()
        state(stated, place, &rights)
        if rights.statement == nil, let words = stated.first(where: { !$0.isEmpty }) {
            rights.statement = LicenceStatement(licence: .unknown, place: place, words: words)
        }
        return rights
    }
}

private extension RightsReading {
    static let wordingKinds: ElementSet = [.rights, .copyright, .dcRights]
    static let places: ElementSet = [
        .rights, .copyright, .dcRights, .licence, .mediaGroup, .mediaContent,
    ]

    static func state(_ texts: [String], _ place: LicenceStatement.Place, _ rights: inout ParsedRights) {
        for text in texts {
            let licence = Licence(naming: text)
            if rights.licenceAddress == nil { rights.licenceAddress = WebAddress(text) ?? licence?.address }
            if rights.statement == nil, let licence {
                rights.statement = LicenceStatement(licence: licence, place: place, words: text)
            }
        }
        if rights.statement == nil, let address = rights.licenceAddress {
            rights.statement = LicenceStatement(licence: .unknown, place: place, words: address.text)
        }
    }

    /// A wording as words, with the addresses of its links where they lead to licences.
    static func words(of field: FeedField) -> String {
        let raw = String(Words.content(field).raw.prefix(4000))
        guard raw.contains("<"), let tree = try? HTMLTree(fragment: raw) else {
            return String(raw.prefix(2000))
        }
        var text = ""
        for node in tree.descendants(of: tree.root) {
            if tree.isText(node) {
                text += tree.text(of: node)
            } else if tree.name(of: node) == .a,
                let address = WebAddress(tree.attribute(.href, of: node) ?? ""),
                Licence(at: address) != nil
            {
                text += " \(address.text) "
            } else if ![.b, .i, .em, .strong, .span, .small, .abbr].contains(tree.name(of: node)) {
                text += " "
            }
        }
        return PlainText.folded(String(text.prefix(2000)))
    }

    /// The addresses and words of a licence element or link; none for any other field.
    static func statements(_ field: FeedField) -> [[String]] {
        switch field.element {
        case .licence:
            let places = [
                field[name: "resource"], field[name: "url"], field[name: "href"], field[name: "about"],
            ]
            let texts =
                places.compactMap { $0?.trimmedWhitespace.nonEmpty } + [field.text].filter { !$0.isEmpty }
            return texts.isEmpty ? [] : [texts]
        case .link where field[name: "rel"]?.lowercased().contains("license") == true:
            return field[name: "href"].map { [[$0.trimmedWhitespace]] } ?? []
        default: return []
        }
    }

    /// The addresses of links with `rel="license"` in a wording's markup; each piece between two links is read once.
    static func links(in field: FeedField) -> [String] {
        guard field.text.contains("license"), field.text.utf8.count <= 65536 else { return [] }
        let tags = field.text.split(separator: "<a", omittingEmptySubsequences: false).dropFirst()
            .map { $0.prefix { $0 != ">" }.prefix(2048) }.filter { $0.contains("license") }
        return tags.prefix(10).compactMap { tag in
            guard tag.firstMatch(of: /\brel\s*=\s*["']?[^"'>]*license/) != nil else { return nil }
            return tag.firstMatch(of: /\bhref\s*=\s*["']?([^"'>\s]+)/).map { String($0.1) }
        }
    }
}

extension ParsedRights {
    /// The same, filled up from the feed's where it says nothing itself.
    ///
    /// An entry that keeps all rights does not inherit the feed's licence.
    func inheriting(from feed: ParsedRights) -> ParsedRights {
        var whole = self
        whole.words = words ?? feed.words
        if statement == nil, licenceAddress == nil {
            whole.statement = feed.statement
            whole.licenceAddress = feed.licenceAddress
        }
        return whole
    }
}
