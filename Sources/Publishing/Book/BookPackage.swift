// SPDX-License-Identifier: MIT

import Markup
import Model

/// What an e-book says of itself, and its contents.
struct BookPackage {
    let book: Book
    let chapters: [BookChapter]

    static let styleSheet = String(decoding: PackageResources.book_css, as: UTF8.self)

    /// Where the package lies.
    static let container = """
        <?xml version="1.0" encoding="UTF-8"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
          <rootfiles>
            <rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
          </rootfiles>
        </container>

        """

    /// The package document.
    ///
    /// **Source**: EPUB 3.3, section 5; EPUB Accessibility 1.1, section 2.2.
    var opf: String {
        var xml = XMLWriter()
        xml.open(
            "package",
            [
                ("xmlns", "http://www.idpf.org/2007/opf"), ("version", "3.0"), ("unique-identifier", "id"),
                ("xml:lang", book.page.language), ("prefix", "cc: http://creativecommons.org/ns#"),
            ])
        writeMetadata(to: &xml)
        writeFiles(to: &xml)
        xml.close()
        return xml.text
    }

    /// The contents, for readers and for their machines.
    var contents: String {
        let title = HTMLEscape.text(book.page.title)
        let lines = chapters.map { "<li><a href=\"\($0.file)\">\($0.title)</a></li>" }
        return BookChapter.document(
            title: title, language: book.page.language,
            body: """
                <nav epub:type="toc" id="contents" role="doc-toc" aria-labelledby="contents-heading">
                <h1 id="contents-heading">Contents</h1>
                <ol>
                \(lines.joined(separator: "\n"))
                </ol>
                </nav>

                """)
    }
}

private extension BookPackage {
    func writeMetadata(to xml: inout XMLWriter) {
        let page = book.page
        xml.open("metadata", [("xmlns:dc", "http://purl.org/dc/elements/1.1/")])
        xml.leaf("dc:identifier", [("id", "id")], text: book.identifier)
        xml.leaf("dc:title", text: page.title)
        xml.leaf("dc:language", text: page.language)
        xml.leaf("dc:creator", text: book.creator)
        xml.leaf("dc:publisher", text: book.creator)
        xml.leaf("dc:description", text: page.summary)
        xml.leaf("dc:rights", text: BookPackage.rights)
        if let base = book.base { xml.leaf("dc:source", text: "\(base)\(book.place).html") }
        if let licence = Licence.ccBy.address {
            xml.leaf("link", [("rel", "cc:license"), ("href", licence.text)])
        }
        func meta(_ property: String, _ text: String) {
            xml.leaf("meta", [("property", property)], text: text)
        }
        meta("dcterms:modified", book.date.internetTime)
        meta("schema:accessMode", "textual")
        meta("schema:accessModeSufficient", "textual")
        for feature in [
            "tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA",
        ] {
            meta("schema:accessibilityFeature", feature)
        }
        meta("schema:accessibilityHazard", "none")
        meta(
            "schema:accessibilitySummary",
            "Text only, with headings and a table of contents. Type and colours are the reader's choice.")
        xml.close()
    }

    static let rights =
        "Our own words are free to share under \(Licence.ccBy.label). "
        + "Each work that is quoted or shown keeps the licence named beside it."

    func writeFiles(to xml: inout XMLWriter) {
        let type = "application/xhtml+xml"
        xml.open("manifest")
        xml.leaf(
            "item",
            [("id", "contents"), ("href", "contents.xhtml"), ("media-type", type), ("properties", "nav")])
        xml.leaf("item", [("id", "style"), ("href", "book.css"), ("media-type", "text/css")])
        for (number, chapter) in chapters.enumerated() {
            xml.leaf(
                "item", [("id", "part-\(number + 1)"), ("href", chapter.file), ("media-type", type)])
        }
        xml.close()
        xml.open("spine")
        xml.leaf("itemref", [("idref", "part-1")])
        xml.leaf("itemref", [("idref", "contents")])
        for number in chapters.indices.dropFirst() {
            xml.leaf("itemref", [("idref", "part-\(number + 1)")])
        }
        xml.close()
    }
}
