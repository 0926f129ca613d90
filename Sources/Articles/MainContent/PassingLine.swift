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
        return PassingLine.announcements.contains(text) || isInvitation(text) || isByline(text)
            || isDate(text)
    }
}

private extension PassingLine {
    var text: String { measure.line(numbers) }

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
        return PassingLine.invitations.contains { text.hasPrefix($0) }
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
    /// How lines begin that ask the reader to follow or to subscribe, or that lead to other articles.
    static let invitations = [
        "abonnez-vous", "abonnieren sie", "also on ", "also read", "click here for", "click here to",
        "download our ", "download the ", "enjoyed this", "folgen sie", "follow @", "follow our ",
        "follow us",
        "get our ", "get the latest", "join our ", "join us on", "like our ", "like this", "like us ",
        "newsletter", "read also", "read more", "register for ", "see also:", "seguici", "share on ",
        "share this ", "siga-nos", "sign up", "subscribe", "suivez", "suscríbete", "síguenos", "tell us what",
        "want more",
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
