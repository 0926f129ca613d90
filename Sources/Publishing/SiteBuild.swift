// SPDX-License-Identifier: MIT

import FoundationEssentials

/// The files of one build as they come together, and what must hold of them as a whole.
struct SiteBuild {
    let layout: PageLayout
    private var files: [PublishedFile] = []
    /// The paths of all pages in HTML, sorted.
    var pages: [String] { dated.keys.sorted() }
    /// When what stands on a page last changed, where that is known; by path.
    var dates: [String: Date] { dated.compactMapValues(\.self) }
    private var dated: [String: Date?] = [:]

    init(layout: PageLayout) { self.layout = layout }

    /// Adds a page in both forms.
    mutating func add(
        _ page: PublishedPage, at place: String, date: Date? = nil
    ) throws(PublishingError) {
        let path = "\(place).html"
        files.append(PublishedFile(path: "\(place).md", text: page.markdown))
        files.append(PublishedFile(path: path, text: try layout.html(page, at: path)))
        dated.updateValue(date, forKey: path)
    }

    /// Adds any other file.
    mutating func add(_ file: PublishedFile) { files.append(file) }

    /// All files, by path.
    ///
    /// **Errors**: ``PublishingError/samePath(_:)``.
    func finished() throws(PublishingError) -> [PublishedFile] {
        let sorted = files.sorted { $0.path < $1.path }
        for (file, next) in zip(sorted, sorted.dropFirst()) where file.path == next.path {
            throw .samePath(file.path)
        }
        try LinkCheckList(sorted).check()
        return sorted
    }
}
