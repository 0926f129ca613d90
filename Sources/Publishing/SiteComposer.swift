// SPDX-License-Identifier: MIT

public import Model

/// What the published pages are as a whole.
public struct Site: Hashable, Sendable {
    /// The name that stands at the top of every page.
    public let title: String
    /// Where the pages will stand; nil where nobody knows, and then there are no feeds and no sitemap.
    public let base: WebAddress?
    /// Whether the publication earns money, which some licences do not allow.
    public let isCommercial: Bool
    /// Where the reading room is, in which people subscribe and follow paths: it ends with a slash; nil where there is none.
    public let room: String?

    /// Holds what it is given; earning nothing, and without a reading room unless said otherwise.
    public init(
        title: String, base: WebAddress? = nil, isCommercial: Bool = false, room: WebAddress? = nil
    ) {
        self.title = title
        self.base = base
        self.isCommercial = isCommercial
        self.room = room.map { $0.text.hasSuffix("/") ? $0.text : $0.text + "/" }
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
    /// All that every page depends on beside what it shows: this program, the site, the curriculum and the frame.
    public let key: InputKey
    let layout: PageLayout
    /// How the pages look.
    public let styleSheet: String

    /// Holds what it is given; `template` replaces the built-in frame of the pages, `styleSheet` how they look.
    ///
    /// **Errors**: ``PublishingError/template(name:why:)`` when the template is not Mustache.
    ///
    /// - Parameter maker: tells this program from every other that might make other pages of the same.
    public init(
        site: Site, curriculum: Curriculum, template: String? = nil, styleSheet: String? = nil,
        maker: String = ""
    ) throws(PublishingError) {
        self.styleSheet = styleSheet ?? PageLayout.styleSheet
        let digest = InputDigest()
        digest.add(maker)
        digest.add(template)
        for text in [site.title, site.base?.text, site.room] { digest.add(text) }
        digest.add(site.isCommercial ? 1 : 0)
        digest.add(encoded: curriculum)
        key = digest.end()
        self.site = site
        self.curriculum = curriculum
        self.layout = try PageLayout(site: site, template: template)
    }

    /// All files, by path.
    ///
    /// **Shape**: the same publication gives the same bytes.
    /// **Errors**: as ``write(_:to:)``.
    public func files(_ publication: Publication) throws(PublishingError) -> [PublishedFile] {
        let basket = Basket()
        try write(publication) { basket.files.append($0) }
        return basket.files.sorted { $0.path < $1.path }
    }

    /// Makes all files and hands each on as soon as it is made.
    ///
    /// **Errors**: ``PublishingError`` for an item without credit, an id that is no slug, two works with one id, a link
    /// within the site that leads to no page, or a move that leads nowhere; and what `take` throws.
    public func write(
        _ publication: Publication, to take: @escaping (PublishedFile) throws(PublishingError) -> Void
    ) throws(PublishingError) {
        let pages = SitePages(site: site, curriculum: curriculum, publication: publication)
        var build = SiteBuild(layout: layout, take: take)
        try add(pages, to: &build)
        do {
            try build.finish()
        } catch {
            throw located(error, in: pages)
        }
    }

    /// Makes all files and writes them to a folder.
    ///
    /// **Errors**: as ``write(_:to:)-(_,(PublishedFile)->Void)``.
    public func write(
        _ publication: Publication, to folder: FolderWriting
    ) throws(PublishingError) {
        try write(publication) { file throws(PublishingError) in try folder.take(file) }
    }

    /// The editions for who leads a group: one page for each pack, in Markdown and HTML.
    ///
    /// **Shape**: never among ``files(_:)``; meant for a folder of their own.
    /// **Errors**: as ``files(_:)``.
    public func facilitatorFiles(_ publication: Publication) throws(PublishingError) -> [PublishedFile] {
        let pages = SitePages(site: site, curriculum: curriculum, publication: publication)
        var files = [PublishedFile(path: "style.css", text: styleSheet)]
        for pack in publication.packs {
            let place = try name(pack.theme.id.rawValue)
            let page = try pages.facilitatorEdition(pack)
            files.append(PublishedFile(path: "\(place).md", text: page.markdown))
            files.append(
                PublishedFile(
                    path: "\(place).html", text: try layout.html(page, at: "\(place).html", isAlone: true)))
        }
        return files.sorted { $0.path < $1.path }
    }
}

/// Files as they come.
private final class Basket {
    var files: [PublishedFile] = []
}

private extension SiteComposer {
    func add(_ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        let publication = pages.publication
        try build.add(pages.home(), at: "index")
        try build.add(pages.packList(), at: "packs/index")
        try build.add(pages.pathList(), at: "paths/index")
        try build.add(pages.issueList(), at: "issues/index")
        try build.add(pages.curriculumPage(), at: "topics/index")
        try build.add(pages.followPage(), at: "follow/index")
        for topic in pages.topics { try add(topic, pages, to: &build) }
        for path in publication.paths {
            let page = try pages.pathPage(path)
            try build.add(page, at: "paths/\(try name(path.id.rawValue))")
            try build.add(pages.book(of: path, page))
        }
        for pack in publication.packs { try add(pack, pages, to: &build) }
        for issue in publication.issues { try add(issue, pages, to: &build) }
        for item in publication.items where pages.notes.whole.contains(item.id) {
            try build.add(WholeText.page(of: item, pages), at: "items/\(item.id)")
        }
        let search = try pages.search()
        for (place, page) in search.pages { try build.add(page, at: place) }
        try addFiles(pages, search.index, to: &build)
    }

    /// A broken link with the line of the page's Markdown in which it stands, for which the page is made once more.
    func located(_ error: PublishingError, in pages: SitePages) -> PublishingError {
        guard case .brokenLink(let page, _, let link) = error else { return error }
        let path = "\(page.dropLast(5)).md"
        let basket = Basket()
        var build = SiteBuild(layout: layout) { if $0.path == path { basket.files = [$0] } }
        try? add(pages, to: &build)
        let written = link.hasSuffix(".html") ? link.dropLast(5) + ".md" : link
        let text = basket.files.first?.text ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let place =
            lines.firstIndex { $0.contains("(\(written)") } ?? lines.firstIndex { $0.contains(written) }
        return .brokenLink(page: path, line: (place ?? 0) + 1, target: written)
    }

    func add(_ topic: Topic, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        _ = try name(topic.id.rawValue)
        for (index, page) in try pages.topicPages(topic).enumerated() {
            try build.add(page, at: SitePages.place(of: topic.id, page: index + 1))
        }
        if let sheet = try pages.conversationSheet(topic, root: "../../") {
            try build.add(sheet, at: SitePages.conversationPlace(of: topic.id))
        }
    }

    func add(_ pack: Pack, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        let id = try name(pack.theme.id.rawValue)
        let writing = PackMarkdown(
            curriculum: curriculum, isCommercial: site.isCommercial, notes: pages.notes)
        let page = try writing.page(of: pack).telling(pages.linkedData(pack), feed: "new-packs")
        try build.add(page, at: "packs/\(id)", date: pack.items.map(\.verdict.by.time).max())
        try build.add(pages.groupKit(pack), at: "packs/\(id)/group")
        try build.add(pages.book(of: pack, page))
        let path = "packs/pack-\(id).json"
        do {
            try build.add(
                PublishedFile(
                    path: path, text: try PackManifest(pack, isCommercial: site.isCommercial).json()))
        } catch let error as PublishingError {
            throw error
        } catch {
            throw .file(path: path, why: String(describing: error))
        }
    }

    func add(_ issue: Issue, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        let id = try name(issue.newsletter.id.rawValue)
        let amendments = pages.publication.amendments(of: issue)
        let page = try IssueMarkdown(curriculum: curriculum, isCommercial: site.isCommercial)
            .page(of: issue, amendments: amendments)
        try build.add(
            page.telling(nil, feed: "new-issues"), at: "issues/\(id)/\(issue.number)",
            date: amendments.map(\.by.time).max() ?? issue.date)
    }

    /// What is no page: the style sheet, the feeds, the lists of sources, pages and moves.
    func addFiles(
        _ pages: SitePages, _ search: PublishedFile, to build: inout SiteBuild
    ) throws(PublishingError) {
        try build.add(PublishedFile(path: "style.css", text: styleSheet))
        try build.add(search)
        for file in pages.curriculumFiles { try build.add(file) }
        if let board = pages.board {
            for bulletin in try pages.bulletins() {
                for file in [bulletin.atom(board), bulletin.rss(board), bulletin.jsonFeed(board)] {
                    try build.add(file)
                }
            }
        }
        if let sources = pages.sources() { try build.add(sources) }
        for file in pages.maps(of: build.pages, dates: build.dates) { try build.add(file) }
        let places = Set(build.pages.map { String($0.dropLast(5)) })
        let redirects = try Redirects(pages.publication.moves, curriculum, pages: places)
        for file in redirects.files(language: curriculum.scheme.language) { try build.add(file) }
    }

    func name(_ id: String) throws(PublishingError) -> String {
        guard isSlug(id), id != "index" else { throw .unusableName(id) }
        return id
    }
}
