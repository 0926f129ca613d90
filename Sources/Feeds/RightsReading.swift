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
        for wording in wordings where rights.statement == nil {
            state(links(in: wording) + [String(wording.text.prefix(2000))], place, &rights)
        }
        return rights
    }

    /// What an object or a text of JSON Feed states.
    static func rights(stated: [String], place: LicenceStatement.Place) -> ParsedRights {
        var rights = ParsedRights()
        state(stated, place, &rights)
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
