// SPDX-License-Identifier: MIT

public import Model

/// Which of the works of a publication.
public enum PublishedWork: Hashable, Sendable {
    /// The pack of a theme.
    case pack(Theme.ID)
    /// A learning path.
    case path(LearningPath.ID)
    /// An issue of a newsletter, by its number.
    case issue(Newsletter.ID, Int)
}

/// Files as they come.
final class FileBasket {
    var files: [PublishedFile] = []
}

/// Hands files on; there was no build before.
final class FreshFiles: FileTaking {
    private let pass: (PublishedFile) throws(PublishingError) -> Void
    private var paths = PathNumbers()

    init(_ pass: @escaping (PublishedFile) throws(PublishingError) -> Void) { self.pass = pass }

    func take(_ file: PublishedFile, _ mark: FileMark) throws(PublishingError) -> Int {
        let count = paths.count
        guard paths.add(file.path) == count else { throw .samePath(file.path) }
        try pass(file)
        return count
    }

    func number(of path: String, madeFrom key: InputKey) -> Int? { nil }

    func number(of path: [UInt8], madeFrom key: InputKey) -> Int? { nil }

    func remark(on path: String, madeFrom key: InputKey) -> ArraySlice<UInt8>? { nil }

    func keep(_ number: Int) throws(PublishingError) {}

    func has(_ path: String) -> Bool { paths[path] != nil }

    func has(at target: UInt64) -> Bool { paths.number(at: target) != nil }

    var numbers: PathNumbers { paths }

    var missing: [Int] { [] }

    func lastRemark(on number: Int) -> ArraySlice<UInt8>? { nil }
}

/// Which pages and files a site has, and what each is made from.
extension SiteComposer {
    /// Adds all pages and files.
    ///
    /// - Parameter isDone: whether the page with an item's whole text is known to be there.
    func add(
        _ pages: SitePages, to build: inout SiteBuild, isDone: (ItemCard) -> Bool = { _ in false }
    ) throws(PublishingError) {
        let publication = pages.publication
        try build.add(pages.home(), at: "index")
        try build.add(pages.packList(), at: "packs/index")
        try build.add(pages.pathList(), at: "paths/index")
        try build.add(pages.issueList(), at: "issues/index")
        try build.add(pages.curriculumPage(), at: "topics/index")
        try build.add(pages.followPage(), at: "follow/index")
        for topic in pages.topics { try add(topic, pages, to: &build) }
        for path in publication.paths { try add(path, pages, to: &build) }
        for pack in publication.packs { try add(pack, pages, to: &build) }
        for issue in publication.issues { try add(issue, pages, to: &build) }
        for card in publication.items where card.isWhole(commercially: site.isCommercial) {
            // It may be there already; see ``SiteJob``.
            if isDone(card) || build.has("items/\(card.id).html") { continue }
            try add(card, publication.texts[card.id], pages, to: &build)
        }
        try addSearch(pages, to: &build)
        try addFiles(pages, to: &build)
    }

    /// A broken link with the line of the page's Markdown in which it stands, for which the page is made once more.
    func located(_ error: PublishingError, in pages: SitePages) -> PublishingError {
        guard case .brokenLink(let page, _, let link) = error else { return error }
        let path = "\(page.dropLast(5)).md"
        let basket = FileBasket()
        var build = SiteBuild(
            layout: layout, taker: FreshFiles { if $0.path == path { basket.files = [$0] } })
        try? add(pages, to: &build)
        let written = link.hasSuffix(".html") ? link.dropLast(5) + ".md" : link
        let text = basket.files.first?.text ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let place =
            lines.firstIndex { $0.contains("(\(written)") } ?? lines.firstIndex { $0.contains(written) }
        return .brokenLink(page: path, line: (place ?? 0) + 1, target: written)
    }

    /// The page of one work in HTML and Markdown, as ``files(_:)`` would have it; nil where the publication has no such work.
    ///
    /// **Errors**: as ``write(_:to:)``, but for links, which are not followed.
    public func page(
        of work: PublishedWork, in publication: Publication
    ) throws(PublishingError) -> (html: PublishedFile, markdown: PublishedFile)? {
        let pages = SitePages(site: site, curriculum: curriculum, publication: publication)
        let basket = FileBasket()
        var build = SiteBuild(layout: layout, taker: FreshFiles { basket.files.append($0) })
        let place: String
        switch work {
        case .pack(let id):
            guard let pack = publication.packs.first(where: { $0.theme.id == id }) else { return nil }
            try addPage(pack, pages, to: &build)
            place = "packs/\(id)"
        case .path(let id):
            guard let path = publication.pathsByID[id] else { return nil }
            try addPage(path, pages, to: &build)
            place = "paths/\(id)"
        case .issue(let id, let number):
            let found = publication.issues.first { $0.newsletter.id == id && $0.number == number }
            guard let issue = found else { return nil }
            try add(issue, pages, to: &build)
            place = "issues/\(id)/\(number)"
        }
        guard let html = basket.files.first(where: { $0.path == place + ".html" }),
            let markdown = basket.files.first(where: { $0.path == place + ".md" })
        else { return nil }
        return (html, markdown)
    }

    func name(_ id: String) throws(PublishingError) -> String {
        guard isSlug(id), id != "index" else { throw .unusableName(id) }
        return id
    }

    /// The page with an item's whole text.
    func add(
        _ card: ItemCard, _ text: ReviewedItem?, _ pages: SitePages, to build: inout SiteBuild
    ) throws(PublishingError) {
        let place = "items/\(card.id)"
        try build.add(at: place, madeFrom: pages.key(ofItem: card)) { () throws(PublishingError) in
            guard let text else {
                throw .file(path: "\(place).html", why: "the text of the item is not at hand")
            }
            return try WholeText.page(of: text, as: card, pages)
        }
    }
}

private extension SiteComposer {
    func add(_ topic: Topic, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        _ = try name(topic.id.rawValue)
        for part in pages.parts(of: topic) {
            try build.add(
                at: SitePages.place(of: topic.id, page: part.number), madeFrom: pages.key(of: topic, part)
            ) { () throws(PublishingError) in try pages.page(of: topic, part) }
        }
        guard pages.publication.itemsByTopic[topic.id]?.isEmpty == false else { return }
        try build.add(
            at: SitePages.conversationPlace(of: topic.id),
            madeFrom: pages.key(ofConversationAbout: topic)
        ) { () throws(PublishingError) in
            try pages.conversationSheet(topic, root: "../../")
        }
    }

    func addPage(_ path: LearningPath, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError)
    {
        try build.add(at: "paths/\(try name(path.id.rawValue))", madeFrom: pages.key(of: path)) {
            () throws(PublishingError) in try pages.pathPage(path)
        }
    }

    func add(_ path: LearningPath, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        try addPage(path, pages, to: &build)
        try build.add(["paths/\(try name(path.id.rawValue)).epub"], madeFrom: pages.key(of: path)) {
            () throws(PublishingError) in [try pages.book(of: path, try pages.pathPage(path))]
        }
    }

    func page(of pack: Pack, _ pages: SitePages) throws(PublishingError) -> PublishedPage {
        let writing = PackMarkdown(
            curriculum: curriculum, isCommercial: site.isCommercial, notes: pages.notes)
        return try writing.page(of: pack).telling(pages.linkedData(pack), feed: "new-packs")
    }

    func addPage(_ pack: Pack, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        let date = pack.items.map(\.verdict.by.time).max()
        try build.add(
            at: "packs/\(try name(pack.theme.id.rawValue))", madeFrom: pages.key(of: pack), date: date
        ) { () throws(PublishingError) in try page(of: pack, pages) }
    }

    func add(_ pack: Pack, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        try addPage(pack, pages, to: &build)
        let id = try name(pack.theme.id.rawValue)
        let key = pages.key(of: pack)
        try build.add(at: "packs/\(id)/group", madeFrom: key) { () throws(PublishingError) in
            pages.groupKit(pack)
        }
        let path = "packs/pack-\(id).json"
        try build.add(["packs/\(id).epub", path], madeFrom: key) { () throws(PublishingError) in
            [
                try pages.book(of: pack, try page(of: pack, pages)),
                PublishedFile(
                    path: path,
                    text: try PackManifest(pack, isCommercial: site.isCommercial).json(for: path)),
            ]
        }
    }

    func add(_ issue: Issue, _ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        let id = try name(issue.newsletter.id.rawValue)
        let amendments = pages.publication.amendments(of: issue)
        try build.add(
            at: "issues/\(id)/\(issue.number)", madeFrom: pages.key(of: issue),
            date: amendments.map(\.by.time).max() ?? issue.date
        ) { () throws(PublishingError) in
            try IssueMarkdown(curriculum: curriculum, isCommercial: site.isCommercial)
                .page(of: issue, amendments: amendments).telling(nil, feed: "new-issues")
        }
    }

    /// The A to Z; where all its entries are the same as last time, they are not even put in order.
    func addSearch(_ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        let key = pages.searchKey
        let path = SitePages.searchIndexPath
        if let key, let known = build.remark(on: path, madeFrom: key), let places = SearchPlaces(known),
            places.all.allSatisfy({ build.isKept(at: $0.place, madeFrom: $0.key) })
        {
            for (place, key) in places.all {
                try build.add(at: place, madeFrom: key) { () throws(PublishingError) in
                    throw .file(path: place, why: "is not as it was")
                }
            }
            try build.add([path], madeFrom: key) { () throws(PublishingError) in [] }
            return
        }
        let search = try pages.search()
        for page in search.pages {
            try build.add(at: page.place, madeFrom: page.key) { () throws(PublishingError) in page.make() }
        }
        let places = SearchPlaces(all: search.pages.compactMap { page in page.key.map { (page.place, $0) } })
        try build.add(
            pages.searchIndex(search.entries), marked: FileMark(key: key, remark: places.bytes[...]))
    }

    /// What is no page: the style sheet, the feeds, the lists of sources, pages and moves.
    func addFiles(_ pages: SitePages, to build: inout SiteBuild) throws(PublishingError) {
        try build.add(PublishedFile(path: "style.css", text: styleSheet))
        try build.add(CurriculumForm.allCases.map(\.path), madeFrom: pages.base) {
            () throws(PublishingError) in pages.curriculumFiles
        }
        if let board = pages.board {
            for file in pages.bulletins(board).flatMap({ $0.files(board) }) { try build.add(file) }
            for topic in pages.topics where pages.publication.itemsByTopic[topic.id]?.isEmpty == false {
                let place = SitePages.bulletinPlace(of: topic)
                try build.add(Bulletin.forms.map { place + $0 }, madeFrom: pages.key(ofBulletinOf: topic)) {
                    () throws(PublishingError) in try pages.bulletin(of: topic, board).files(board)
                }
            }
        }
        if let sources = pages.sources() { try build.add(sources) }
        if pages.board != nil {
            let all = build.sortedPages
            try build.add(SitePages.mapPaths, madeFrom: pages.key(ofMapOf: all)) {
                () throws(PublishingError) in pages.maps(of: all)
            }
        }
        let redirects = try Redirects(pages.publication.moves, curriculum) { [build] in
            build.has("\($0).html")
        }
        for file in redirects.files(language: curriculum.scheme.language) { try build.add(file) }
    }
}

/// Where the pages of the A to Z stand, as the next build wants to know it.
private struct SearchPlaces {
    let all: [(place: String, key: InputKey)]

    init(all: [(place: String, key: InputKey)]) { self.all = all }

    var bytes: [UInt8] {
        var writer = MemoryWriter()
        for (place, key) in all {
            writer.add(place)
            writer.add(key)
        }
        return writer.bytes
    }

    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = MemoryReader(bytes)
        var found: [(place: String, key: InputKey)] = []
        do throws(MemoryReader.Damaged) {
            while !reader.isAtEnd { found.append((try reader.text(), try reader.key())) }
        } catch {
            return nil
        }
        all = found
    }
}
