// SPDX-License-Identifier: MIT

public import Markup
public import Model

/// Everything that a page says of itself, gathered in one walk.
///
/// ```swift
/// let page = PageStatements(of: tree, address: address)
/// let facts = page.facts(content: main, text: text)
/// print(facts.title, facts.byline ?? "", facts.published ?? "")
/// ```
///
/// **Shape**: what is gathered is limited in number, so a hostile page costs no more than its walk.
public struct PageStatements: Sendable {
    /// The page.
    public let tree: HTMLTree
    /// Where it was read.
    public let address: WebAddress
    /// What its relative addresses are relative to: its `base` element, else its address.
    public let base: WebAddress
    /// What it says as JSON-LD.
    public let linkedData: LinkedData
    /// What it says in `meta` elements.
    public let meta: MetaFields
    /// Its own address as it gives it: `rel=canonical`, else `og:url`.
    public let canonical: WebAddress?
    /// Of JSON-LD the thing that is this page's article.
    public let article: JSONValue?
    /// What is in its `title` element, on one line.
    let title: String
    /// What is in its `html` element's `lang`.
    let language: String?
    let marks: MarkedNodes

    /// Gathers what there is.
    public init(of tree: HTMLTree, address: WebAddress) {
        var walk = StatementsWalk(tree: tree)
        walk.run()
        self.tree = tree
        self.address = address
        let base = walk.base.flatMap { WebAddress($0, relativeTo: address) } ?? address
        self.base = base
        linkedData = LinkedData(blocks: walk.blocks)
        meta = walk.meta
        canonical =
            [walk.canonical, walk.meta.first("og:url")].lazy.compactMap { $0 }
            .compactMap { WebAddress($0, relativeTo: base) }.first
        title = SaidText.folded(walk.title.map { tree.text(of: $0) } ?? "")
        language = walk.language
        marks = walk.marks
        let names = [title, walk.meta.first("og:title") ?? ""].filter { !$0.isEmpty }
        article = linkedData.article(agreeingWith: names)
    }

    /// What the page says about itself beside its content.
    ///
    /// **Shape**: `content` is the part with the article and `text` its words; without them the whole page is
    /// searched and the language is as claimed.
    public func facts(content: HTMLTree.Node? = nil, text: String = "") -> ArticleFacts {
        var facts = ArticleFacts()
        facts.siteName = SiteName.read(self)
        let bylines = Bylines(self, content: content)
        facts.byline = bylines.byline
        facts.title = Headline.read(self, siteName: facts.siteName, content: content)
        facts.published = PublishedDate.read(self, content: content)
        facts.excerpt = Excerpt.read(self, content: content)
        facts.image = LeadImage.read(self, content: content)
        facts.language = TextLanguage.settled(claims: languageClaims(around: content), text: text)
        return facts
    }

    /// The languages that the page claims, the nearest to the content first.
    func languageClaims(around content: HTMLTree.Node?) -> [String] {
        var claims: [String?] = []
        if let content {
            claims.append(tree.attribute(.lang, of: content))
            claims += tree.ancestors(of: content).prefix(64).map { tree.attribute(.lang, of: $0) }
        }
        claims += [
            language, meta.first("content-language"),
            article.flatMap { linkedData.text("inLanguage", of: $0) },
            meta.first("og:locale"),
            meta.first("dc:language", "dcterms:language", "language", "citation_language"),
        ]
        return claims.compactMap { $0 }
    }
}
