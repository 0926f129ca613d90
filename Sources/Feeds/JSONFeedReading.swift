// SPDX-License-Identifier: MIT

import Markup
import Model

/// Makes a feed of a JSON Feed document.
enum JSONFeedReading {
    static func read(_ bytes: [UInt8], of document: FeedDocument) throws(FeedError) -> ParsedFeed {
        guard let read = JSONReading.value(bytes), case .object = read.value else {
            throw .notAFeed(document.subject, what: "JSON of another kind")
        }
        let version = read.value["version"]?.text ?? ""
        guard version.contains("jsonfeed.org") || read.value["items"] != nil else {
            if read.isBroken {
                throw .unreadable(document.subject, reason: "the JSON breaks off before its first item")
            }
            throw .notAFeed(document.subject, what: "JSON of another kind")
        }
        var feed = feed(read.value, base: document.base)
        feed.format =
            "json-" + (version.split(separator: "/").last.flatMap { Double($0) } == 1 ? "1.0" : "1.1")
        if read.isBroken, feed.entries.isEmpty {
            throw .unreadable(
                document.subject, reason: "the JSON breaks off or is too deep before its first item")
        }
        if read.isBroken {
            feed.isCutShort = true
            feed.warnings.append("the JSON breaks off or is faulty; read as far as it makes sense")
        }
        return feed
    }
}

private extension JSONFeedReading {
    static func feed(_ value: JSONValue, base: WebAddress?) -> ParsedFeed {
        let address = { (name: String) in value[name]?.text.flatMap { WebAddress($0, relativeTo: base) } }
        var feed = ParsedFeed()
        feed.title = PlainText.folded(value["title"]?.text ?? "")
        feed.about = PlainText.folded(value["description"]?.text ?? "")
        feed.homePage = address("home_page_url")
        feed.address = address("feed_url")
        feed.nextPage = address("next_url")
        feed.icon = address("icon") ?? address("favicon")
        feed.favicon = address("favicon") ?? feed.icon
        feed.language = Labels.language(value["language"]?.text)
        feed.authors = authors(value, base)
        feed.hubs = (value["hubs"]?.list ?? []).filter {
            ($0["type"]?.text ?? "WebSub").lowercased() == "websub"
        }
        .compactMap { $0["url"]?.text.flatMap { WebAddress($0) } }
        feed.rights = rights(value, .feed)
        let items = (value["items"]?.list ?? []).filter { if case .object = $0 { true } else { false } }
        feed.entries = items.prefix(FeedParser.entryLimit).map {
            entry($0, base: base ?? feed.address ?? feed.homePage, feed)
        }
        if items.count > FeedParser.entryLimit {
            feed.warnings = [FeedParser.tooMany(leftOut: items.count - FeedParser.entryLimit)]
        }
        return feed
    }

    static func entry(_ value: JSONValue, base: WebAddress?, _ feed: ParsedFeed) -> ParsedEntry {
        let address = { (name: String) in value[name]?.text.flatMap { WebAddress($0, relativeTo: base) } }
        var entry = ParsedEntry()
        entry.guid = value["id"]?.text?.trimmedWhitespace.nonEmpty
        entry.externalAddress = address("external_url")
        entry.address = address("url") ?? entry.externalAddress ?? entry.guid.flatMap { WebAddress($0) }
        entry.base = base
        entry.title = PlainText.folded(value["title"]?.text ?? "")
        entry.short = value["summary"]?.text.map { ParsedWords(raw: $0, isHTML: false) }
        let html = value["content_html"]?.text?.nonEmpty.map { ParsedWords(raw: $0, isHTML: true) }
        entry.content = html ?? value["content_text"]?.text.map { ParsedWords(raw: $0, isHTML: false) }
        entry.language = Labels.language(value["language"]?.text)
        entry.image = address("image") ?? address("banner_image")
        entry.authors = authors(value, base)
        entry.tags = (value["tags"]?.list ?? []).compactMap { $0.text.map { PlainText.folded($0) } }.filter {
            !$0.isEmpty
        }
        entry.dates.published = value["date_published"]?.text.flatMap { WrittenDate.date(from: $0) }
        entry.dates.modified = value["date_modified"]?.text.flatMap { WrittenDate.date(from: $0) }
        entry.dates.published = entry.dates.published ?? entry.dates.modified
        entry.rights = rights(value, .item).inheriting(from: feed.rights)
        entry.attachments = (value["attachments"]?.list ?? []).compactMap { attachment($0, base) }
        return entry
    }

    static func authors(_ value: JSONValue, _ base: WebAddress?) -> [ParsedAuthor] {
        let all = (value["authors"]?.list ?? []) + [value["author"]].compactMap(\.self)
        var authors: [ParsedAuthor] = []
        for one in all {
            var author = ParsedAuthor()
            author.name = PlainText.folded(one["name"]?.text ?? one.text ?? "")
            author.address = one["url"]?.text.flatMap { WebAddress($0, relativeTo: base) }
            if !author.name.isEmpty, !authors.contains(author) { authors.append(author) }
        }
        return authors
    }

    /// `_licence` or `_license`, as an object with `url` or `id`, or as a text.
    static func rights(_ value: JSONValue, _ place: LicenceStatement.Place) -> ParsedRights {
        for name in ["_licence", "_license", "licence", "license"] {
            guard let stated = value[name] else { continue }
            let texts = [stated["url"]?.text, stated["id"]?.text, stated["name"]?.text, stated.text]
            let rights = RightsReading.rights(stated: texts.compactMap(\.self), place: place)
            if rights.statement != nil { return rights }
        }
        let words = ["_rights", "_copyright", "copyright", "rights"].lazy.compactMap { value[$0]?.text }.first
        return words.map { RightsReading.rights(words: $0, place: place) } ?? ParsedRights()
    }

    static func attachment(_ value: JSONValue, _ base: WebAddress?) -> ParsedAttachment? {
        guard let address = value["url"]?.text.flatMap({ WebAddress($0, relativeTo: base) }) else {
            return nil
        }
        var file = ParsedAttachment(address: address)
        file.mediaType = value["mime_type"]?.text ?? ""
        file.title = value["title"]?.text
        file.byteCount = value["size_in_bytes"]?.whole
        file.seconds = value["duration_in_seconds"]?.whole
        return file
    }
}
