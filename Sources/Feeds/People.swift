// SPDX-License-Identifier: MIT

import Markup
import Model

/// Reads who wrote something.
enum People {
    /// The authors of a feed or an entry, each once, in the document's order.
    static func authors(of fields: FieldList, isFeed: Bool) -> [ParsedAuthor] {
        for rank in isFeed ? feedRanks : entryRanks where fields.has(rank) {
            let found = fields.all(rank).map { person($0) }
            let known = distinct(found.filter { !$0.name.isEmpty || $0.address != nil })
            if !known.isEmpty { return known }
        }
        return []
    }

    private static let feedRanks: [ElementSet] = [
        [.author, .creator], [.editor], [.itunesAuthor], [.owner], [.webmaster],
    ]
    private static let entryRanks: [ElementSet] = [
        [.author, .creator], [.itunesAuthor], [.contributor], [.mediaCredit],
    ]

    /// Each person once; a bare mail address gives way to a name.
    private static func distinct(_ people: [ParsedAuthor]) -> [ParsedAuthor] {
        if people.count < 2 { return people }
        var seen: Set<String> = []
        let once = people.filter { $0.name.isEmpty || seen.insert($0.name.lowercased()).inserted }
        let named = once.filter { $0.name != $0.mail }
        return named.isEmpty ? once : named
    }

    /// One person, from elements of their own or from one line.
    static func person(_ field: FeedField) -> ParsedAuthor {
        var author = ParsedAuthor()
        if let name = field.child(.name) { author.name = Words.title(name) }
        author.mail = field.child(.mail)?.text.nonEmpty
        author.address = field.child(.uri).flatMap { Links.address($0) } ?? Links.attribute(.href, of: field)
        if author.name.isEmpty, !field.hasChildren || field.hasText {
            let line = PlainText.folded(field.text)
            let read = person(line: line.utf8.contains(UInt8(ascii: "&")) ? PlainText.from(html: line) : line)
            author.name = read.name
            author.mail = author.mail ?? read.mail
        }
        if author.name.isEmpty { author.name = author.mail ?? "" }
        return author
    }

    /// A person in the ways of one line: `Name <mail>`, `mail (Name)`, `Name (mail)`, `mail`, `Name`.
    static func person(line: String) -> ParsedAuthor {
        var author = ParsedAuthor()
        guard line.utf8.contains(UInt8(ascii: "@")) else {
            author.name = line
            return author
        }
        for (open, close) in [("<", ">"), ("(", ")")] as [(Character, Character)] {
            guard let start = line.firstIndex(of: open), line.last == close else { continue }
            let outside = line[..<start].trimmedWhitespace
            let inside = line[line.index(after: start)...].dropLast().trimmedWhitespace
            if isMail(inside) {
                author.mail = withoutScheme(inside)
                author.name = outside
            } else if isMail(outside) {
                author.mail = withoutScheme(outside)
                author.name = inside
            } else {
                continue
            }
            if author.name.isEmpty { author.name = author.mail ?? "" }
            return author
        }
        author.name = line
        if isMail(line) {
            author.mail = withoutScheme(line)
            author.name = withoutScheme(line)
        }
        return author
    }

    private static func withoutScheme(_ mail: String) -> String {
        mail.hasPrefix("mailto:") ? String(mail.dropFirst(7)) : mail
    }

    private static func isMail(_ text: String) -> Bool {
        guard let at = text.firstIndex(of: "@"), at != text.startIndex, !text.contains(" ") else {
            return false
        }
        return text.index(after: at) != text.endIndex
    }
}
