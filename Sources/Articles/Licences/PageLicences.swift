// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Markup
public import Model

/// Finds what a web page says about the licence of its text.
///
/// ```swift
/// let page = PageStatements(of: try HTMLTree(page: bytes), address: address)
/// let found = PageLicences.statements(on: page, content: [main], seen: now)
/// print(found.first?.licence.id ?? "nothing stated")
/// ```
///
/// It errs towards no: a picture's credit, a caption, a comment, a quotation, code, and an article about licences say
/// nothing about the page; of two licences for one text the stricter counts, or none.
public enum PageLicences {
    /// The statements of a page.
    ///
    /// **Shape**: at most two, the main part's before the footer's; each the strictest of what is said there,
    /// ``Licence/unknown`` where it names a licence that Cairn does not know or licences that contradict each other.
    /// Empty where the page says nothing. A footer's statement is a suggestion.
    /// **Source**: HTML's `rel=license`; ccREL; Dublin Core; schema.org as JSON-LD, microdata and RDFa; words.
    ///
    /// - Parameters:
    ///   - content: the nodes of the main content; where there are none, `main` or the only `article`.
    ///   - seen: when, UTC.
    public static func statements(
        on page: PageStatements, content: [HTMLTree.Node], seen: Date? = nil
    ) -> [LicenceStatement] {
        let regions = PageRegions(page, content: content)
        let marks = PageMarks(regions: regions).claims + LinkedDataLicences(page).claims
        let claims = marks + PageProse(regions: regions).claims
        return [LicenceStatement.Place.page, .footer].compactMap { place in
            statement(claims.filter { $0.place == place }, place, seen)
        }
    }

    private static func statement(
        _ claims: [LicenceClaim], _ place: LicenceStatement.Place, _ seen: Date?
    ) -> LicenceStatement? {
        guard let licence = Licence.strictest(of: claims.map(\.licence)) else { return nil }
        let speaking = claims.filter { licence == .unknown || $0.licence == licence }.map(\.words)
        let different = speaking.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let words = licence == .unknown ? different.prefix(3).joined(separator: " / ") : different.first ?? ""
        return LicenceStatement(licence: licence, place: place, words: words, seen: seen)
    }
}

/// One thing on a page that states a licence for its text.
struct LicenceClaim: Hashable {
    /// The licence; unknown where one is stated that Cairn does not know.
    let licence: Licence
    /// Where: the page's main part, or its footer.
    let place: LicenceStatement.Place
    /// What states it.
    let words: String

    init(_ licence: Licence, _ place: LicenceStatement.Place, _ words: String) {
        self.licence = licence
        self.place = place
        self.words = PlainText.folded(String(words.prefix(400)))
    }

    /// What an address or a few words in a field for licences state; nil where they state nothing.
    ///
    /// - Parameter isLicence: whether the field is for a licence and nothing else, so that an address which Cairn does
    ///   not know is a licence too.
    init?(
        value: String, _ place: LicenceStatement.Place, at page: WebAddress, isLicence: Bool, field: String
    ) {
        let value = PlainText.folded(String(value.prefix(2000)))
        guard !value.isEmpty else { return nil }
        let words = "\(field): \(value)"
        if let licence = Licence(naming: value) {
            self.init(licence, place, words)
            return
        }
        let isAddress = !value.contains(" ") && (value.contains("/") || value.contains(":"))
        if isAddress, let address = WebAddress(value, relativeTo: page) {
            if let licence = Licence(at: address) {
                self.init(licence, place, words)
            } else if isLicence {
                self.init(.unknown, place, words)
            } else {
                return nil
            }
        } else if isLicence || LicenceWording.findings(in: value).contains(where: { $0.reading >= .bare }) {
            self.init(.unknown, place, words)
        } else {
            return nil
        }
    }
}

/// Kinds of works in schema.org and ccREL, by the last part of their names.
enum WorkKind {
    /// Whether a licence of such a work is the licence of the page's text.
    static func isText(_ name: String) -> Bool { texts.contains(last(name)) }

    /// Whether it is the whole site's.
    static func isSite(_ name: String) -> Bool { ["website", "blog"].contains(last(name)) }

    /// Whether it is certainly something else than text.
    static func isOther(_ name: String) -> Bool { others.contains(last(name)) }

    private static func last(_ name: String) -> String {
        String((name.split { "/#:".contains($0) }.last ?? "").lowercased())
    }

    private static let texts: Set<String> = [
        "article", "newsarticle", "blogposting", "socialmediaposting", "techarticle", "scholarlyarticle",
        "medicalscholarlyarticle", "advertisercontentarticle", "satiricalarticle", "reportagenewsarticle",
        "analysisnewsarticle", "backgroundnewsarticle", "opinionnewsarticle", "reviewnewsarticle",
        "liveblogposting",
        "discussionforumposting", "report", "webpage", "aboutpage", "itempage", "faqpage", "qapage",
        "medicalwebpage",
        "creativework", "learningresource", "course", "howto", "guide", "chapter", "review",
        "textdigitaldocument",
        "digitaldocument", "recipe", "specialannouncement", "governmentreport", "work", "text", "document",
        "post",
    ]

    private static let others: Set<String> = [
        "imageobject", "videoobject", "audioobject", "mediaobject", "musicvideoobject", "photograph",
        "imagegallery",
        "painting", "drawing", "visualartwork", "comment", "usercomments", "answer", "dataset", "datacatalog",
        "datadownload", "softwaresourcecode", "softwareapplication", "webapplication", "quotation", "claim",
        "clip",
        "map", "3dmodel", "musicrecording", "podcastepisode", "movie", "episode", "book", "product",
        "stillimage",
        "movingimage", "image", "sound", "software", "interactiveresource", "physicalobject", "collection",
    ]
}
