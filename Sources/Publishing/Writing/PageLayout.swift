// SPDX-License-Identifier: MIT

import Markup
import Model
import Mustache

/// Puts a page's HTML into the one frame that all pages share.
public struct PageLayout: Sendable {
    private let site: Site
    private let template: MustacheTemplate

    /// Reads the frame: the built-in one, or a library's own Mustache text.
    ///
    /// **Errors**: ``PublishingError/template(name:why:)`` when the text is not Mustache.
    public init(site: Site, template: String? = nil) throws(PublishingError) {
        self.site = site
        let text = template ?? String(decoding: PackageResources.page_mustache, as: UTF8.self)
        do {
            self.template = try MustacheTemplate(string: text)
        } catch {
            throw .template(name: "page.mustache", why: String(describing: error))
        }
    }

    /// The whole HTML of a page.
    ///
    /// **Shape**: `path` is where the page will stand in the published folder, such as `packs/start.html`; links to the
    /// style sheet and the front page are relative to it.
    public func html(_ page: PublishedPage, at path: String) throws(PublishingError) -> String {
        try html(page, at: path, isAlone: false)
    }

    /// The same; a page that stands alone has no way to the rest of the site.
    func html(_ page: PublishedPage, at path: String, isAlone: Bool) throws(PublishingError) -> String {
        let steps = path.split(separator: "/")
        let root = String(repeating: "../", count: max(0, steps.count - 1))
        let name = steps.last.map { $0.hasSuffix(".html") ? String($0.dropLast(5)) : String($0) } ?? ""
        let isFront = root.isEmpty && name == "index"
        return template.render(
            Frame(
                language: page.language, title: page.title, summary: page.summary,
                site: MarkdownEscape.plainLine(site.title, limit: 80),
                root: root, isFront: isFront, kind: page.kind, isWide: page.isWide,
                rooms: isAlone ? [] : Room.all.map { Room.Link($0, root: root, path: path) },
                head: head(of: page, at: path, isAlone: isAlone), isAlone: isAlone, markdown: "\(name).md",
                body: try page.body(named: path)))
    }

    /// What the head says to machines: the licence, the address, the feed, and what the page is.
    private func head(of page: PublishedPage, at path: String, isAlone: Bool) -> String {
        var lines: [String] = []
        if let licence = page.licence.address {
            lines.append("<link rel=\"license\" href=\"\(HTMLEscape.text(licence.text))\">")
        }
        if let base = site.base, !isAlone {
            let root = base.text.hasSuffix("/") ? base.text : base.text + "/"
            let place = HTMLEscape.text(root + (path == "index.html" ? "" : path))
            lines.append("<link rel=\"canonical\" href=\"\(place)\">")
            if let feed = page.feed {
                let file = HTMLEscape.text("\(root)feeds/\(feed).atom")
                lines.append("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"\(file)\">")
            }
        }
        if isAlone { lines.append("<meta name=\"robots\" content=\"noindex\">") }
        if !page.linkedData.isEmpty {
            lines.append("<script type=\"application/ld+json\">\(page.linkedData)</script>")
        }
        return lines.joined(separator: "\n")
    }

    /// The style sheet that every page links to.
    public static let styleSheet = String(decoding: PackageResources.style_css, as: UTF8.self)
}

extension PageLayout {
    /// The ids that the frame itself uses.
    static let anchors: Set<String> = ["content"]

    /// Pages ask nothing of other sites, and lead to pages.
    static let renderer = MarkdownRenderer(
        options: MarkdownRenderer.Options(linksForeignPictures: true, linksToPages: true))
}

/// What the template is filled with.
private struct Frame {
    let language: String
    let title: String
    let summary: String
    let site: String
    let root: String
    let isFront: Bool
    let kind: String
    let isWide: Bool
    let rooms: [Room.Link]
    let head: String
    let isAlone: Bool
    let markdown: String
    let body: String
}

/// A part of the site that every page leads to.
private struct Room {
    let name: String
    let folder: String

    static let all = [
        Room(name: "Packs", folder: "packs"), Room(name: "Paths", folder: "paths"),
        Room(name: "Topics", folder: "topics"), Room(name: "Newsletter", folder: "issues"),
        Room(name: "A to Z", folder: "search"),
    ]

    /// How one page leads to it.
    struct Link {
        let name: String
        let address: String
        /// `page` where it is this page, `true` where this page stands in that part, else nil.
        let current: String?

        init(_ room: Room, root: String, path: String) {
            name = room.name
            address = "\(root)\(room.folder)/index.html"
            let isHere = path == "\(room.folder)/index.html"
            current = isHere ? "page" : path.hasPrefix(room.folder + "/") ? "true" : nil
        }
    }
}
