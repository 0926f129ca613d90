// SPDX-License-Identifier: MIT

import Markup
import Model
import Mustache

/// Puts a page's HTML into the one frame that all pages share.
public struct PageLayout: Sendable {
    /// The site's name on one line.
    private let name: String
    /// Where the site stands, ending in a slash, as HTML; nil where nobody knows.
    private let root: String?
    private let template: MustacheTemplate
    /// Whether the template changes what it is given, so that it must be filled for each page anew.
    private let hasTransforms: Bool
    private let frames = FrameShelf()

    /// Reads the frame: the built-in one, or a library's own Mustache text.
    ///
    /// **Errors**: ``PublishingError/template(name:why:)`` when the text is not Mustache.
    public init(site: Site, template: String? = nil) throws(PublishingError) {
        name = MarkdownEscape.plainLine(site.title, limit: 80)
        root = site.base.map { HTMLEscape.text($0.text.hasSuffix("/") ? $0.text : $0.text + "/") }
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
        let body = try page.rendered(named: path)
        let markdown = "\(PageLayout.name(of: path)).md"
        let hasHead = hasHead(page, isAlone: isAlone)
        let empty = PageFrame.Fields { field in
            switch field {
            case .title: page.title.isEmpty
            case .summary: page.summary.isEmpty
            case .head: !hasHead
            case .markdown: false
            case .body: body.isEmpty
            }
        }
        func write(_ field: PageFrame.Field, _ isEscaped: Bool, _ out: inout [UInt8]) {
            switch field {
            case .title: PageLayout.write(page.title, isEscaped, to: &out)
            case .summary: PageLayout.write(page.summary, isEscaped, to: &out)
            case .markdown: PageLayout.write(markdown, isEscaped, to: &out)
            case .head where !isEscaped: writeHead(of: page, at: path, isAlone: isAlone, to: &out)
            case .body where !isEscaped:
                var anchors = page.freeAnchors
                body.write(to: &out, anchors: &anchors)
            case .head, .body:
                // A template that shows HTML as text.
                var html: [UInt8] = []
                write(field, false, &html)
                HTMLEscape.write(String(decoding: html, as: UTF8.self), to: &out)
            }
        }
        if hasTransforms {
            let shape = FrameShape(of: page, at: path, isAlone: isAlone, empty: empty)
            let facts = FrameFacts(shape, site: name) { field in
                var value: [UInt8] = []
                write(field, false, &value)
                return String(decoding: value, as: UTF8.self)
            }
            return Array(template.render(facts).utf8)
        }
        let frame = frames.frame(of: page, at: path, isAlone: isAlone, empty: empty) { shape in
            PageFrame(empty: empty) { template.render(FrameFacts(shape, site: name, $0)) }
        }
        return frame.filled(bodyCount: body.count, write)
    }

    private func hasHead(_ page: PublishedPage, isAlone: Bool) -> Bool {
        page.licence.address != nil || root != nil || isAlone || !page.linkedData.isEmpty
    }

    /// Adds what the head says to machines: the licence, the address, the feed, and what the page is.
    private func writeHead(
        of page: PublishedPage, at path: String, isAlone: Bool, to out: inout [UInt8]
    ) {
        let start = out.count
        func begin(_ tag: StaticString) {
            if out.count > start { out.append(UInt8(ascii: "\n")) }
            out.append(tag)
        }
        if let licence = page.licence.address {
            begin("<link rel=\"license\" href=\"")
            HTMLEscape.write(licence.text, to: &out)
            out.append("\">")
        }
        if let root, !isAlone {
            begin("<link rel=\"canonical\" href=\"")
            out.append(utf8: root)
            if path != "index.html" { HTMLEscape.write(path, to: &out) }
            out.append("\">")
            if let feed = page.feed {
                begin("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"")
                out.append(utf8: root)
                out.append("feeds/")
                HTMLEscape.write(feed, to: &out)
                out.append(".atom\">")
            }
        }
        if isAlone { begin("<meta name=\"robots\" content=\"noindex\">") }
        if !page.linkedData.isEmpty {
            begin("<script type=\"application/ld+json\">")
            out.append(utf8: page.linkedData)
            out.append("</script>")
        }
    }

    private static func write(_ text: String, _ isEscaped: Bool, to out: inout [UInt8]) {
        if isEscaped { HTMLEscape.write(text, to: &out) } else { out.append(utf8: text) }
    }

    /// A file's name without its folder and its ending.
    private static func name(of path: String) -> Substring {
        let file =
            path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] }
            ?? path[...]
        return file.utf8.suffix(5).elementsEqual(".html".utf8)
            ? file[..<file.utf8.index(file.endIndex, offsetBy: -5)] : file
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
