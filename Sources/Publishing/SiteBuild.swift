// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// Where the files of a build go; it may have those of the last build still.
protocol FileTaking: AnyObject {
    /// Takes a file as soon as it is made, and gives its number.
    @discardableResult func take(_ file: PublishedFile, _ mark: FileMark) throws(PublishingError) -> Int

    /// The number of a file that the last build made from the same, and that is as it was left; nil for all others.
    func number(of path: String, madeFrom key: InputKey) -> Int?

    /// The same for a path in UTF-8.
    func number(of path: [UInt8], madeFrom key: InputKey) -> Int?

    /// What the last build remarked on such a file.
    func remark(on path: String, madeFrom key: InputKey) -> ArraySlice<UInt8>?

    /// Keeps a file as it is, by its number.
    func keep(_ number: Int) throws(PublishingError)

    /// Whether a file was taken or kept.
    func has(_ path: String) -> Bool

    /// The same by what ``PageLinks/number(of:)`` says of its path.
    func has(at target: UInt64) -> Bool

    /// The numbers of all files that are known.
    var numbers: PathNumbers { get }

    /// The files of the last build that were neither taken nor kept.
    var missing: [Int] { get }

    /// What the last build remarked on a file, whatever it was made from.
    func lastRemark(on number: Int) -> ArraySlice<UInt8>?
}

/// The files of one build as they come, and what must hold of them as a whole; it keeps none of them.
///
/// A page of which the key says that it was made from the same by the last build is not made again.
struct SiteBuild {
    private let layout: PageLayout
    private let taker: any FileTaking
    private var links = LinkLedger()
    /// The pages in HTML, and when what stands on each last changed.
    private var pages: [Page] = []
    /// Pages that stay as they were.
    private var stays: [Int] = []
    /// A path that is asked for.
    private var path: [UInt8] = []
    /// Places that pages which were made anew have no longer.
    private var lost: Set<UInt64> = []
    /// What is remarked on a page.
    private var remark = MemoryWriter()

    init(layout: PageLayout, taker: any FileTaking) {
        self.layout = layout
        self.taker = taker
    }

    /// A page in HTML.
    struct Page {
        /// The number of its file.
        let number: Int
        /// When what stands on it last changed, where that is known.
        let date: Date?
    }

    /// All pages, by path, with these.
    var sortedPages: [(path: String, date: Date?)] {
        let numbers = taker.numbers
        let dates = Dictionary(pages.compactMap { page in page.date.map { (page.number, $0) } }) { $1 }
        return numbers.sorted(pages.map(\.number)).map { (numbers.path($0), dates[$0]) }
    }

    /// Whether a file is there.
    func has(_ path: String) -> Bool { taker.has(path) }

    /// Adds a page in both forms.
    ///
    /// - Parameters:
    ///   - key: a digest of everything that the page is made from; nil for one that is always made anew.
    ///   - date: when what stands on it last changed.
    ///   - make: makes the page; nil for none.
    mutating func add(
        at place: String, madeFrom key: InputKey?, date: Date? = nil,
        _ make: () throws(PublishingError) -> PublishedPage?
    ) throws(PublishingError) {
        if try !keep(at: place, madeFrom: key, date: date) {
            let (path, markdown) = (place + ".html", place + ".md")
            guard let page = try make() else { return }
            let file = PublishedFile(path: path, bytes: try layout.bytes(of: page, at: path))
            let beside = PageLinks.number(of: markdown.utf8)
            links.note(file) { [taker] in $0 == beside || taker.has(at: $0) }
            lose(from: path)
            remark.removeAll()
            links.links.write(to: &remark)
            let number = try taker.take(file, FileMark(key: key, remark: remark.bytes[...]))
            try taker.take(
                PublishedFile(path: markdown, bytes: page.markdownBytes), FileMark(key: key, remark: []))
            pages.append(Page(number: number, date: date))
        }
    }

    /// Keeps a page in both forms; false where it has to be made anew.
    mutating func keep(at place: String, madeFrom key: InputKey?, date: Date?) throws(PublishingError) -> Bool
    {
        guard let key else { return false }
        path.removeAll(keepingCapacity: true)
        path.append(utf8: place)
        let count = path.count
        path.append(".html")
        guard let html = taker.number(of: path, madeFrom: key) else { return false }
        path.removeLast(path.count - count)
        path.append(".md")
        guard let markdown = taker.number(of: path, madeFrom: key) else { return false }
        try taker.keep(html)
        try taker.keep(markdown)
        stays.append(html)
        pages.append(Page(number: html, date: date))
        return true
    }

    /// Whether a page in both forms is as it would be made.
    func isKept(at place: String, madeFrom key: InputKey) -> Bool {
        [".html", ".md"].allSatisfy { taker.number(of: place + $0, madeFrom: key) != nil }
    }

    /// What the last build remarked on a file, where it was made from the same and is as it was left.
    func remark(on path: String, madeFrom key: InputKey) -> ArraySlice<UInt8>? {
        taker.remark(on: path, madeFrom: key)
    }

    /// Adds a page that is always made anew.
    mutating func add(_ page: PublishedPage, at place: String) throws(PublishingError) {
        try add(at: place, madeFrom: nil) { () throws(PublishingError) in page }
    }

    /// Adds any other files that are made together.
    mutating func add(
        _ paths: [String], madeFrom key: InputKey?,
        _ make: () throws(PublishingError) -> [PublishedFile]
    ) throws(PublishingError) {
        let kept = key.map { key in paths.compactMap { taker.number(of: $0, madeFrom: key) } } ?? []
        if !paths.isEmpty, kept.count == paths.count {
            for number in kept { try taker.keep(number) }
        } else {
            for file in try make() { try add(file, madeFrom: key) }
        }
    }

    /// Adds any other file.
    mutating func add(_ file: PublishedFile, madeFrom key: InputKey? = nil) throws(PublishingError) {
        try add(file, marked: FileMark(key: key, remark: []))
    }

    /// Adds any other file with what the next build wants to know of it.
    mutating func add(_ file: PublishedFile, marked mark: FileMark) throws(PublishingError) {
        if file.path.hasSuffix(".html") {
            links.note(file) { [taker] in taker.has(at: $0) }
            lose(from: file.path)
        }
        try taker.take(file, mark)
    }

    /// Whether a page that stays may lead to something that is no longer there; then all must be made anew to say where.
    mutating func isUnsure() -> Bool {
        if !links.hasAllPlaces {
            for page in stays { if let links = links(of: page) { self.links.noteIDs(of: links) } }
        }
        var gone: Set<UInt64> = []
        let numbers = taker.numbers
        for file in taker.missing { gone.insert(PageLinks.number(of: numbers.path(file).utf8)) }
        lost = links.missing(lost)
        guard !gone.isEmpty || !lost.isEmpty else { return false }
        return stays.contains { page in
            guard let links = links(of: page) else { return true }
            return links.targets.contains { gone.contains($0) } || links.places.contains { lost.contains($0) }
        }
    }

    /// Follows every link within the site.
    ///
    /// **Errors**: ``PublishingError/brokenLink(page:line:target:)`` for the first that leads nowhere, with line 0.
    func finish() throws(PublishingError) {
        guard let broken = links.broken(where: { !taker.has($0) }) else { return }
        throw .brokenLink(page: broken.page, line: 0, target: broken.link)
    }
}

private extension SiteBuild {
    /// Notes the places that a page which was just noted had and has no longer.
    mutating func lose(from path: String) {
        guard let number = taker.numbers[path], let former = links(of: number) else { return }
        lost.formUnion(former.ids)
        lost.subtract(links.links.ids)
    }

    func links(of page: Int) -> PageLinks? {
        guard let remark = taker.lastRemark(on: page), !remark.isEmpty else { return nil }
        var reader = MemoryReader(remark)
        return try? PageLinks(from: &reader)
    }
}
