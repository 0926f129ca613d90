// SPDX-License-Identifier: MIT

import Markup
import Model

/// Reads what a feed or an entry says about rights, and which licence it states.
///
/// All that is said at one place counts together: of two licences the stricter, and none where each allows what the
/// other forbids. The licence of a picture or a video (Media RSS) is shown, and permits nothing for the text.
enum RightsReading {
    /// What elements and links for licences say, and the words of those for rights.
    ///
    /// **Source**: RFC 4946 (`rel="license"`), the creativeCommons module of RSS, ccREL, Dublin Core's terms, Media RSS.
    static func rights(of fields: FieldList, place: LicenceStatement.Place) -> ParsedRights {
        var rights = ParsedRights()
        guard fields.relations.contains(.licence) || fields.has(places) else { return rights }
        let wordings = fields.all(wordingKinds).filter { $0.hasText }
        rights.words = wordings.first.map { Words.plain($0) }
        var claims = fields.all([.licence, .link]).compactMap { claim(texts(of: $0)) }
        for wording in wordings where wording.element != .mediaRights {
            let found = self.claims(in: wording)
            claims += claims.isEmpty ? found : found.filter { $0.licence != .unknown }
        }
        rights.settle(claims, place)
        if rights.licenceAddress == nil, rights.statement == nil {
            let media = fields.all(.mediaLicence) + fields.media.all(.mediaLicence)
            rights.licenceAddress = media.lazy.compactMap { claim(texts(of: $0))?.address }.first
        }
        return rights
    }

    /// What a member for a licence states in JSON Feed, as an address, an id or a name.
    static func rights(stated: [String], place: LicenceStatement.Place) -> ParsedRights {
        var rights = ParsedRights()
        rights.settle([claim(stated)].compactMap(\.self), place)
        return rights
    }

    /// What words about rights state in JSON Feed.
    static func rights(words: String, place: LicenceStatement.Place) -> ParsedRights {
        var rights = ParsedRights()
        rights.words = PlainText.folded(words)
        rights.settle(claims(in: words, marked: []), place)
        return rights
    }
}

/// A licence that is stated; unknown where Cairn does not know it.
private struct RightsClaim {
    var licence: Licence
    var address: WebAddress?
    var words: String
}

private extension ParsedRights {
    mutating func settle(_ claims: [RightsClaim], _ place: LicenceStatement.Place) {
        guard let licence = Licence.strictest(of: claims.map(\.licence)) else { return }
        let speaking = claims.filter { $0.licence == licence }
        statement = LicenceStatement(
            licence: licence, place: place,
            words: speaking.first?.words ?? claims.map(\.words).prefix(3).joined(separator: " / "))
        licenceAddress = speaking.lazy.compactMap(\.address).first ?? licence.address
    }
}

private extension RightsReading {
    static let wordingKinds: ElementSet = [.rights, .copyright, .dcRights, .mediaRights]
    static let places: ElementSet = [
        .rights, .copyright, .dcRights, .mediaRights, .licence, .mediaLicence, .mediaGroup, .mediaContent,
    ]

    /// What one element or member says in several ways; the first of them that names a licence counts.
    static func claim(_ texts: [String]) -> RightsClaim? {
        guard let first = texts.first(where: { !$0.isEmpty }) else { return nil }
        for text in texts {
            guard let licence = Licence(naming: text) else { continue }
            let address = texts.lazy.compactMap { WebAddress($0) }.first
            return RightsClaim(licence: licence, address: address ?? licence.address, words: text)
        }
        return RightsClaim(
            licence: .unknown, address: texts.lazy.compactMap { WebAddress($0) }.first, words: first)
    }

    /// The texts of an element or link for licences; none for any other field.
    static func texts(of field: FeedField) -> [String] {
        switch field.element {
        case .licence, .mediaLicence:
            let attributes = [field[.resource], field[.url], field[.href], field[.about]]
            return attributes.compactMap { $0?.trimmedWhitespace.nonEmpty }
                + [field.text].filter { !$0.isEmpty }
        case .link where field.relation == .licence:
            return [field[.href]?.trimmedWhitespace].compactMap(\.self)
        default: return []
        }
    }

    /// What words about rights state, and the links in them.
    static func claims(in wording: FeedField) -> [RightsClaim] {
        claims(in: words(of: wording), marked: links(in: wording))
    }

    /// - Parameter marked: where links with `rel="license"` in the words lead.
    static func claims(in words: String, marked: [String]) -> [RightsClaim] {
        if !words.contains(" "), WebAddress(words) != nil { return [claim([words])].compactMap(\.self) }
        let links = marked.map { (address: WebAddress($0), licence: Licence(naming: $0)) }
        let said = LicenceWording.findings(in: words).filter { found in
            found.reading >= (links.contains { $0.licence == found.licence } ? .foreign : .bare)
        }
        var claims = said.map { found in
            RightsClaim(
                licence: found.licence,
                address: links.first { $0.licence == found.licence }?.address ?? found.licence.address,
                words: found.words)
        }
        // A site's own copy of a licence that the words name says nothing more.
        if !said.contains(where: { $0.licence != .unknown }) {
            claims += links.filter { $0.licence == nil }
                .map { RightsClaim(licence: .unknown, address: $0.address, words: $0.address?.text ?? "") }
        }
        return claims
    }

    /// A wording as words, with the addresses of its links where they lead to licences.
    static func words(of field: FeedField) -> String {
        let raw = String(Words.content(field).raw.prefix(4000))
        guard raw.contains("<"), let tree = try? HTMLTree(fragment: raw) else {
            return PlainText.folded(String(raw.prefix(2000)))
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
    /// An entry that states something of its own, even what Cairn does not know, does not inherit the feed's licence.
    func inheriting(from feed: ParsedRights) -> ParsedRights {
        if words == nil, statement == nil, licenceAddress == nil { return feed }
        var whole = self
        whole.words = words ?? feed.words
        if statement == nil {
            whole.statement = feed.statement
            whole.licenceAddress =
                feed.statement == nil ? licenceAddress ?? feed.licenceAddress : feed.licenceAddress
        }
        return whole
    }
}
