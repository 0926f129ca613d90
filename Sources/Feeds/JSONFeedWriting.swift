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
        var object = JSONMembers()
        object["version"] = .string("https://jsonfeed.org/version/1.1")
        object["title"] = .string(title)
        object.set("home_page_url", homePage?.text ?? unresolvedHomePage)
        object.set("feed_url", address)
        object.set("description", about)
        object.set("next_url", nextPage)
        object.set("icon", icon)
        object.set("favicon", favicon)
        object.set("language", language)
        object.set("authors", authors.map(\.json))
        object.set("hubs", hubs.map { hub in JSONMembers([("type", "WebSub"), ("url", hub.text)]).value })
        object["_cairn"] = extras
        let ids = entryIDs()
        object["items"] = .array(zip(entries, ids).map { $0.json(id: $1, cleaned: cleaned) })
        return object.value.json
    }

    /// What the command prints where a document gave no feed: no items, and the reason as a warning.
    public static func jsonFeed(for error: FeedError) -> String {
        var extras = JSONMembers()
        extras.set("error", error.description)
        extras.set("warnings", [.string(error.description)])
        var object = JSONMembers([("version", "https://jsonfeed.org/version/1.1"), ("title", "")])
        object["_cairn"] = extras.value
        object["items"] = .array([])
        return object.value.json
    }

    private var extras: JSONValue {
        var object = JSONMembers()
        object.set("format", format)
        object.set("encoding", encoding)
        object.set("id", id)
        object.set("new_feed_url", newAddress)
        object.set("tags", tags.map { .string($0) })
        object.set("generator", generator)
        object.set("minutes_to_live", minutesToLive)
        object.set("skip_hours", quietHours.map { .number(Double($0)) })
        object.set("skip_days", quietDays.map { .string(FeedTerms.dayNames[$0]) })
        object.set(dates, withPublished: true)
        object.set(rights)
        object.set("warnings", warnings.map { .string($0) })
        return object.value
    }
}

private extension ParsedEntry {
    func json(id: String, cleaned: ((String, WebAddress?) -> String)?) -> JSONValue {
        var object = JSONMembers()
        object["id"] = .string(id)
        object.set("url", address?.text ?? unresolvedAddress)
        object.set("external_url", externalAddress)
        object.set("title", title)
        let text = text
        object["content_text"] = .string(text)
        object.set("content_html", html(of: text, cleaned))
        object.set("summary", summary)
        object.set("image", image)
        object.set("date_published", dates.published)
        object.set("date_modified", dates.modified)
        object.set("authors", authors.map(\.json))
        object.set("tags", tags.map { .string($0) })
        object.set("language", language)
        object.set("attachments", attachments.map(\.json))
        object["_cairn"] = extras
        return object.value
    }

    func html(of text: String, _ cleaned: ((String, WebAddress?) -> String)?) -> String {
        if let cleaned, let markup { return cleaned(markup, base) }
        return Markings.paragraphs(text)
    }

    var extras: JSONValue? {
        var object = JSONMembers()
        object.set(rights)
        object.set("comments_url", commentsAddress)
        object.set(dates, withPublished: false)
        object.set("warnings", warnings.map { .string($0) })
        if let source {
            var origin = JSONMembers()
            origin.set("title", source.title)
            origin.set("id", source.id)
            origin.set("url", source.address)
            origin.set("rights", source.rights)
            origin.set("authors", source.authors.map(\.json))
            object["source"] = origin.value
        }
        return object.isEmpty ? nil : object.value
    }
}

private extension ParsedAuthor {
    var json: JSONValue {
        var object = JSONMembers()
        object.set("name", name)
        object.set("url", address?.text ?? mail.map { "mailto:\($0)" })
        return object.value
    }
}

private extension ParsedAttachment {
    var json: JSONValue {
        var object = JSONMembers()
        object.set("url", address)
        object["mime_type"] = .string(mediaType)
        object.set("title", title)
        object.set("size_in_bytes", byteCount)
        object.set("duration_in_seconds", seconds)
        return object.value
    }
}
