// SPDX-License-Identifier: MIT

import Markup

/// A line of a page's content, to tell whether it belongs to the article.
struct PassingLine {
    private let numbers: [Int]
    private let outline: PageOutline
    private let characters: Int32
    private let linked: Float

    /// The longest line that is looked at; characters.
    private static let limit: Int32 = 1_000
    /// Characters of a line from which on a link offers another article; a shorter one names a thing.
    private static let headlineLength: Int32 = 30
    private static let headlineDensity: Float = 0.6
    /// The most words of a line that only says when.
    private static let dateWordLimit = 16

    /// The elements and texts that make up the line, and how much of it is in links.
    init(_ numbers: [Int], in outline: PageOutline, characters: Int32, linked: Float) {
        self.numbers = numbers
        self.outline = outline
        self.characters = characters
        self.linked = linked
    }

    /// Whether it offers another article, announces an advertisement, or only says who wrote the article and when.
    var isPassing: Bool {
        guard characters > 0, characters < PassingLine.limit else { return false }
        if characters >= PassingLine.headlineLength,
            linked > PassingLine.headlineDensity * Float(characters)
        {
            return !isAddress
        }
        guard characters < 150 else { return false }
        let text = self.text.lowercased()
        return PassingLine.announcements.contains(text) || isByline(text) || isDate(text)
    }
}

private extension PassingLine {
    var text: String { PlainText.folded(numbers.map { outline.text(of: $0) }.joined()) }

    /// Whether the link shows its own address, as references do.
    var isAddress: Bool {
        let text = self.text
        return text.contains("://") || text.contains("www.")
    }

    func isByline(_ text: String) -> Bool {
        guard characters < 60, !text.hasSuffix("."), text.count(where: { $0 == " " }) < 8 else {
            return false
        }
        return PassingLine.writtenBy.contains { text.hasPrefix($0) }
    }

    /// Whether there is a year in it and most words belong to a date.
    func isDate(_ text: String) -> Bool {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        guard words.count <= PassingLine.dateWordLimit else { return false }
        let numbers = words.count { $0.contains(where: \.isNumber) }
        let hasYear = words.contains { $0.count == 4 && ($0.hasPrefix("20") || $0.hasPrefix("19")) }
        guard hasYear, numbers >= 2 else { return false }
        let others = words.count { PassingLine.dateWords.contains(String($0)) }
        return (numbers + others) * 5 >= words.count * 3
    }

    /// Lines that say nothing but that something else follows, as they are written in many languages.
    static let announcements: Set<String> = [
        "advert", "advertisement", "advertising", "anuncio", "anzeige",
        "article continues below advertisement",
        "comments", "continue reading below", "iklan", "publicidad", "publicidade", "publicité", "pubblicità",
        "reklama", "reklame", "share", "share this", "share this article", "sponsored",
        "story continues below",
        "story continues below advertisement", "werbung",
    ]
    static let writtenBy = ["by ", "von ", "par ", "por ", "di ", "door ", "av "]
    static let dateWords = Set(
        """
        january february march april may june july august september october november december jan feb mar apr jun
        jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
        thur thurs fri sat sun am pm a p m est edt cst cdt pst pdt gmt bst utc et published updated posted last
        modified first on at by of januar februar märz mai juni juli oktober dezember uhr janvier février mars
        avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio
        agosto septiembre octubre noviembre diciembre de le il
        """
        .split(whereSeparator: \.isWhitespace).map(String.init))
}
