// SPDX-License-Identifier: MIT

import Articles
import Markup
import Model
import TestSupport
import Testing

/// What pages state about their licence: places, wordings, and what only looks like a statement.
@Suite struct PageLicencesTests {
    static let by = "https://creativecommons.org/licenses/by/4.0/"
    static let sa = "https://creativecommons.org/licenses/by-sa/4.0/"
    static let nc = "https://creativecommons.org/licenses/by-nc/4.0/"
    static let text = String(repeating: "We asked what the queue was for and nobody knew. ", count: 8)

    /// A page with words in its head, in its article behind the text, behind the article, and in its footer.
    static func page(
        head: String = "", top: String = "", end: String = "", beside: String = "", foot: String = "",
        title: String = "Why the queue went away"
    ) -> String {
        """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(title) | The Lantern</title>\(head)</head>
        <body><nav><a href="/">Home</a></nav><main><article><h1>\(title)</h1>\(top)
        <p>\(text)</p><p>\(text)</p><p>\(text)</p><p>\(text)</p><p>\(text)</p><p>\(text)</p><p>\(text)</p><p>\(text)</p>
        <p>\(text)</p>\(end)</article></main>\(beside)<footer>\(foot)</footer></body></html>
        """
    }

    static func found(_ html: String) throws -> [LicenceStatement] {
        let tree = try HTMLTree(page: html)
        let content = tree.descendants(of: tree.root).filter {
            tree.name(of: $0) == .p && tree.text(of: $0).count > 200
        }
        return PageLicences.statements(
            on: PageStatements(of: tree, address: .sample()), content: content, seen: .sample())
    }

    static func stated(_ html: String) throws -> [String] {
        try found(html).map { "\($0.place.rawValue) \($0.licence.id)" }
    }

    @Test(arguments: [
        ("<link rel=license href='\(by)'>", "CC-BY-4.0"),
        ("<link rel='license' href='//creativecommons.org/licenses/by-sa/3.0/de/deed.de'>", "CC-BY-SA-3.0"),
        ("<meta name=DC.rights content='\(nc)'>", "CC-BY-NC-4.0"),
        (
            "<meta name=dcterms.license content='https://creativecommons.org/publicdomain/zero/1.0/'>",
            "CC0-1.0"
        ),
        ("<meta property='cc:license' content='\(by)'>", "CC-BY-4.0"),
        ("<meta name=DCTERMS.rights content='Open Government Licence v3.0'>", "OGL-UK-3.0"),
        ("<meta name='dc.rights' content='© 2024 A. Author, CC BY-ND 4.0'>", "CC-BY-ND-4.0"),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"license\":\"\(by)\"}</script>",
            "CC-BY-4.0"
        ),
        (
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"license\":{\"@id\":\"\(sa)\"}},"
                + "{\"@type\":\"Organization\",\"name\":\"x\"}]}</script>", "CC-BY-SA-4.0"
        ),
        (
            "<script type='application/ld+json'>[{\"@type\":[\"BlogPosting\"],\"copyrightNotice\":\"© Org. All rights reserved.\"}]"
                + "</script>", "LicenseRef-ARR"
        ),
        ("<link rel=license href='https://www.gnu.org/licenses/fdl-1.3.html'>", "GFDL-1.3"),
        ("<link rel=license href='https://opensource.org/licenses/MIT'>", "MIT"),
        ("<link rel=license href='https://spdx.org/licenses/CC-BY-4.0.html'>", "CC-BY-4.0"),
        ("<link rel=license href='/terms'>", "LicenseRef-Unknown"),
        (
            "<link rel=license href='https://evil.example.org/?to=creativecommons.org/licenses/by/4.0/'>",
            "LicenseRef-Unknown"
        ),
    ])
    func theHeadSpeaksForThePage(head: String, id: String) throws {
        #expect(try PageLicencesTests.stated(PageLicencesTests.page(head: head)) == ["page \(id)"])
    }

    @Test(arguments: [
        ("<p>Licence: <a rel=license href='\(by)'>CC BY 4.0</a></p>", "CC-BY-4.0"),
        ("<p>This article is under a <a href='\(sa)'>Creative Commons licence</a>.</p>", "CC-BY-SA-4.0"),
        (
            "<a rel=license href='\(by)'><img alt='Creative Commons Licence' src='https://i.creativecommons.org/l/by/4.0/88x31.png'></a>"
                + "<br>This work is licensed under a <a rel=license href='\(by)'>Creative Commons Attribution 4.0 International License</a>.",
            "CC-BY-4.0"
        ),
        ("<p>© 2024 Jo Example. Published under CC BY-NC 4.0.</p>", "CC-BY-NC-4.0"),
        ("<footer><p>CC BY-SA 4.0</p></footer>", "CC-BY-SA-4.0"),
        ("<div class='post-license'>CC BY 4.0</div>", "CC-BY-4.0"),
        ("<p>© 2024 The Lantern. All rights reserved.</p>", "LicenseRef-ARR"),
        (
            "<p>Except where otherwise noted, this page is under the <a href='https://www.nationalarchives.gov.uk/doc/open-government-licence/'>Open Government Licence</a>.</p>",
            "OGL-UK-3.0"
        ),
        (
            "<p><a property='dct:title' href='/x'>Why the queue went away</a> by <a href='/jo'>Jo</a> is licensed under <a rel='license noopener' href='\(by)?ref=chooser-v1'>CC BY 4.0</a></p>",
            "CC-BY-4.0"
        ),
        (
            "<div itemscope itemtype='https://schema.org/Article'><a itemprop=license href='\(nc)'>Licence</a></div>",
            "CC-BY-NC-4.0"
        ),
        ("<div about='' ><span property='dct:license' resource='\(by)'></span></div>", "CC-BY-4.0"),
        (
            "<p>This work is in the public domain in the United States because it is a work of the US Government.</p>",
            "US-PD"
        ),
        (
            "<p>Dieser Text steht unter der <a href='\(sa)deed.de'>Creative-Commons-Lizenz</a>.</p>",
            "CC-BY-SA-4.0"
        ),
        (
            "<p>To the extent possible under law, Jo has waived all copyright to this work under <a rel=license href='https://creativecommons.org/publicdomain/zero/1.0/'>CC0</a>.</p>",
            "CC0-1.0"
        ),
    ])
    func theMainPartSpeaksForThePage(end: String, id: String) throws {
        #expect(try PageLicencesTests.stated(PageLicencesTests.page(end: end)) == ["page \(id)"], "\(end)")
    }

    @Test(arguments: [
        (
            "<a rel=license href='http://www.creativecommons.org/licenses/by-sa/3.0/deed.fr'>x</a>",
            "CC-BY-SA-3.0"
        ),
        ("Published under the Creative Commons Attribution 3.0 Unported licence", "CC-BY-3.0"),
        (
            "All content is available under the <a href='https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'>Open Government Licence v3.0</a>, except where otherwise stated",
            "OGL-UK-3.0"
        ),
        ("<p>© The Lantern 2019-2024</p><p>Text: CC BY-NC-SA 4.0</p>", "CC-BY-NC-SA-4.0"),
        ("<small>&copy; 2024 The Lantern. All rights reserved.</small>", "LicenseRef-ARR"),
        ("<a rel=license href='https://opensource.org/licenses/MIT'>MIT</a>", "MIT"),
        ("<p>The Lantern by Jo is licensed under <a rel=license href='\(by)'>CC BY 4.0</a></p>", "CC-BY-4.0"),
        ("<ul><li>© Lantern</li><li><a href='\(by)'>CC BY 4.0</a></li></ul>", "CC-BY-4.0"),
        (
            "Sauf mention contraire, le contenu de ce site est sous <a href='\(by)deed.fr'>licence Creative Commons</a>",
            "CC-BY-4.0"
        ),
    ])
    func aFooterOnlySuggests(foot: String, id: String) throws {
        #expect(
            try PageLicencesTests.stated(PageLicencesTests.page(foot: foot)) == ["footer \(id)"], "\(foot)")
    }

    @Test(arguments: [
        "<p>Read about <a href='https://creativecommons.org/licenses/'>the licences</a>.</p>",
        "<p>Read what <a href='\(by)'>CC BY</a> means.</p>",
        "<figure><img src=a.jpg><figcaption>Photo: Jo, <a rel=license href='\(by)'>CC BY 4.0</a></figcaption></figure>",
        "<p><img src=a.jpg></p><p>© Jo Example, <a href='\(by)'>CC BY 4.0</a></p>",
        "<img src=a.jpg><p><a rel=license href='\(by)'>CC BY 4.0</a></p>",
        "<p>Photo by Jo, <a rel=license href='\(by)'>CC BY 4.0</a></p>",
        "<p>Image credit: Jo Example / <a rel='license' href='\(by)'>CC BY 4.0</a></p>",
        "<div class='wp-caption'><img src=a.jpg><p>Jo (<a href='\(by)'>CC BY 4.0</a>)</p></div>",
        "<p class='image-credit'><a rel=license href='\(by)'>CC BY 4.0</a></p>",
        "<iframe src='https://video.example.org/1'></iframe><p>Licensed under <a href='\(by)'>CC BY 4.0</a></p>",
        "<blockquote><p>This article is licensed under CC BY 4.0.</p></blockquote>",
        "<pre>This work is licensed under CC BY 4.0.</pre>",
        "<p>Put this on your page: <code>This work is licensed under CC BY 4.0.</code></p>",
        "<p>Write it so:</p><p>This work is licensed under CC BY 4.0.</p>",
        "<p>The code is under the <a rel=license href='https://opensource.org/licenses/MIT'>MIT License</a>.</p>",
        "<p>Our data is available under <a rel=license href='\(by)'>CC BY 4.0</a>.</p>",
        "<section class='comments'><p>This comment is mine, <a rel=license href='\(by)'>CC BY 4.0</a></p></section>",
        "<article class=comment><p>This text is licensed under CC BY 4.0.</p></article>",
        "<aside><h2>Related</h2><p>This article is licensed under CC BY 4.0.</p></aside>",
        "<p>This article is not under <a rel=license href='\(by)'>CC BY 4.0</a>.</p>",
        "<p>This article is adapted from one by Jo, licensed under <a href='\(sa)'>CC BY-SA 4.0</a>.</p>",
        "<ul><li>CC BY 4.0</li><li>CC BY-SA 4.0</li><li>CC BY-NC 4.0</li></ul>",
        "<p>CC BY 4.0</p><p>CC BY-SA 4.0</p><p>CC BY-NC 4.0</p>",
        "<table><tr><th>Licence</th><td>CC BY 4.0</td></tr></table>",
        "<h2>CC BY 4.0</h2>", "<p>OpenStax publishes its books under CC BY 4.0.</p>",
        "<p>Contains public sector information licensed under the <a href='https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'>Open Government Licence v3.0</a>.</p>",
        "<div itemscope itemtype='https://schema.org/ImageObject'><a itemprop=license href='\(by)'>Licence</a></div>",
        "<div about='https://pictures.example.org/1.jpg'><a rel=license href='\(by)'>CC BY 4.0</a></div>",
        "<p><span href='http://purl.org/dc/dcmitype/StillImage' rel='dct:type'>Work</span> under <a rel=license href='\(by)'>CC BY 4.0</a></p>",
        "<script type='application/ld+json'>{\"@type\":\"ImageObject\",\"license\":\"\(by)\"}</script>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"image\":{\"@type\":\"ImageObject\",\"license\":\"\(by)\"}}</script>",
        "<script type='application/ld+json'>{\"@type\":\"Dataset\",\"license\":\"\(by)\"}</script>",
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"url\":\"/another\",\"license\":\"\(by)\"}</script>",
        "<script type='application/ld+json'>{\"license\": </script>",
        "<!-- <a rel=license href='\(by)'>x</a> -->",
        "<template><a rel=license href='\(by)'>CC BY 4.0</a></template>",
    ])
    func whatSpeaksOfOtherThingsStatesNothing(end: String) throws {
        #expect(try PageLicencesTests.stated(PageLicencesTests.page(end: end)) == [], "\(end)")
    }

    @Test(arguments: [
        "<p>© The Lantern</p><p>Icons by Jo, <a href='\(by)'>CC BY 4.0</a></p>",
        "<p>Theme under the MIT License</p>",
        "<p>Photos on this site are licensed under CC BY 4.0.</p>", "<p>© 2024 The Lantern</p>",
        "<p><a href='https://creativecommons.org/'>We like Creative Commons</a></p>",
        "<p>Map data © OpenStreetMap contributors, <a rel=license href='\(sa)'>CC BY-SA 4.0</a></p>",
        "<p>Some content on this site is licensed under CC BY 4.0.</p>", "<p>Crown copyright</p>",
    ])
    func afooterOfOtherThingsSuggestsNothing(foot: String) throws {
        #expect(try PageLicencesTests.stated(PageLicencesTests.page(foot: foot)) == [], "\(foot)")
    }

    @Test func theMainPartComesBeforeTheFooter() throws {
        let page = PageLicencesTests.page(
            end: "<p>This article is under CC BY-ND 4.0.</p>",
            foot: "© 2024 The Lantern. All rights reserved.")
        #expect(try PageLicencesTests.stated(page) == ["page CC-BY-ND-4.0", "footer LicenseRef-ARR"])
    }

    @Test func ofTwoLicencesTheStricterCountsOrNone() throws {
        let link = "<link rel=license href='\(PageLicencesTests.by)'>"
        let stricter = PageLicencesTests.page(head: link, end: "<p>This article is under CC BY-NC 4.0.</p>")
        #expect(try PageLicencesTests.stated(stricter) == ["page CC-BY-NC-4.0"])
        let closed = PageLicencesTests.page(head: link, end: "<p>© 2024 Jo. All rights reserved.</p>")
        #expect(try PageLicencesTests.stated(closed) == ["page LicenseRef-ARR"])
        let neither = PageLicencesTests.page(
            head: "<link rel=license href='\(PageLicencesTests.sa)'>",
            end: "<p>This article is under CC BY-NC 4.0.</p>")
        #expect(try PageLicencesTests.stated(neither) == ["page LicenseRef-Unknown"])
        let unknown = PageLicencesTests.page(head: link + "<link rel=license href='/our-terms'>")
        #expect(try PageLicencesTests.stated(unknown) == ["page LicenseRef-Unknown"])
    }

    @Test func aPageAboutLicencesIsNotUnderThem() throws {
        let page = PageLicencesTests.page(end: "<p>CC BY 4.0</p>", title: "Creative Commons explained")
        #expect(try PageLicencesTests.stated(page) == [])
    }

    @Test func aStatementHasItsWordsPlaceAndDate() throws {
        let page = PageLicencesTests.page(end: "<p>Hello. This article is under\n CC BY 4.0. Bye.</p>")
        #expect(
            try PageLicencesTests.found(page) == [
                LicenceStatement(
                    licence: .ccBy, place: .page, words: "This article is under CC BY 4.0", seen: .sample())
            ])
    }

    @Test func aPageWithoutAMainPartIsReadWithoutGuessing() throws {
        let page =
            "<body><p>\(PageLicencesTests.text)</p><p>This page is licensed under CC BY 4.0.</p></body>"
        let tree = try HTMLTree(page: page)
        let found = PageLicences.statements(on: PageStatements(of: tree, address: .sample()), content: [])
        #expect(found.map(\.place) == [.footer])
    }
}
