// SPDX-License-Identifier: MIT

import Markup
import Model

/// One chapter of an e-book: a page, or a part of one.
struct BookChapter {
    /// The name of its file.
    let file: String
    /// What it is called, as text of XHTML.
    let title: String
    /// The whole file.
    let xhtml: String

    /// Writes a page as a chapter.
    ///
    /// - Parameters:
    ///   - place: where the page stands on the site, without its ending.
    ///   - isPart: whether it is a part of a page, so that its headings go up by one.
    init(
        _ page: PublishedPage, at place: String, number: Int, links: BookLinks, isPart: Bool
    ) throws(PublishingError) {
        let html = try page.body(named: "\(place).epub")
        let body = BookChapter.wellFormed(isPart ? BookChapter.promoted(html) : html)
        file = BookChapter.name(number)
        title = BookChapter.heading(of: body) ?? HTMLEscape.text(page.title)
        xhtml = BookChapter.document(
            title: title, language: page.language, body: links.mended(body, from: place))
    }

    /// The name of the file of a chapter, counted from 0.
    static func name(_ number: Int) -> String { "part-\(number + 1).xhtml" }

    /// A whole file of XHTML.
    static func document(title: String, language: String, body: String) -> String {
        let language = HTMLEscape.text(language)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
            lang="\(language)" xml:lang="\(language)">
            <head>
            <meta charset="utf-8"/>
            <title>\(title)</title>
            <link rel="stylesheet" type="text/css" href="book.css"/>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }
}

private extension BookChapter {
    /// Every heading one level up; a page's own text cannot look like a tag, since it is escaped.
    static func promoted(_ html: String) -> String {
        var html = html
        var out: [UInt8] = []
        html.withUTF8 { bytes in
            out.reserveCapacity(bytes.count)
            out.append(contentsOf: bytes)
            for place in 0..<max(0, bytes.count - 3) where bytes[place] == UInt8(ascii: "<") {
                let isEnd = bytes[place + 1] == UInt8(ascii: "/")
                let digit = isEnd ? place + 3 : place + 2
                guard digit + 1 < bytes.count, bytes[digit - 1] == UInt8(ascii: "h"),
                    (UInt8(ascii: "2")...UInt8(ascii: "6")).contains(bytes[digit]),
                    bytes[digit + 1] == UInt8(ascii: ">") || !isEnd && bytes[digit + 1] == UInt8(ascii: " ")
                else { continue }
                out[digit] -= 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Without the characters that XML forbids.
    static func wellFormed(_ html: String) -> String {
        let isForbidden = { (scalar: Unicode.Scalar) in
            (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || scalar.value & 0xFFFE == 0xFFFE
        }
        guard html.unicodeScalars.contains(where: isForbidden) else { return html }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: html.unicodeScalars.lazy.filter { !isForbidden($0) })
        return String(out)
    }

    /// The words of the first heading, still escaped.
    static func heading(of html: String) -> String? {
        guard let start = html.firstRange(of: "<h1"),
            let open = html[start.upperBound...].firstIndex(of: ">"),
            let end = html[open...].firstRange(of: "</h1>")
        else { return nil }
        var words = ""
        var isTag = false
        for character in html[html.index(after: open)..<end.lowerBound] {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                words.append(character)
            }
        }
        return words.isEmpty ? nil : words
    }
}

/// Where links of a book's chapters lead.
struct BookLinks {
    /// The chapters that pages of the site became, by the pages' places.
    let files: [String: String]
    /// The site's front, ending in a slash; nil where nobody knows, and then other pages of it cannot be linked to.
    let base: String?

    /// The text with every link leading into the book, to the site or elsewhere; a link to nowhere is only its words.
    func mended(_ html: String, from place: String) -> String {
        let bytes = html.utf8
        var out = ""
        out.reserveCapacity(bytes.count + 256)
        var rest = html[...]
        while let start = BookLinks.place(of: "<a href=\"", in: rest) {
            let begin = bytes.index(start, offsetBy: 9)
            guard let quote = rest[begin...].utf8.firstIndex(of: UInt8(ascii: "\"")),
                let close = rest[quote...].utf8.firstIndex(of: UInt8(ascii: ">")),
                let end = BookLinks.place(of: "</a>", in: rest[begin...])
            else {
                out += rest[..<begin]
                rest = rest[begin...]
                continue
            }
            out += rest[..<start]
            if let target = target(of: rest[begin..<quote], from: place, in: html) {
                out += "<a href=\"\(target)"
                rest = rest[quote...]
            } else {
                out += rest[bytes.index(after: close)..<end]
                rest = rest[bytes.index(end, offsetBy: 4)...]
            }
        }
        return out + rest
    }

    /// Where some bytes of ASCII first stand in a text.
    private static func place(of word: StaticString, in text: Substring) -> String.Index? {
        let count = word.utf8CodeUnitCount
        var rest = text.utf8[...]
        while let place = rest.firstIndex(of: word.utf8Start[0]) {
            rest = rest[place...]
            if rest.prefix(count).elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count)) {
                return place
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}

private extension BookLinks {
    func target(of link: Substring, from place: String, in html: String) -> String? {
        if link.hasPrefix("#") { return html.contains(" id=\"\(link.dropFirst())\"") ? String(link) : nil }
        let isElsewhere = ["http:", "https:", "mailto:", "tel:"].contains { link.hasPrefix($0) }
        if isElsewhere { return String(link) }
        guard let path = LinkLedger.resolve(link.prefix { $0 != "#" }, from: place) else { return nil }
        if path.hasSuffix(".html"), let file = files[String(path.dropLast(5))] { return file }
        return base.map { $0 + path }
    }
}
