// SPDX-License-Identifier: MIT

import Markup
import Model

/// Makes an entry of the fields of an RSS item or Atom entry.
struct EntryReading {
    /// What the feed says for all its entries.
    let rights: ParsedRights

    /// Fills an entry in its place, for it is large to copy.
    func read(_ field: FeedField, into entry: inout ParsedEntry) {
        let fields = field.children
        entry.base = field.base
        words(&entry, fields)
        addresses(&entry, fields)
        entry.guid = entry.guid ?? field[.about]?.trimmedWhitespace.nonEmpty
        entry.language = Labels.language(fields.first(.language)?.text ?? field.language) ?? entry.language
        entry.authors = People.authors(of: fields, isFeed: false)
        entry.tags = Labels.tags(of: fields)
        let moments = Moments(of: fields, isFeed: false)
        entry.dates = moments.dates
        if let changed = field[.lastmod] { entry.dates.modified = WrittenDate.date(from: changed) }
        entry.warnings = moments.warnings
        entry.rights = RightsReading.rights(of: fields, place: .item).inheriting(from: rights)
        entry.attachments = MediaReading.attachments(of: fields)
        entry.image = MediaReading.image(of: fields)
        entry.source = fields.all(.source).first.map { source($0) }
    }
}

private extension EntryReading {
    static let contents: [FeedElement] = [.encoded, .content, .fullText, .body, .description, .summary]
    static let spares: [FeedElement] = [.abstract, .itunesSummary, .mediaText, .itunesSubtitle]
    static let summaries: [FeedElement] = [.summary, .description] + spares

    func words(_ entry: inout ParsedEntry, _ fields: FieldList) {
        let media = fields.media
        entry.title = Words.title(
            fields.first(.title) ?? fields.first(.dcTitle) ?? fields.first(.mediaTitle)
                ?? fields.first(.itunesTitle) ?? media.first(.mediaTitle))
        let content =
            Words.best(fields, Self.contents) ?? Self.spares.lazy.compactMap { fields.first($0) }.first
            ?? media.first(.mediaText)
        guard let content else { return }
        entry.base = content.base ?? entry.base
        entry.language = Labels.language(content.language)
        entry.content = Words.content(content)
        let short = Self.summaries.lazy.compactMap { fields.first($0) }.first { !$0.hasText(of: content) }
        entry.short = short.map { Words.content($0) }
    }

    func addresses(_ entry: inout ParsedEntry, _ fields: FieldList) {
        let links = Links(fields)
        let guid = fields.first(.guid)
        entry.guid = guid?.text ?? fields.first(.id)?.text ?? fields.first(.about)?.text
        entry.address = links.page ?? guid.flatMap { permanentAddress($0) } ?? idAddress(fields)
        if entry.address == nil { entry.unresolvedAddress = links.unresolvedPage }
        if entry.address == nil, entry.unresolvedAddress == nil {
            entry.address = MediaReading.enclosures(of: fields).first?.address
        }
        entry.externalAddress = links.address(.related) ?? links.address(.via)
        entry.commentsAddress =
            fields.first(.comments).flatMap { Links.address($0) } ?? links.address(.replies)
    }

    /// RSS's GUID is the link where it does not say otherwise.
    func permanentAddress(_ guid: FeedField) -> WebAddress? {
        guard guid[.ispermalink]?.lowercased() != "false", namesPlace(guid.text) else {
            return nil
        }
        return Links.address(guid)
    }

    /// Whether a text begins as an address on any network does.
    func namesPlace(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return text.utf8[colon...].starts(with: "://".utf8)
    }

    /// An Atom id that is an address serves where there is no link.
    func idAddress(_ fields: FieldList) -> WebAddress? {
        guard let id = fields.first(.id)?.text, id.hasPrefix("http") else { return nil }
        return WebAddress(id)
    }

    func source(_ field: FeedField) -> ParsedSource {
        var source = ParsedSource()
        let links = Links(field.children)
        source.title = field.child(.title).map { Words.title($0) } ?? Words.plain(field).nonEmpty
        source.id = field.child(.id)?.text
        source.address = links.page ?? Links.attribute(.url, of: field)
        source.rights = field.child(.rights).map { Words.plain($0) }
        source.authors = People.authors(of: field.children, isFeed: false)
        return source
    }
}
