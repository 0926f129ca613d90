// SPDX-License-Identifier: MIT

import FoundationEssentials

/// The files of one build as they come, and what must hold of them as a whole; it keeps none of them.
struct SiteBuild {
    private let layout: PageLayout
    private let take: FileTaker
    private var links = LinkLedger()
    private var paths: Set<String> = []
    private var dated: [String: Date?] = [:]

    /// Takes each file as soon as it is made.
    typealias FileTaker = (PublishedFile) throws(PublishingError) -> Void

    init(layout: PageLayout, take: @escaping FileTaker) {
        self.layout = layout
        self.take = take
    }

    /// The paths of all pages in HTML, sorted.
    var pages: [String] { dated.keys.sorted() }
    /// When what stands on a page last changed, where that is known; by path.
    var dates: [String: Date] { dated.compactMapValues(\.self) }

    /// Adds a page in both forms.
    mutating func add(
        _ page: PublishedPage, at place: String, date: Date? = nil
    ) throws(PublishingError) {
        let path = "\(place).html"
        try add(PublishedFile(path: path, text: try layout.html(page, at: path)))
        try add(PublishedFile(path: "\(place).md", text: page.markdown))
        dated.updateValue(date, forKey: path)
    }

    /// Adds any other file.
    mutating func add(_ file: PublishedFile) throws(PublishingError) {
        guard paths.insert(file.path).inserted else { throw .samePath(file.path) }
        if file.path.hasSuffix(".html") { links.note(file) }
        try take(file)
    }

    /// Follows every link within the site.
    ///
    /// **Errors**: ``PublishingError/brokenLink(page:line:target:)`` for the first that leads nowhere, with line 0.
    func finish() throws(PublishingError) {
        guard let broken = links.broken(paths: paths) else { return }
        throw .brokenLink(page: broken.page, line: 0, target: broken.link)
    }
}
