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

    /// Writes the item; everything in it is foreign and escaped.
    func passage(for reviewed: ReviewedItem) throws(PublishingError) -> Passage {
        let card = ItemCard(reviewed)
        let credit = try ItemCredit(card)
        let language = foreign(card.language)
        let title = MarkdownEscape.link(credit.title, to: credit.address.text, limit: 300)
        var parts = [
            Passage(.title, "### \(title)", language: language),
            Passage(.meta, meta(card, credit)),
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
    func entry(
        for card: ItemCard, root: String, level: Int = 3
    ) throws(PublishingError) -> Passage {
        let credit = try ItemCredit(card)
        let language = foreign(card.language)
        let title = MarkdownEscape.link(credit.title, to: credit.address.text, limit: 300)
        var parts = [
            Passage(.title, String(repeating: "#", count: level) + " \(title)", language: language),
            Passage(.meta, meta(card, credit)),
        ]
        let why = MarkdownEscape.line(card.why, limit: 600)
        if !why.isEmpty { parts.append(Passage(.topics, why)) }
        if let whole = whole(card, root: root) { parts.append(whole) }
        return Passage(.entry, of: parts)
    }

    func meta(_ card: ItemCard, _ credit: ItemCredit) -> String {
        let source = MarkdownEscape.line(credit.source)
        let credited =
            credit.authors.map { "By \(MarkdownEscape.line($0)), \(source)" } ?? "\(source) (no author named)"
        let licence =
            credit.licence.address.map { "[\(credit.licence.label)](\($0.text))" } ?? credit.licence.label
        let date = card.times.shown.map { PlainDate($0).words }
        let format = card.fit.format.map {
            let words = MarkdownEscape.line($0.replacing("-", with: " "), limit: 40)
            return words.prefix(1).uppercased() + words.dropFirst()
        }
        let stage = card.fit.stage.map {
            "Stage: \(MarkdownEscape.line(curriculum.name(of: $0), limit: 80))"
        }
        let checked = (card.checked ?? notes.checked[card.id]).map { "Link checked \(PlainDate($0).words)" }
        let minutes = Words.minutes(card.minutes)
        let parts = [credited, format, minutes, stage, date, licence, checked].compactMap(\.self)
        return parts.joined(separator: " · ")
    }

    /// The way to the whole text, where it stands on a page of ours.
    func whole(_ card: ItemCard, root: String) -> Passage? {
        guard notes.whole.contains(card.id) else { return nil }
        return Passage(.topics, "[The whole text is here too](\(root)items/\(card.id).md)")
    }

    /// A language where it is well-formed and not the page's.
    func foreign(_ language: String?) -> String? {
        guard let language else { return nil }
        func primary(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }
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
