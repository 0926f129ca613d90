// SPDX-License-Identifier: MIT

import Markup
import Model

/// A few of an item's own words, no more than its licence and fairness allow.
///
/// A work whose licence allows no more than a quotation is quoted with ``Licence/quotationWords`` at the most, an open one
/// with 80. The source's own summary is taken where there is one; of an article without, never more than half. The
/// extract ends at a sentence where there is one to end at.
struct Extract: Hashable {
    /// The words, plain text on one line; never empty.
    let text: String

    /// Takes an extract; nil where the item has no words to take, or its licence lets none be taken.
    ///
    /// - Parameter commercially: whether our publication earns money.
    init?(of library: LibraryItem, commercially: Bool) {
        let body = library.readable.text.body
        var limit: Int
        switch library.licence.permits(.excerpt, commercially: commercially) {
        case .no: return nil
        case .quotation: limit = Licence.quotationWords
        case .sameLicence, .yes: limit = 80
        }
        let summary = Extract.withoutFurniture(library.item.text.summary)
        let hasSummary = ReadingTime.words(in: summary) >= 8
        let wanted = hasSummary ? summary : Extract.withoutHeadings(body)
        if !hasSummary { limit = min(limit, ReadingTime.words(in: body) / 2) }
        // Some scripts part no words; letters are counted as well, 8 to a word.
        let cut = Extract.cut(MarkdownEscape.plainLine(wanted, limit: 4000), words: limit, letters: limit * 8)
        guard !cut.isEmpty else { return nil }
        text = cut
    }

    /// How many words it has.
    var words: Int { ReadingTime.words(in: text) }
}

private extension Extract {
    /// Drops headings and labels: short lines that end in no mark, which would run into the next sentence.
    static func withoutHeadings(_ body: String) -> String {
        let lines = body.split(separator: "\n")
        let kept = lines.filter { line in
            let last = line.last { !$0.isWhitespace }
            let isEnded = last.map { ".!?:;…\"”’)。！？".contains($0) } ?? false
            return isEnded || ReadingTime.words(in: String(line)) >= 12
        }
        return kept.isEmpty ? body : kept.joined(separator: "\n")
    }

    /// Drops what blog software puts at the end of a summary.
    static func withoutFurniture(_ summary: String) -> String {
        var text = Substring(summary)
        if text.contains(" appeared first on "), let start = text.ranges(of: "The post ").last {
            text = text[..<start.lowerBound]
        }
        let endings = ["[…]", "[...]", "Continue reading", "Read more", "→", "»"]
        var isShorter = true
        while isShorter {
            isShorter = false
            while text.last?.isWhitespace == true { text.removeLast() }
            for ending in endings where text.hasSuffix(ending) {
                text.removeLast(ending.count)
                isShorter = true
            }
        }
        return String(text)
    }

    static func cut(_ line: String, words: Int, letters: Int) -> String {
        let all = line.split(separator: " ")
        var kept: [Substring] = []
        var length = 0
        for word in all.prefix(words) {
            length += word.unicodeScalars.count + 1
            guard length <= letters else { break }
            kept.append(word)
        }
        if kept.count == all.count { return line }
        guard !kept.isEmpty else {
            guard words > 0, let first = all.first else { return "" }
            return String(String.UnicodeScalarView(first.unicodeScalars.prefix(letters))) + "…"
        }
        let end = kept.indices.last { isSentenceEnd(kept[$0], before: all[$0 + 1]) }
        if let end, (end + 1) * 3 >= kept.count { return kept[...end].joined(separator: " ") }
        return kept.joined(separator: " ") + "…"
    }

    static func isSentenceEnd(_ word: Substring, before next: Substring) -> Bool {
        var word = word
        while let last = word.last, "\"'”’)]»".contains(last) { word.removeLast() }
        guard let last = word.last, ".!?。！？".contains(last) else { return false }
        if last != "." { return true }
        let abbreviations = [
            "mr.", "mrs.", "ms.", "dr.", "prof.", "e.g.", "i.e.", "st.", "no.", "vs.", "etc.",
        ]
        let isInitial = word.count == 2 && word.first?.isLetter == true
        return !isInitial && !abbreviations.contains(word.lowercased()) && next.first?.isLowercase != true
    }
}
