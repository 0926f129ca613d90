// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// How an item stands on a page: title, credit, why it matters, a few of its words, its topics.
struct ItemPassage {
    let curriculum: Curriculum
    /// Whether our publication earns money.
    let isCommercial: Bool
    /// What is known of items beside their own words.
    var notes = ItemNotes.none
    /// Whether all items are on the site, those of which it may show the whole text with that text.
    var hasTexts = false

    /// Writes the item; everything in it is foreign and escaped.
    func passage(for reviewed: ReviewedItem) throws(PublishingError) -> Passage {
        let card = ItemCard(reviewed)
        let credit = try ItemCredit(card)
        let language = foreign(card.details.language)
        let title = MarkdownEscape.link(credit.title, to: credit.address.text, limit: 300)
        var facts: [UInt8] = []
        writeMeta(card, credit, to: &facts)
        let meta = String(decoding: facts, as: UTF8.self)
        var parts = [
            Passage(.title, "### \(title)", language: language),
            Passage(.meta, meta),
        ]
        let why = MarkdownEscape.line(reviewed.verdict.why, limit: 600)
        if !why.isEmpty { parts.append(Passage(.why, "**Why this matters.** \(why)")) }
        if let extract = Extract(of: reviewed.library, commercially: isCommercial) {
            let text = MarkdownEscape.line(extract.text)
            parts.append(Passage(.extract, "> \(text)", language: language))
            if let statement = credit.statement { parts.append(Passage(.topics, statement)) }
        }
        if let whole = whole(card, root: "../") { parts.append(whole) }
        let topics = reviewed.verdict.topics.map { curriculum.topic($0)?.name ?? $0.rawValue }
        if !topics.isEmpty {
            let names = topics.map { MarkdownEscape.line($0, limit: 80) }.joined(separator: ", ")
            parts.append(Passage(.topics, "\(topics.count == 1 ? "Topic" : "Topics"): \(names)"))
        }
        return Passage(.item, of: parts)
    }

    /// Writes the item in short, for a list: title, credit, why it matters.
    func writeEntry(
        for card: ItemCard, root: String, level: Int = 3, to writer: inout PassageWriter
    ) throws(PublishingError) {
        let details = card.details
        let credit = try ItemCredit(card, details)
        writer.open(.entry)
        try writer.add(.title, language: foreign(details.language)) { out in
            for _ in 0..<level { out.append(UInt8(ascii: "#")) }
            out.append(" ")
            MarkdownEscape.writeLink(credit.title, to: credit.address.text, limit: 300, to: &out)
        }
        try writer.add(.meta) { writeMeta(card, credit, to: &$0) }
        if !MarkdownEscape.isEmptyLine(details.why) {
            try writer.add(.topics) { MarkdownEscape.writeLine(details.why, limit: 600, to: &$0) }
        }
        if hasTexts, card.isWhole(commercially: isCommercial) {
            try writer.add(.topics) { ItemPassage.writeWhole(card, root: root, to: &$0) }
        }
        writer.close()
    }

    /// Adds the quiet line of facts: whom to credit, what it is, how long, when, under which licence.
    func writeMeta(_ card: ItemCard, _ credit: ItemCredit, to out: inout [UInt8]) {
        if let authors = credit.authors {
            out.append("By ")
            MarkdownEscape.writeLine(authors, to: &out)
            out.append(", ")
        }
        MarkdownEscape.writeLine(credit.source, to: &out)
        if credit.authors == nil { out.append(" (no author named)") }
        if let format = card.fit.format {
            let words = MarkdownEscape.line(format.replacing("-", with: " "), limit: 40)
            out.append(" · ")
            out.append(utf8: words.prefix(1).uppercased() + words.dropFirst())
        }
        out.append(" · ")
        out.append(utf8: Words.minutes(card.minutes))
        if let stage = card.fit.stage {
            out.append(" · Stage: ")
            MarkdownEscape.writeLine(curriculum.name(of: stage), limit: 80, to: &out)
        }
        if let shown = card.times.shown {
            out.append(" · ")
            PlainDate(shown).write(to: &out)
        }
        out.append(" · ")
        ItemPassage.write(credit.licence, to: &out)
        if let checked = card.checked ?? notes.checked[card.id] {
            out.append(" · Link checked ")
            PlainDate(checked).write(to: &out)
        }
    }

    /// Adds a licence's name, with a link to where it can be read.
    static func write(_ licence: Licence, to out: inout [UInt8]) {
        guard let address = licence.address else { return out.append(utf8: licence.label) }
        out.append("[")
        out.append(utf8: licence.label)
        out.append("](")
        out.append(utf8: address.text)
        out.append(")")
    }

    /// The way to the whole text, where it stands on a page of ours.
    func whole(_ card: ItemCard, root: String) -> Passage? {
        guard notes.whole.contains(card.id) else { return nil }
        var out: [UInt8] = []
        ItemPassage.writeWhole(card, root: root, to: &out)
        return Passage(.topics, String(decoding: out, as: UTF8.self))
    }

    private static func writeWhole(_ card: ItemCard, root: String, to out: inout [UInt8]) {
        out.append("[The whole text is here too](")
        out.append(utf8: root)
        out.append("items/")
        out.append(utf8: card.id.rawValue)
        out.append(".md)")
    }

    /// A language where it is well-formed and not the page's.
    func foreign(_ language: String?) -> String? {
        guard let language else { return nil }
        func primary(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }
        if language == curriculum.scheme.language { return nil }
        let isOurs = primary(language) == primary(curriculum.scheme.language)
        return !isOurs && ItemPassage.isLanguageTag(language) ? language : nil
    }

    /// Whether a text looks like a tag of BCP 47: letters, then up to three parts of letters and digits.
    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 4, (2...3).contains(first.count) else { return false }
        func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        return first.allSatisfy(isLetter)
            && parts.dropFirst().allSatisfy { part in
                (2...8).contains(part.count) && part.allSatisfy { isLetter($0) || isDigit($0) }
            }
    }
}

/// Counts in words, as readers see them.
enum Words {
    /// `1 item`, `8 items`.
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    /// `4 minutes`, or hours from 90 minutes on.
    static func minutes(_ minutes: Int) -> String {
        guard minutes >= 90 else { return count(minutes, "minute", "minutes") }
        let hours = count(minutes / 60, "hour", "hours")
        return minutes % 60 == 0 ? hours : hours + " " + count(minutes % 60, "minute", "minutes")
    }
}
