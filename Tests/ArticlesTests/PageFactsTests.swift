// SPDX-License-Identifier: MIT

import Articles
import Markup
import Model
import Testing

/// Small pages, each with one quirk, and what must be read from them.
@Suite struct PageFactsTests {
    private func facts(
        head: String = "", body: String = "", lang: String = "",
        address: String = "https://news.example.org/a/"
    ) throws -> ArticleFacts {
        let html = "<!doctype html><html\(lang)><head>\(head)</head><body>\(body)</body></html>"
        let address = try #require(WebAddress(address))
        return PageStatements(of: try HTMLTree(page: html), address: address).facts()
    }

    private func linked(_ json: String) -> String { "<script type=\"application/ld+json\">\(json)</script>" }

    // MARK: Title

    @Test(arguments: [
        ("Who pays in year three? | The Bridge", "Who pays in year three?"),
        ("The Bridge: Who pays in year three?", "Who pays in year three?"),
        ("Who pays in year three? – news.example.org", "Who pays in year three?"),
        ("Who pays? - a question - The Bridge", "Who pays? - a question"),
        ("Mid-year budgets and state-of-the-art pumps", "Mid-year budgets and state-of-the-art pumps"),
        ("The Bridge", "The Bridge"),
    ])
    func aTitleLosesItsSitesName(title: String, expected: String) throws {
        let site = #"<meta property="og:site_name" content="The Bridge">"#
        #expect(try facts(head: site + "<title>\(title)</title>").title == expected)
        #expect(try facts(head: site + #"<meta property="og:title" content="\#(title)">"#).title == expected)
    }

    @Test(arguments: [
        ("How a council learnt to listen | Leaders today", "How a council learnt to listen"),
        ("Budgets: how a council learnt to listen", "Budgets: how a council learnt to listen"),
        ("Neon – a history", "Neon – a history"),
    ])
    func ofATitleElementAlsoAnUnknownNameGoes(title: String, expected: String) throws {
        #expect(try facts(head: "<title>\(title)</title>").title == expected)
    }

    @Test func theHeadingSaysWhichPartIsTheTitle() throws {
        let facts = try facts(
            head: "<title>Learning to listen - Review - Volume 4</title>", body: "<h1>Learning to listen</h1>"
        )
        #expect(facts.title == "Learning to listen")
    }

    @Test func aHeadingStandsInForAMissingTitle() throws {
        #expect(
            try facts(head: "<title>Untitled Document</title>", body: "<h1>Our year</h1>").title == "Our year"
        )
        #expect(try facts(body: "<h1>Our year</h1>").title == "Our year")
        #expect(try facts().title == "")
    }

    @Test func ofNameAndHeadlineTheOneThatTheTitleBearsCounts() throws {
        let json = #"{"@type":"Article","headline":"country in the north","name":"New Island"}"#
        #expect(try facts(head: "<title>New Island - Lexicon</title>" + linked(json)).title == "New Island")
    }

    @Test func referencesThatWereEscapedTwiceAreRead() throws {
        let head = #"<meta property="og:title" content="Bread &amp;amp; roses">"#
        #expect(try facts(head: head).title == "Bread & roses")
    }

    // MARK: Byline

    @Test(arguments: [
        (#"{"@type":"NewsArticle","author":"Ann Lee"}"#, "Ann Lee"),
        (
            #"{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Ek"}]}"#,
            "Ann Lee, Bo Ek"
        ),
        (#"{"@type":"NewsArticle","author":[{"name":"Ann Lee"},{"name":"ANN LEE"}]}"#, "Ann Lee"),
        (#"{"@type":"NewsArticle","author":{"name":["By Ann Lee"]}}"#, "Ann Lee"),
        (#"{"@type":"NewsArticle","author":{"givenName":"Ann","familyName":"Lee"}}"#, "Ann Lee"),
        (#"{"@type":"NewsArticle","author":"https://example.org/ann"}"#, nil),
        (#"{"@type":"NewsArticle","author":"admin"}"#, nil),
        (
            #"{"@graph":[{"@type":"Article","author":{"@id":"_a"}},{"@type":"Person","@id":"_a","name":"Ann Lee"}]}"#,
            "Ann Lee"
        ),
        (#"[{"@type":"WebSite","name":"S"},{"@type":["Article"],"creator":"Ann Lee"}]"#, "Ann Lee"),
    ])
    func authorsOfLinkedDataAreNames(json: String, expected: String?) throws {
        #expect(try facts(head: linked(json)).byline == expected)
    }

    @Test(arguments: [
        (#"<meta name="author" content="Written by Ann Lee">"#, "Ann Lee"),
        (#"<meta name="author" content="Ann Lee &lt;ann@example.org&gt;">"#, "Ann Lee"),
        (#"<meta name="author" content="Ann Lee, Senior Editor">"#, "Ann Lee"),
        (#"<meta name="author" content="Lee, Ann van der">"#, "Lee, Ann van der"),
        (
            #"<meta name="DC.creator" content="Ann Lee"><meta name="DC.creator" content="Bo Ek">"#,
            "Ann Lee, Bo Ek"
        ),
        (#"<meta property="article:author" content="https://example.org/ann">"#, nil),
        (#"<meta name="twitter:creator" content="@ann">"#, nil),
        (
            #"<meta property="article:author" content="https://example.org/ann"><meta name="parsely-author" content="Ann Lee">"#,
            "Ann Lee"
        ),
    ])
    func authorsInMetaAreNames(head: String, expected: String?) throws {
        #expect(try facts(head: head).byline == expected)
    }

    @Test(arguments: [
        (#"<p class="byline">By Ann Lee and Bo Ek • 2 May 2026 • 3 min read</p>"#, "Ann Lee, Bo Ek"),
        (#"<p class="byline">Ann Lee, Health Editor</p>"#, "Ann Lee"),
        (#"<p class="byline"><a rel="author" href="/ann">Ann Lee</a> - May 2, 2026 8:02 pm</p>"#, "Ann Lee"),
        (#"<div class="post-author"><span>by Ann Lee</span><time>2 May 2026</time></div>"#, "Ann Lee"),
        (#"<p class="author">Ann Lee Saturday, May 2, 2026 @ 9:00</p>"#, "Ann Lee"),
        (#"<span itemprop="author" itemscope><b itemprop="name">Ann Lee</b> (42 posts)</span>"#, "Ann Lee"),
        (#"<p class="autor byline">Von Ann Lee</p>"#, "Von Ann Lee"),
        (#"<p class="autor byline">von Ann Lee</p>"#, "Ann Lee"),
        (#"<p class="author-box">Follow the author</p>"#, nil),
        (#"<div id="comments"><b class="comment-author">Ann Lee</b></div>"#, nil),
        (#"<aside><p class="byline">By Ann Lee</p></aside>"#, nil),
    ])
    func whatReadersSeeIsReadLast(body: String, expected: String?) throws {
        #expect(try facts(body: "<h1>Our year</h1>" + body).byline == expected)
    }

    // MARK: Date

    @Test(arguments: [
        (
            #"<meta property="article:published_time" content="2026-05-02T09:00:00+0200">"#,
            "2026-05-02T09:00:00+02:00"
        ),
        (#"<meta name="citation_publication_date" content="2026/05/02">"#, "2026-05-02"),
        (#"<meta name="date" content="soon">"#, nil),
        (
            #"<script type="application/ld+json">{"@type":"Article","datePublished":"2026-05-02"}</script>"#,
            "2026-05-02"
        ),
        (
            #"<script type="application/ld+json">{"@type":"Article","datePublished":"0001-01-01T00:00:00"}</script>"#,
            nil
        ),
    ])
    func whatIsStatedForMachinesIsTheDate(head: String, expected: String?) throws {
        #expect(try facts(head: head).published == expected)
    }

    @Test(arguments: [
        (#"<time datetime="2026-05-02T09:00Z">Saturday</time>"#, "2026-05-02T09:00:00Z"),
        (#"<span class="dt-published">2. Mai 2026</span>"#, "2026-05-02"),
        (#"<p class="post-date">Published on May 2, 2026 at 9:00</p>"#, "2026-05-02T09:00:00"),
        (#"<p class="date">28.05.2026</p>"#, "2026-05-28"),
        (#"<p class="date">03/04/2026</p>"#, nil),
        (#"<p class="date">Report 2026</p>"#, nil),
        (#"<div class="comment"><time datetime="2026-05-02">2 May</time></div>"#, nil),
    ])
    func whatReadersSeeIsTheDateWhereNothingIsStated(body: String, expected: String?) throws {
        #expect(try facts(body: "<h1>Our year</h1>" + body).published == expected)
    }

    @Test func anAddressMayHoldTheDay() throws {
        #expect(try facts(address: "https://example.org/2026/05/02/our-year/").published == "2026-05-02")
        #expect(try facts(address: "https://example.org/2026/13/02/our-year/").published == nil)
    }

    // MARK: The rest

    @Test func anExcerptIsWhatThePageSaysElseItsFirstParagraph() throws {
        let body =
            "<main><p>By Ann Lee</p><p>The council asked what people need, and then it listened.</p></main>"
        #expect(
            try facts(body: body).excerpt == "The council asked what people need, and then it listened.")
        let head = #"<meta name="description" content=" How a council  listened. ">"#
        #expect(try facts(head: head, body: body).excerpt == "How a council listened.")
    }

    @Test func addressesOfImagesBecomeWhole() throws {
        let head = #"<base href="/site/"><meta property="og:image" content="pictures/1.jpg">"#
        #expect(try facts(head: head).image?.text == "https://news.example.org/site/pictures/1.jpg")
        let hostile = #"<meta property="og:image" content="javascript:alert(1)">"#
        #expect(try facts(head: hostile).image == nil)
    }

    @Test func theSiteIsCalledAsItSays() throws {
        let json = #"{"@type":"Article","publisher":{"@type":"Organization","name":"The Bridge"}}"#
        #expect(try facts(head: linked(json)).siteName == "The Bridge")
        let url = #"<meta property="og:site_name" content="https://example.org">"#
        #expect(try facts(head: url).siteName == nil)
    }

    @Test func theLanguageIsTheClaimWhereTheTextIsShort() throws {
        #expect(try facts(lang: " lang=en_gb").language == "en-GB")
        #expect(try facts(head: #"<meta property="og:locale" content="fr_FR">"#).language == "fr-FR")
        #expect(try facts().language == nil)
    }

    // MARK: Hostile pages

    @Test(arguments: [
        "<div class=author><time class=date>", "<h1 itemprop=headline>a", "<p class=byline>By Ann ",
        "<b></b>",
        "<meta name=author content=a property='b c d'>", "<p class='author date author date'>",
    ])
    func hostilePagesHaveNoMoreToSay(piece: String) throws {
        let body = "<div class='author date'>" + String(repeating: piece, count: 5000)
        #expect(try facts(body: body).published == nil)
    }
}
