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
    /// This program alone.
    let maker: InputKey
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
        self.maker = InputKey(of: "maker", maker)
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
        let basket = FileBasket()
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
        var build = SiteBuild(layout: layout, taker: FreshFiles(take))
        try add(pages, to: &build)
        try finish(build, pages)
    }

    /// Follows the links of a build; a broken one is named with its line.
    func finish(_ build: SiteBuild, _ pages: SitePages) throws(PublishingError) {
        do {
            try build.finish()
        } catch {
            throw located(error, in: pages)
        }
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
                    path: "\(place).html",
                    bytes: try layout.bytes(of: page, at: "\(place).html", isAlone: true)))
        }
        return files.sorted { $0.path < $1.path }
    }
}
