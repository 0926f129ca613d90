// SPDX-License-Identifier: MIT

import Markup
import Model

extension Bulletin {
    /// The list as Atom.
    ///
    /// **Source**: RFC 4287; the licence by RFC 4946.
    func atom(_ board: BulletinBoard) -> PublishedFile {
        var xml = XMLWriter()
        xml.open("feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", board.language)])
        xml.leaf("id", text: board.tag("list", place))
        xml.leaf("title", text: title)
        xml.leaf("subtitle", text: about)
        xml.leaf("updated", text: date.internetTime)
        xml.leaf(
            "link",
            [("rel", "self"), ("type", "application/atom+xml"), ("href", board.address(place + ".atom"))])
        xml.leaf("link", [("rel", "alternate"), ("type", "text/html"), ("href", board.address(page))])
        Bulletin.writeLicence(.ccBy, to: &xml)
        xml.open("author")
        xml.leaf("name", text: board.site)
        xml.close()
        for entry in entries {
            xml.open("entry")
            xml.leaf("id", text: entry.id)
            xml.leaf("title", text: entry.title)
            xml.leaf("link", [("rel", "alternate"), ("type", "text/html"), ("href", entry.address)])
            xml.leaf("updated", text: entry.date.internetTime)
            for author in entry.authors {
                xml.open("author")
                xml.leaf("name", text: author)
                xml.close()
            }
            Bulletin.writeLicence(entry.licence, to: &xml)
            xml.leaf("rights", text: entry.licence.label)
            xml.leaf("content", [("type", "html")], text: entry.html)
            xml.close()
        }
        xml.close()
        return PublishedFile(path: place + ".atom", bytes: xml.bytes)
    }

    private static func writeLicence(_ licence: Licence, to xml: inout XMLWriter) {
        guard let address = licence.address else { return }
        xml.leaf("link", [("rel", "license"), ("href", address.text)])
    }

    /// The list as RSS.
    ///
    /// **Source**: RSS 2.0.11; the licence by the creativeCommons module, authors by Dublin Core.
    func rss(_ board: BulletinBoard) -> PublishedFile {
        var xml = XMLWriter()
        xml.open(
            "rss",
            [
                ("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom"),
                ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
                ("xmlns:creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
            ])
        xml.open("channel")
        xml.leaf("title", text: title)
        xml.leaf("link", text: board.address(page))
        xml.leaf("description", text: about)
        xml.leaf("language", text: board.language)
        xml.leaf("lastBuildDate", text: date.mailTime)
        xml.leaf(
            "atom:link",
            [("rel", "self"), ("type", "application/rss+xml"), ("href", board.address(place + ".rss"))])
        if let address = Licence.ccBy.address { xml.leaf("creativeCommons:license", text: address.text) }
        for entry in entries {
            xml.open("item")
            xml.leaf("title", text: entry.title)
            xml.leaf("link", text: entry.address)
            xml.leaf("guid", [("isPermaLink", "false")], text: entry.id)
            xml.leaf("pubDate", text: entry.date.mailTime)
            for author in entry.authors { xml.leaf("dc:creator", text: author) }
            xml.leaf("dc:rights", text: entry.licence.label)
            if let address = entry.licence.address {
                xml.leaf("creativeCommons:license", text: address.text)
            }
            xml.leaf("description", text: entry.html)
            xml.close()
        }
        xml.close()
        xml.close()
        return PublishedFile(path: place + ".rss", bytes: xml.bytes)
    }

    /// The list as JSON Feed.
    ///
    /// **Source**: JSON Feed 1.1; `_licence` is ours, as the specification's extensions are.
    func jsonFeed(_ board: BulletinBoard) -> PublishedFile {
        let items = entries.map { entry in
            JSONValue.members([
                ("id", .string(entry.id)), ("url", .string(entry.address)), ("title", .string(entry.title)),
                ("content_html", .string(entry.html)), ("summary", .string(entry.summary)),
                ("date_published", .string(entry.date.internetTime)),
                (
                    "authors",
                    entry.authors.isEmpty
                        ? nil : .array(entry.authors.map { .members([("name", .string($0))]) })
                ), ("_licence", Bulletin.json(entry.licence)),
            ])
        }
        let feed = JSONValue.members([
            ("version", .string("https://jsonfeed.org/version/1.1")), ("title", .string(title)),
            ("description", .string(about)), ("language", .string(board.language)),
            ("home_page_url", .string(board.address(page))),
            ("feed_url", .string(board.address(place + ".json"))),
            ("authors", .array([.members([("name", .string(board.site)), ("url", .string(board.base))])])),
            ("_licence", Bulletin.json(.ccBy)), ("items", .array(items)),
        ])
        return PublishedFile(path: place + ".json", text: feed.compact + "\n")
    }

    private static func json(_ licence: Licence) -> JSONValue {
        .members([
            ("id", .string(licence.id)), ("label", .string(licence.label)),
            ("url", licence.address.map { .string($0.text) }),
        ])
    }
}
