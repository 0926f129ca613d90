// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

extension SitePages {
    /// What the site's lists share; nil where nobody knows where the site will stand.
    var board: BulletinBoard? {
        guard let base = site.base else { return nil }
        let text = base.text.hasSuffix("/") ? base.text : base.text + "/"
        return BulletinBoard(site: title, base: text, host: base.host, language: curriculum.scheme.language)
    }

    /// The lists of new packs and of new issues; those without an entry are left out.
    func bulletins(_ board: BulletinBoard) -> [Bulletin] {
        [packBulletin(board), issueBulletin(board)].filter { !$0.entries.isEmpty }
    }

    /// Where the list of what was approved on a topic stands, without its ending.
    static func bulletinPlace(of topic: Topic) -> String { "feeds/topic-\(topic.id)" }

    /// Where they stand.
    static let mapPaths = ["sitemap.xml", "robots.txt"]

    /// The sitemap and what tells search engines of it.
    ///
    /// **Source**: sitemaps.org 0.9; RFC 9309.
    func maps(of pages: [(path: String, date: Date?)]) -> [PublishedFile] {
        guard let board else { return [] }
        var xml = XMLWriter()
        xml.open("urlset", [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")])
        for page in pages.prefix(50_000) {
            xml.open("url")
            xml.leaf("loc", text: board.address(page.path == "index.html" ? "" : page.path))
            if let date = page.date { xml.leaf("lastmod", text: PlainDate(date).numbers) }
            xml.close()
        }
        xml.close()
        return [
            PublishedFile(path: "sitemap.xml", bytes: xml.bytes),
            PublishedFile(
                path: "robots.txt",
                text: "User-agent: *\nAllow: /\n\nSitemap: \(board.address("sitemap.xml"))\n"),
        ]
    }

    /// The feeds whose items are shown, as a list of subscriptions.
    ///
    /// **Source**: OPML 2.0.
    func sources() -> PublishedFile? {
        let feeds = publication.sources.filter { publication.feeds.contains($0.id) }
            .sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        guard !feeds.isEmpty else { return nil }
        var xml = XMLWriter()
        xml.open("opml", [("version", "2.0")])
        xml.open("head")
        xml.leaf("title", text: "Sources of \(title)")
        xml.close()
        xml.open("body")
        for feed in feeds {
            let site = feed.site.map { [("htmlUrl", $0.text)] } ?? []
            let name = MarkdownEscape.plainLine(feed.title, limit: 200)
            xml.leaf(
                "outline",
                [("type", "rss"), ("text", name), ("title", name), ("xmlUrl", feed.address.text)] + site)
        }
        xml.close()
        xml.close()
        return PublishedFile(path: "feeds/sources.opml", bytes: xml.bytes)
    }
}

private extension SitePages {
    func packBulletin(_ board: BulletinBoard) -> Bulletin {
        let entries = publication.packs.map { pack in
            let summary = "A reading pack: \(size(of: pack).joined(separator: ", "))."
            let items = pack.items.map { item in
                "<li>\(HTMLEscape.text(MarkdownEscape.plainLine(item.item.title, limit: 300)))</li>"
            }
            return Bulletin.Entry(
                id: board.tag("pack", pack.theme.id.rawValue),
                title: MarkdownEscape.plainLine(pack.theme.title, limit: 200),
                address: board.address("packs/\(pack.theme.id).html"),
                date: pack.items.map(\.verdict.by.time).max() ?? Date(timeIntervalSince1970: 0),
                summary: summary,
                html: "<p>\(HTMLEscape.text(summary))</p><ul>\(items.joined())</ul>", authors: [],
                licence: .ccBy)
        }
        return Bulletin(
            place: "feeds/new-packs", title: "\(title): reading packs",
            about: "Short sets of good reads, each on one theme.", page: "packs/index.html", entries: entries)
    }

    func issueBulletin(_ board: BulletinBoard) -> Bulletin {
        let entries = publication.issues.map { issue in
            let name = MarkdownEscape.plainLine(issue.newsletter.title, limit: 200)
            let minutes = Words.minutes(issue.minutes)
            let summary = "\(Words.count(issue.items.count, "item", "items")), \(minutes) to read."
            let items = issue.items.map { item in
                "<li>\(HTMLEscape.text(MarkdownEscape.plainLine(item.item.title, limit: 300)))</li>"
            }
            if let last = publication.amendments(of: issue).last {
                return entry(of: issue, named: name, amended: last, board)
            }
            return Bulletin.Entry(
                id: board.tag("issue", "\(issue.newsletter.id)/\(issue.number)"),
                title: "\(name), issue \(issue.number)",
                address: board.address("issues/\(issue.newsletter.id)/\(issue.number).html"),
                date: issue.date, summary: summary,
                html: "<p>\(HTMLEscape.text(summary))</p><ul>\(items.joined())</ul>", authors: [],
                licence: .ccBy)
        }
        return Bulletin(
            place: "feeds/new-issues", title: "\(title): newsletter",
            about: "Every issue of the newsletter.", page: "issues/index.html", entries: entries)
    }

    /// An issue of which something is said since it went out.
    func entry(
        of issue: Issue, named name: String, amended last: IssueAmendment, _ board: BulletinBoard
    ) -> Bulletin.Entry {
        let words = MarkdownEscape.plainLine(last.words)
        let verb = last.kind == .withdrawal ? "withdrawn" : "corrected"
        return Bulletin.Entry(
            id: board.tag("issue", "\(issue.newsletter.id)/\(issue.number)"),
            title: "\(name), issue \(issue.number) (\(verb))",
            address: board.address("issues/\(issue.newsletter.id)/\(issue.number).html"),
            date: last.by.time, summary: words, html: "<p>\(HTMLEscape.text(words))</p>", authors: [],
            licence: .ccBy)
    }
}

extension SitePages {
    /// What was approved on a topic.
    func bulletin(of topic: Topic, _ board: BulletinBoard) throws(PublishingError) -> Bulletin {
        var entries: [Bulletin.Entry] = []
        for item in (publication.itemsByTopic[topic.id] ?? []).prefix(Bulletin.entryLimit) {
            let details = item.details
            let credit = try ItemCredit(item, details)
            let why = MarkdownEscape.plainLine(details.why, limit: 600)
            let licence = credit.licence.address.map {
                "<a rel=\"license\" href=\"\(HTMLEscape.text($0.text))\">"
                    + "\(HTMLEscape.text(credit.licence.label))</a>"
            }
            let by = "\(credit.creator == credit.source ? "" : "\(credit.creator), ")\(credit.source)"
            let html =
                "<p>\(HTMLEscape.text(why))</p><p>\(HTMLEscape.text(by)). "
                + "\(licence ?? HTMLEscape.text(credit.licence.label))</p>"
            entries.append(
                Bulletin.Entry(
                    id: board.tag("item", item.id.rawValue), title: credit.title,
                    address: credit.address.text, date: item.date, summary: why, html: html,
                    authors: [credit.creator], licence: credit.licence))
        }
        let name = MarkdownEscape.plainLine(topic.name, limit: 120)
        return Bulletin(
            place: SitePages.bulletinPlace(of: topic), title: "\(title): \(name)",
            about: MarkdownEscape.plainLine(topic.definition, limit: 300), page: "topics/\(topic.id).html",
            entries: entries)
    }
}
