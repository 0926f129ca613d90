// SPDX-License-Identifier: MIT

public import Model

/// What the published pages are as a whole.
public struct Site: Hashable, Sendable {
    /// The name that stands at the top of every page.
    public let title: String
    /// Whether the publication earns money, which some licences do not allow.
    public let isCommercial: Bool

    /// Holds what it is given; earning nothing unless said otherwise.
    public init(title: String, isCommercial: Bool = false) {
        self.title = title
        self.isCommercial = isCommercial
    }
}

/// A file to be published.
public struct PublishedFile: Hashable, Sendable {
    /// Where it stands in the published folder: slashes between, none in front, no `..`.
    public let path: String
    /// What is in it.
    public let bytes: [UInt8]

    /// Holds what it is given.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A text file in UTF-8.
    public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    /// The file read as UTF-8.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Turns packs and issues into the files of the published folder; it writes none of them (see ``PublishedFolder``).
public struct SiteComposer: Sendable {
    /// What the pages are called, and whether they earn money.
    public let site: Site
    /// Gives topics, readers and stages their names.
    public let curriculum: Curriculum
    private let layout: PageLayout

    /// Holds what it is given; `template` replaces the built-in frame of the pages.
    ///
    /// **Errors**: ``PublishingError/template(name:why:)`` when the template is not Mustache.
    public init(site: Site, curriculum: Curriculum, template: String? = nil) throws(PublishingError) {
        self.site = site
        self.curriculum = curriculum
        self.layout = try PageLayout(site: site, template: template)
    }

    /// All files, by path.
    ///
    /// **Shape**: the same publication gives the same bytes.
    /// **Errors**: ``PublishingError`` for an item without credit, an id that is no slug, or two works with one id.
    public func files(_ publication: Publication) throws(PublishingError) -> [PublishedFile] {
        let pages = SitePages(site: site, curriculum: curriculum, publication: publication)
        var files = [PublishedFile(path: "style.css", text: PageLayout.styleSheet)]
        files += try both(pages.home(), at: "index")
        files += try both(pages.packList(), at: "packs/index")
        files += try both(pages.pathList(), at: "paths/index")
        files += try both(pages.issueList(), at: "issues/index")
        files += try both(pages.curriculumPage(), at: "topics/index")
        for topic in pages.topics { files += try self.files(for: topic, pages) }
        for path in publication.paths {
            files += try both(pages.pathPage(path), at: "paths/\(try name(path.id.rawValue))")
        }
        for pack in publication.packs { files += try self.files(for: pack) }
        for issue in publication.issues { files += try self.files(for: issue) }
        files.sort { $0.path < $1.path }
        for (file, next) in zip(files, files.dropFirst()) where file.path == next.path {
            throw .samePath(file.path)
        }
        return files
    }
}

private extension SiteComposer {
    func files(for topic: Topic, _ pages: SitePages) throws(PublishingError) -> [PublishedFile] {
        _ = try name(topic.id.rawValue)
        var files: [PublishedFile] = []
        for (index, page) in try pages.topicPages(topic).enumerated() {
            files += try both(page, at: SitePages.place(of: topic.id, page: index + 1))
        }
        return files
    }

    func files(for pack: Pack) throws(PublishingError) -> [PublishedFile] {
        let id = try name(pack.theme.id.rawValue)
        let page = try PackMarkdown(curriculum: curriculum, isCommercial: site.isCommercial).page(of: pack)
        let path = "packs/pack-\(id).json"
        do {
            let manifest = PublishedFile(
                path: path, text: try PackManifest(pack, isCommercial: site.isCommercial).json())
            return try both(page, at: "packs/\(id)") + [manifest]
        } catch let error as PublishingError {
            throw error
        } catch {
            throw .file(path: path, why: String(describing: error))
        }
    }

    func files(for issue: Issue) throws(PublishingError) -> [PublishedFile] {
        let id = try name(issue.newsletter.id.rawValue)
        let page = try IssueMarkdown(curriculum: curriculum, isCommercial: site.isCommercial).page(of: issue)
        return try both(page, at: "issues/\(id)/\(issue.number)")
    }

    func both(_ page: PublishedPage, at path: String) throws(PublishingError) -> [PublishedFile] {
        [
            PublishedFile(path: "\(path).md", text: page.markdown),
            PublishedFile(path: "\(path).html", text: try layout.html(page, at: "\(path).html")),
        ]
    }

    func name(_ id: String) throws(PublishingError) -> String {
        guard isSlug(id), id != "index" else { throw .unusableName(id) }
        return id
    }
}
