// SPDX-License-Identifier: MIT

import Markup
import Model
import Mustache

/// Puts a page's HTML into the one frame that all pages share.
public struct PageLayout: Sendable {
    private let site: Site
    private let template: MustacheTemplate
    /// Whether the template changes what it is given, so that it must be filled for each page anew.
    private let hasTransforms: Bool
    private let frames = FrameShelf()

    /// Reads the frame: the built-in one, or a library's own Mustache text.
    ///
    /// **Errors**: ``PublishingError/template(name:why:)`` when the text is not Mustache.
    public init(site: Site, template: String? = nil) throws(PublishingError) {
        self.site = site
        let text = template ?? String(decoding: PackageResources.page_mustache, as: UTF8.self)
        do {
            self.template = try MustacheTemplate(string: text)
            // Where a template changes how tags are written, it is not looked through.
            hasTransforms = text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().contains
            { tag in
                tag.hasPrefix("=") || tag.prefix { $0 != "}" }.contains("(")
            }
        } catch {
            throw .template(name: "page.mustache", why: String(describing: error))
        }
    }

    /// The whole HTML of a page.
    ///
    /// **Shape**: `path` is where the page will stand in the published folder, such as `packs/start.html`; links to the
    /// style sheet and the front page are relative to it.
    public func html(_ page: PublishedPage, at path: String) throws(PublishingError) -> String {
        String(decoding: try bytes(of: page, at: path), as: UTF8.self)
    }

    /// The same in UTF-8; a page that stands alone has no way to the rest of the site.
    func bytes(
        of page: PublishedPage, at path: String, isAlone: Bool = false
    ) throws(PublishingError) -> [UInt8] {
        let head = head(of: page, at: path, isAlone: isAlone)
        let body = try page.rendered(named: path)
        let file =
            path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] }
            ?? path[...]
        let name = file.hasSuffix(".html") ? file.dropLast(5) : file
        func value(_ field: PageFrame.Field) -> String {
            switch field {
            case .title: page.title
            case .summary: page.summary
            case .head: head
            case .markdown: "\(name).md"
            case .body: page.html(of: body)
            }
        }
        func isEmpty(_ field: PageFrame.Field) -> Bool {
            field == .body ? body.isEmpty : value(field).isEmpty
        }
        let shape = FrameShape(
            of: page, at: path, isAlone: isAlone, empty: Set(PageFrame.Field.allCases.filter(isEmpty)))
        let site = MarkdownEscape.plainLine(site.title, limit: 80)
        if hasTransforms { return Array(template.render(FrameFacts(shape, site: site, value)).utf8) }
        let frame = frames.frame(of: shape) { template.render(FrameFacts(shape, site: site, $0)) }
        return frame.filled(value, bodyCount: body.count) { field, out in
            guard field == .body else { return out.append(contentsOf: value(field).utf8) }
            var anchors = page.freeAnchors
            body.write(to: &out, anchors: &anchors)
        }
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
