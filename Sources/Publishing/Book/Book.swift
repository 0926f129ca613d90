// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// A page as an e-book: its parts become chapters, and what it leads to on our own site comes with it.
///
/// The words are the page's own, so nothing is said twice. Works whose licence allows it are there whole, each in a chapter
/// of its own with its own terms.
///
/// **Source**: EPUB 3.3; EPUB Accessibility 1.1.
struct Book {
    /// Where it stands, without its ending: `packs/start`.
    let place: String
    /// The page that it is made of.
    let page: PublishedPage
    /// What comes after the page's own parts (the group's kit, whole texts), with the place of each on the site.
    var appendix: [(place: String, page: PublishedPage)] = []
    /// Who made it.
    let creator: String
    /// The site's front, ending in a slash; nil where nobody knows.
    let base: String?
    /// When what is in it last changed.
    let date: Date

    /// The file.
    ///
    /// **Shape**: the same book gives the same bytes, on every day.
    func file() throws(PublishingError) -> PublishedFile {
        let chapters = try chapters()
        let package = BookPackage(book: self, chapters: chapters)
        var files = [
            PublishedFile(path: "mimetype", text: "application/epub+zip"),
            PublishedFile(path: "META-INF/container.xml", text: BookPackage.container),
            PublishedFile(path: "book/package.opf", text: package.opf),
            PublishedFile(path: "book/contents.xhtml", text: package.contents),
            PublishedFile(path: "book/book.css", text: BookPackage.styleSheet),
        ]
        files += chapters.map { PublishedFile(path: "book/\($0.file)", text: $0.xhtml) }
        let path = "\(place).epub"
        return PublishedFile(path: path, bytes: try BookArchive(files: files).bytes(named: path))
    }
}

extension Book {
    /// Names the book for ever: it hangs on where the book stands, and on nothing that may change.
    var identifier: String { "urn:uuid:\(NameUUID.text(of: (base ?? "") + place))" }
}

private extension Book {
    /// The page's parts up to its first section, each section, and the appendix.
    func chapters() throws(PublishingError) -> [BookChapter] {
        var groups: [[Passage]] = [[]]
        for passage in page.passages {
            switch passage.role {
            // A book has contents of its own, and needs no way to itself.
            case .contents, .more: continue
            case .section, .questions, .about: groups.append([passage])
            default: groups[groups.count - 1].append(passage)
            }
        }
        var files = [place: BookChapter.name(0)]
        for (index, part) in appendix.enumerated() {
            files[part.place] = BookChapter.name(groups.count + index)
        }
        let links = BookLinks(files: files, base: base)
        var made: [BookChapter] = []
        for (index, group) in groups.enumerated() {
            let part = page.holding(group)
            made.append(
                try BookChapter(part, at: place, number: index, links: links, isPart: index > 0))
        }
        for (index, part) in appendix.enumerated() {
            made.append(
                try BookChapter(
                    part.page, at: part.place, number: groups.count + index, links: links, isPart: false))
        }
        return made
    }
}

private extension PublishedPage {
    /// The same page with other passages.
    func holding(_ passages: [Passage]) -> PublishedPage {
        PublishedPage(
            title: title, summary: summary, language: language, licence: licence, frontMatter: frontMatter,
            passages: passages)
    }
}
