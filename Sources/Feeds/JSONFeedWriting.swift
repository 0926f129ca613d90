// SPDX-License-Identifier: MIT

import Markup
public import Model

extension ParsedFeed {
    /// The feed as a JSON Feed 1.1 document on one line, with what that format has no place for under `_cairn`.
    ///
    /// **Shape**: entries in the document's order; `content_text` always, `content_html` as `cleaned` makes it of the
    /// source's markup and its base. Without `cleaned` it is the text alone, in paragraphs.
    /// **Source**: jsonfeed.org/version/1.1.
    public func jsonFeed(cleaned: ((_ markup: String, _ base: WebAddress?) -> String)? = nil) -> String {
        String(decoding: jsonFeedUTF8(cleaned: cleaned), as: UTF8.self)
    }

    /// The same in UTF-8, for writing to a file or a pipe.
    public func jsonFeedUTF8(cleaned: ((_ markup: String, _ base: WebAddress?) -> String)? = nil) -> [UInt8] {
        var object = JSONMembers(byteCount: entries.reduce(4096) { $0 + $1.roughByteCount })
        object.put("version", "https://jsonfeed.org/version/1.1")
        object.put("title", title)
        object.set("home_page_url", homePage?.text ?? unresolvedHomePage)
        object.set("feed_url", address)
        object.set("description", about)
        object.set("next_url", nextPage)
        object.set("icon", icon)
        object.set("favicon", favicon)
        object.set("language", language)
        object.set("authors", authors) { $0.write(to: &$1) }
        object.set("hubs", hubs) { hub, object in
            object.put("type", "WebSub")
            object.put("url", hub.text)
        }
        object.set("_cairn") { writeExtras(to: &$0) }
        object.put("items", zip(entries, entryIDs())) { $0.0.write(to: &$1, id: $0.1, cleaned) }
        return object.written()
    }

    /// What the command prints where a document gave no feed: no items, and the reason as a warning.
    public static func jsonFeed(for error: FeedError) -> String {
        var object = JSONMembers()
        object.put("version", "https://jsonfeed.org/version/1.1")
        object.put("title", "")
        object.set("_cairn") { extras in
            extras.set("error", error.description)
            extras.set("warnings", [error.description])
        }
        object.put("items", []) { (_: Never, _) in }
        return String(decoding: object.written(), as: UTF8.self)
    }

    private func writeExtras(to object: inout JSONMembers) {
        object.set("format", format)
        object.set("encoding", encoding)
        object.set("id", id)
        object.set("new_feed_url", newAddress)
        object.set("tags", tags)
        object.set("generator", generator)
        object.set("minutes_to_live", minutesToLive)
        object.set("skip_hours", quietHours)
        object.set("skip_days", quietDays.map { FeedTerms.dayNames[$0] })
        object.set(dates, withPublished: true)
        object.set(rights)
        object.set("warnings", warnings)
    }
}

private extension ParsedEntry {
    /// Enough for the words twice, as text and as HTML.
    var roughByteCount: Int { 1024 + ((content?.raw.utf8.count ?? 0) + (short?.raw.utf8.count ?? 0)) * 2 }

    func write(to object: inout JSONMembers, id: String, _ cleaned: ((String, WebAddress?) -> String)?) {
        object.put("id", id)
        object.set("url", address?.text ?? unresolvedAddress)
        object.set("external_url", externalAddress)
        object.set("title", title)
        let text = text
        object.put("content_text", text)
        object.set("content_html", html(of: text, cleaned))
        object.set("summary", summary)
        object.set("image", image)
        object.set("date_published", dates.published)
        object.set("date_modified", dates.modified)
        object.set("authors", authors) { $0.write(to: &$1) }
        object.set("tags", tags)
        object.set("language", language)
        object.set("attachments", attachments) { $0.write(to: &$1) }
        object.set("_cairn") { writeExtras(to: &$0) }
    }

    func html(of text: String, _ cleaned: ((String, WebAddress?) -> String)?) -> String {
        if let cleaned, let markup { return cleaned(markup, base) }
        return Markings.paragraphs(text)
    }

    func writeExtras(to object: inout JSONMembers) {
        object.set(rights)
        object.set("comments_url", commentsAddress)
        object.set(dates, withPublished: false)
        object.set("warnings", warnings)
        guard let source else { return }
        object.set("source") { source.write(to: &$0) }
    }
}

private extension ParsedSource {
    func write(to object: inout JSONMembers) {
        object.set("title", title)
        object.set("id", id)
        object.set("url", address)
        object.set("rights", rights)
        object.set("authors", authors) { $0.write(to: &$1) }
    }
}

private extension ParsedAuthor {
    func write(to object: inout JSONMembers) {
        object.set("name", name)
        object.set("url", address?.text ?? mail.map { "mailto:\($0)" })
    }
}

private extension ParsedAttachment {
    func write(to object: inout JSONMembers) {
        object.set("url", address)
        object.put("mime_type", mediaType)
        object.set("title", title)
        object.set("size_in_bytes", byteCount)
        object.set("duration_in_seconds", seconds)
    }
}
