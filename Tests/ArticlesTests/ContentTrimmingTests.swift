// SPDX-License-Identifier: MIT

import Testing

@testable import Articles

@Suite struct ContentTrimmingTests {
    /// The text that is left when some HTML stands in the middle of an article.
    private func text(with html: String) throws -> String {
        try MainContentTests.content(
            "<article>\(MainContentTests.story)\(html)\(MainContentTests.story)</article>"
        )
        .text
    }

    private func plain() throws -> String { try text(with: "") }

    @Test(arguments: [
        "<p>Related: <a href='/roof'>Who pays for the roof of the library now</a></p>",
        "<p><a href='/roof'>A DRAWN OUT HISTORY OF THE ROOF OF THE LIBRARY</a></p>",
        """
        <ul><li><a href='/a'>Floods close the library again</a></li>
        <li><a href='/b'>The town argues about roofs</a></li></ul>
        """,
        "<p><a href='https://www.gazette.example.org/roof'>Who pays for the roof of the library now</a></p>",
        "<p>Like this story? <a href='/friends'>Send it to a friend!</a></p>",
        "<p><a href='https://mail.example.com/gazette'>Click here to subscribe to the Gazette's letter</a></p>",
    ])
    func offersOfOtherArticlesAreLeftOut(html: String) throws {
        #expect(try text(with: html) == plain())
    }

    @Test(arguments: [
        "<h3>You might also like:</h3><ul><li><a href='/a'>Roofs</a></li><li><a href='/b'>Floods</a></li></ul>",
        "<p><strong>Das könnte Sie auch interessieren</strong></p>", "<h4>– Lire aussi –</h4>",
        "<h2>Artículos relacionados</h2><div><a href='/a'>Roofs</a></div><p> </p><div><a href='/b'>Floods</a></div>",
        "<center><p>- Anzeige -</p></center>",
    ])
    func announcementsGoWithWhatTheyAnnounce(html: String) throws {
        #expect(try text(with: html) == plain())
    }

    @Test func textBehindAnAnnouncementStays() throws {
        let html = "<h3>Related stories</h3><p>A second story, told by the same reader, is of the flood.</p>"
        #expect(try text(with: html).contains("A second story"))
        #expect(try !text(with: html).contains("Related"))
    }

    @Test(arguments: [
        "<p>See <a href='/roof'>the report</a>, which counts every tile and every bucket.</p>",
        "<ul><li><a href='/a'>BBEdit</a></li><li><a href='/b'>Vesper</a></li></ul>",
        "<p><a href='https://tiles.example.org/report'>https://tiles.example.org/report/of/the/year</a></p>",
        "<p><a href='https://tiles.example.org/all'>All 812 tiles and 14 buckets, counted and drawn</a></p>",
        """
        <ul><li><a href='https://bugs.example.org/1'>Bug 1: the roof lets the rain in</a></li>
        <li><a href='https://bugs.example.org/2'>Bug 2: the rain stays in</a></li></ul>
        """,
        """
        <p>Sue Hall<a href='/sue'>Sue Hall</a> <a href='/a'>Floods close the library again, and the town pays</a>
        <a href='/b'>The town argues about roofs, water, and what was said in 1912 about both</a> (Mill Lane) voted
        against the roof, the floods, and the buckets, said the head of the library.</p>
        """,
        "<p>Like this story of the roof, many others begin with rain.</p>",
    ])
    func linksOfTheArticleAreKept(html: String) throws {
        #expect(try text(with: html) != plain())
    }

    @Test(arguments: [
        "<p>Published: Monday, 4 May 2026, 10:12 am</p>",
        "<div>Updated 5:27 am CST, Wednesday, May 6, 2026</div>",
        "<p>By Ada Marsh</p>", "<span class='byline'>Ada Marsh, our reporter</span>",
        "<p><time datetime='2026-05-04'>yesterday</time></p>", "<a rel='author' href='/ada'>Ada Marsh</a>",
        "<p>ADVERTISEMENT</p>", "<div>Werbung</div>",
    ])
    func linesAboutTheArticleAreLeftOut(html: String) throws {
        #expect(try text(with: html) == plain())
    }

    @Test(arguments: [
        "<p>By Monday all 812 readers had come.</p>", "<p>It opened in 1912 and closed in 2024.</p>",
        "<h2>What the town did</h2>",
    ])
    func shortLinesOfTheArticleAreKept(html: String) throws {
        #expect(try text(with: html) != plain())
    }

    @Test(arguments: ["itemprop='articleBody'", "class='wide entry-content'"])
    func whatIsNamedAsTheTextIsAllThereIs(attribute: String) throws {
        let content = try MainContentTests.content(
            """
            <article><p>The roof of the library, three floods, and what the town makes of them, in short.</p>
            <div \(attribute)>\(MainContentTests.story)</div>
            <p>Ada Marsh writes about libraries, roofs, and water in all its forms, for this paper.</p></article>
            """)
        #expect(content.text == (try MainContentTests.content(MainContentTests.story).text))
    }

    @Test func commentsAreNeverTheArticle() throws {
        let comment = "<p>I was there, and I can say that the queue was long, cold, and in good spirits.</p>"
        let content = try MainContentTests.content(
            """
            <div id='post'><p>What do you think of the library, its roof, and the queue on Monday morning?</p></div>
            <div id='comments'>\(String(repeating: comment, count: 20))</div>
            """)
        #expect(content.text.hasPrefix("What do you think"))
        #expect(!content.text.contains("in good spirits"))
    }

    @Test func wordsUnderPicturesStayWithThePictures() throws {
        let figure = "<figure><img src='a.jpg' alt=''><figcaption>The roof, from above</figcaption></figure>"
        #expect(try text(with: figure) == plain())
    }

    @Test func whatIsOnlyForPrintersIsLeftOut() throws {
        #expect(
            try text(with: "<p class='d-none d-print-block'>Citation: The library, 2026, page 4.</p>")
                == plain())
    }
}
