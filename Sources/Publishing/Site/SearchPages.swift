// SPDX-License-Identifier: MIT

import Foundation
import Markup
import Model

/// One thing that a reader may look for.
struct SearchEntry {
    let title: String
    /// Its page, from the site's front and as Markdown; or the address of an item elsewhere.
    let target: String
    /// What it is, such as `pack`.
    let kind: String
    /// More words by which it can be found.
    let words: String

    var isElsewhere: Bool { target.hasPrefix("http") }
    /// Under which letter it stands; `other` for what begins with none of A to Z.
    var letter: String {
        // Most titles begin with a letter of ASCII, if not with a mark.
        for byte in title.utf8 {
            guard byte < 0x80 else { break }
            let small = byte | 0x20
            if small >= UInt8(ascii: "a"), small <= UInt8(ascii: "z") {
                return String(Unicode.Scalar(small))
            }
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { return "other" }
        }
        let folded = title.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        let first = folded.unicodeScalars.first {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        return first.flatMap { ("a"..."z").contains($0) ? String($0) : nil } ?? "other"
    }
}

/// Finding things without a script: an A to Z of everything, and the same as JSON for those who build on it.
extension SitePages {
    /// Entries on one page of the A to Z.
    static let entriesOnAPage = 80

    /// The A to Z.
    func search() throws(PublishingError) -> Search {
        let entries = try searchEntries()
        let groups = Dictionary(grouping: entries, by: \.letter)
        let letters = groups.keys.sorted { ($0 == "other" ? "~" : $0) < ($1 == "other" ? "~" : $1) }
        var pages = [searchHome(letters, groups)]
        for letter in letters { pages += letterPages(letter, groups[letter] ?? [], letters) }
        return Search(pages: pages, entries: entries)
    }

    /// The A to Z in pages, and all of it for programs.
    struct Search {
        let pages: [Page]
        let entries: [SearchEntry]

        /// A page that is made when it is asked for.
        struct Page {
            /// Without its ending.
            let place: String
            let key: InputKey?
            let make: () -> PublishedPage
        }
    }

    /// Where all entries stand for programs.
    static let searchIndexPath = "search/index.json"
}

private extension SitePages {
    /// Everything, by title.
    func searchEntries() throws(PublishingError) -> [SearchEntry] {
        var found = publication.packs.map {
            SearchEntry(
                title: plain($0.theme.title), target: "packs/\($0.theme.id).md", kind: "pack",
                words: $0.sections.map(\.title).joined(separator: " "))
        }
        found += publication.paths.map {
            SearchEntry(
                title: plain($0.title), target: "paths/\($0.id).md", kind: "path",
                words: $0.outcomes.joined(separator: " "))
        }
        found += publication.issues.map {
            SearchEntry(
                title: "\(plain($0.newsletter.title)), issue \($0.number)",
                target: "issues/\($0.newsletter.id)/\($0.number).md", kind: "issue", words: "")
        }
        for topic in topics {
            found.append(
                SearchEntry(
                    title: plain(topic.name), target: "topics/\(topic.id).md", kind: "topic",
                    words: topic.vocabulary.terms.joined(separator: ", ")))
        }
        let names = Dictionary(curriculum.topics.map { ($0.id, $0.name) }) { first, _ in first }
        for item in publication.items {
            let credit = item.details.credited
            if credit.title.isEmpty || credit.source.isEmpty || credit.address.isEmpty {
                _ = try ItemCredit(item)
            }
            let topics = item.topics.compactMap { names[$0] }
            found.append(
                SearchEntry(
                    title: credit.title, target: credit.address, kind: "item",
                    words: ([credit.authors ?? credit.source, credit.source] + topics)
                        .joined(separator: ", ")))
        }
        let keys = found.map { $0.title.lowercased() }
        let order = found.indices.sorted {
            keys[$0] == keys[$1] ? found[$0].target < found[$1].target : keys[$0] < keys[$1]
        }
        return order.map { found[$0] }
    }

    func plain(_ title: String) -> String { MarkdownEscape.plainLine(title, limit: 200) }

    func searchHome(_ letters: [String], _ groups: [String: [SearchEntry]]) -> Search.Page {
        let count = groups.values.map(\.count).reduce(0, +)
        var inputs = PageInputs(base, "letters")
        inputs.add(letters.joined(separator: " "))
        inputs.add(count)
        return Search.Page(place: "search/index", key: inputs.key) { [self] in searchHome(letters, count) }
    }

    func searchHome(_ letters: [String], _ count: Int) -> PublishedPage {
        let opening = "Everything on this site by its title. Choose a letter, or begin with a topic."
        let lines = topics.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map { topic in
            let others = topic.vocabulary.terms.prefix(4).map { MarkdownEscape.line($0, limit: 60) }
            return "- \(link(to: topic, root: "../"))"
                + (others.isEmpty ? "" : " · \(others.joined(separator: ", "))")
        }
        return page(
            "A to Z", kind: "search", summary: opening,
            [
                masthead("A to Z", opening: opening, meta: Words.count(count, "entry", "entries"))
            ] + (searching.map { [Passage(.more, $0)] } ?? []) + [
                alphabet(letters, current: nil),
                section("Topics and the words for them", [Passage(.contents, lines.joined(separator: "\n"))]),
            ])
    }

    func alphabet(_ letters: [String], current: String?) -> Passage {
        let links = letters.map { letter in
            let name = letter == "other" ? "Other" : letter.uppercased()
            return letter == current ? "- **\(name)**" : "- [\(name)](../search/\(letter).md)"
        }
        return Passage(.letters, links.joined(separator: "\n"))
    }

    func letterPages(
        _ letter: String, _ entries: [SearchEntry], _ letters: [String]
    ) -> [Search.Page] {
        let size = SitePages.entriesOnAPage
        let count = (entries.count + size - 1) / size
        func place(_ number: Int) -> String { "search/\(letter)" + (number == 1 ? "" : "-\(number)") }
        return (1...max(1, count)).map { number in
            let part = entries.dropFirst((number - 1) * size).prefix(size)
            var inputs = PageInputs(base, "letter")
            for text in letters + [letter, ""] { inputs.add(text) }
            for number in [number, entries.count, part.count] { inputs.add(number) }
            for entry in part { for text in [entry.title, entry.target, entry.kind] { inputs.add(text) } }
            return Search.Page(place: place(number), key: inputs.key) { [self] in
                letterPage(letter, Array(part), letters, (number, count, entries.count))
            }
        }
    }

    /// - Parameter numbers: which page it is of how many, and how many entries there are on all of them.
    func letterPage(
        _ letter: String, _ part: [SearchEntry], _ letters: [String],
        _ numbers: (page: Int, pages: Int, entries: Int)
    ) -> PublishedPage {
        let (number, count) = (numbers.page, numbers.pages)
        let name = letter == "other" ? "Other" : letter.uppercased()
        func place(_ number: Int) -> String { "search/\(letter)" + (number == 1 ? "" : "-\(number)") }
        let lines = part.map { entry in
            let target = entry.isElsewhere ? entry.target : "../" + entry.target
            return "- \(MarkdownEscape.link(entry.title, to: target, limit: 200)) · \(entry.kind)"
        }
        var turns: [String] = []
        if number > 1 { turns.append("[Earlier in \(name)](../\(place(number - 1)).md)") }
        if number < count { turns.append("[Further in \(name)](../\(place(number + 1)).md)") }
        let title = "A to Z: \(name)" + (number > 1 ? ", page \(number)" : "")
        let parts = [
            masthead(title, meta: Words.count(numbers.entries, "entry", "entries")),
            alphabet(letters, current: letter),
            section("Begins with \(name)", [Passage(.contents, lines.joined(separator: "\n"))]),
        ]
        return page(
            title, kind: "search", summary: "What begins with \(name).",
            parts + (turns.isEmpty ? [] : [Passage(.more, turns.joined(separator: " · "))]))
    }

}

extension SitePages {
    /// All entries for programs: `title`, `url` from the site's front (or absolute), `kind`, `words`.
    func searchIndex(_ entries: [SearchEntry]) -> PublishedFile {
        var out: [UInt8] = []
        out.reserveCapacity(entries.count * 320 + 100)
        out.append("{\"entries\":[")
        for (place, entry) in entries.enumerated() {
            out.append(place == 0 ? "{\"title\":" : ",{\"title\":")
            JSONValue.write(entry.title, to: &out)
            out.append(",\"url\":")
            JSONValue.write(entry.isElsewhere ? entry.target : entry.target.dropLast(3) + ".html", to: &out)
            out.append(",\"kind\":")
            JSONValue.write(entry.kind, to: &out)
            if !entry.words.isEmpty {
                out.append(",\"words\":")
                JSONValue.write(entry.words, to: &out)
            }
            out.append("}")
        }
        out.append("]}\n")
        return PublishedFile(path: SitePages.searchIndexPath, bytes: out)
    }
}
