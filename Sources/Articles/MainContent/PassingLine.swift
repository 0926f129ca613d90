// SPDX-License-Identifier: MIT

import Markup

/// A line of a page's content, to tell whether it belongs to the article.
struct PassingLine {
    private let numbers: [Int]
    private let measure: ContentMeasure
    private let characters: Int32
    private let linked: Float
    private let site: SiteLinks

    /// The longest line that is looked at; characters.
    private static let limit: Int32 = 1_000
    /// Characters of a line from which on a link offers another article; a shorter one names a thing.
    private static let headlineLength: Int32 = 30
    private static let headlineDensity: Float = 0.6
    /// A line with that many characters of its own beside the links says something itself.
    private static let ownLength: Float = 80
    /// Lines that say who, when, or that something follows, are shorter; characters.
    private static let remarkLimit = 150
    /// The most words of a line that only says when.
    private static let dateWordLimit = 16

    /// The elements and texts that make up the line, and how much of it is in links.
    init(
        _ numbers: [Int], of measure: ContentMeasure, characters: Int32, linked: Float, site: SiteLinks
    ) {
        self.numbers = numbers
        self.measure = measure
        self.characters = characters
        self.linked = linked
        self.site = site
    }

    /// Whether it offers another article of the site, announces an advertisement, asks the reader to follow or to
    /// subscribe, or only says who wrote the article and when.
    var isPassing: Bool {
        guard characters > 0, characters < PassingLine.limit else { return false }
        if offersArticle { return true }
        guard characters < PassingLine.remarkLimit else { return false }
        let text = self.text.lowercased()
        let bare = PassingLine.bare(text)
        return PassingPhrases.announcements.contains(bare) || PassingPhrases.others.contains(bare)
            || isInvitation(text) || isByline(text) || isDate(text)
    }

    /// Whether it says that other articles follow, and nothing else.
    var announcesOthers: Bool {
        characters > 0 && characters < PassingLine.remarkLimit
            && PassingPhrases.others.contains(PassingLine.bare(text.lowercased()))
    }
}

private extension PassingLine {
    var text: String { measure.line(numbers) }

    /// A line without what stands around its words: colons, dashes, arrows, brackets.
    static func bare(_ text: String) -> String {
        let isWord = { (letter: Character) in letter.isLetter || letter.isNumber }
        guard let first = text.firstIndex(where: isWord), let last = text.lastIndex(where: isWord) else {
            return ""
        }
        return String(text[first...last])
    }

    var offersArticle: Bool {
        characters >= PassingLine.headlineLength && linked > PassingLine.headlineDensity * Float(characters)
            && Float(characters) - linked < PassingLine.ownLength
            && !isAddress && site.areOwn(in: numbers, of: measure.outline)
    }

    /// Whether the link shows its own address, as references do.
    var isAddress: Bool {
        let text = self.text
        return text.contains("://") || text.contains("www.")
    }

    func isInvitation(_ text: String) -> Bool {
        guard linked > 0 || text.hasSuffix("!") || text.hasSuffix("?") else { return false }
        return PassingPhrases.invitations.contains { text.hasPrefix($0) }
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
