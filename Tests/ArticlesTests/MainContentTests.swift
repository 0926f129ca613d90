// SPDX-License-Identifier: MIT

import Markup
import Model
import Testing

@testable import Articles

@Suite struct MainContentTests {
    /// Three paragraphs that read like an article.
    static let story = """
        <p>The library on Mill Lane opened its doors again on Monday, after two years, three floods and one long
        argument about the roof, which the town has paid for at last.</p>
        <p>Readers queued from eight in the morning, some with books that were due in the spring of the year before, and
        nobody was asked for a fine, said the head of the library.</p>
        <p>The children's room has moved to the first floor, where the light is better, the chairs are lower, and the
        noise, as one of the librarians put it, goes up and not down.</p>
        """

    static func content(_ body: String, head: String = "") throws -> MainContent {
        let page = "<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>"
        let tree = try HTMLTree(page: page)
        let address = try #require(WebAddress("https://gazette.example.org/library"))
        return MainContent(tree, titles: PageStatements(of: tree, address: address).titles, site: address)
    }

    @Test func articleIsFoundBetweenNavigationAndFooter() throws {
        let content = try MainContentTests.content(
            """
            <div class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News of the town</a></li></ul></div>
            <div id="text">\(MainContentTests.story)</div>
            <div class="footer"><p>Mill Lane Gazette, 12 Mill Lane, printed and published every other Tuesday.</p></div>
            """)
        #expect(content.text.hasPrefix("The library on Mill Lane"))
        #expect(content.text.hasSuffix("goes up and not down."))
        #expect(content.text.split(separator: "\n").count == 3)
    }

    @Test func pageWithoutTextHasNoContent() throws {
        #expect(try MainContentTests.content("").text.isEmpty)
        #expect(try MainContentTests.content("<script>var text = 'no text at all';</script>").nodes.isEmpty)
    }

    @Test(arguments: [
        "hidden", "style='DISPLAY : none'", "style='color:red;visi visibility:\thidden'", "aria-hidden=true",
        "aria-modal=true role=dialog",
    ])
    func whatIsHiddenIsNoContent(attribute: String) throws {
        let content = try MainContentTests.content(
            "<article>\(MainContentTests.story)<p \(attribute)>Only for machines, only for machines.</p></article>"
        )
        #expect(!content.text.contains("machines"))
    }

    @Test func pictureInPlaceOfAFormulaIsContent() throws {
        let content = try MainContentTests.content(
            """
            <article>\(MainContentTests.story)<p>So <img class='math-fallback-image-inline' aria-hidden='true'
            src='sum.svg' alt='a + b'> is the sum.</p></article>
            """)
        #expect(content.leftOut.isEmpty)
    }

    @Test func headingThatRepeatsTheTitleIsLeftOut() throws {
        let content = try MainContentTests.content(
            "<article><h1>The library is open again</h1><h2>Queues from eight</h2>\(MainContentTests.story)</article>",
            head: "<title>The library is open again | Mill Lane Gazette</title>")
        #expect(content.text.hasPrefix("Queues from eight\nThe library on"))
    }

    @Test func tableOfDataIsKeptCellByCell() throws {
        let content = try MainContentTests.content(
            """
            <article>\(MainContentTests.story)<table><thead><tr><th>Day</th><th>Readers</th></tr></thead>
            <tr><td>Monday</td><td>812</td></tr></table></article>
            """)
        #expect(content.text.hasSuffix("Day\nReaders\nMonday\n812"))
    }

    @Test func deepAndBrokenPagesAreReadInTime() throws {
        let deep = String(repeating: "<div><span><h1>", count: 20_000) + MainContentTests.story
        #expect(try MainContentTests.content(deep).text.contains("Mill Lane"))
    }

    @Test func linesOfAPageAreNotReadBeyondWhatALineHolds() throws {
        let hidden = "<p hidden>\(String(repeating: "x y ", count: 20_000))</p>"
        let nested = String(repeating: "<div><span>", count: 200)
        let content = try MainContentTests.content("\(nested)\(hidden)Yes.</span></div>")
        #expect(content.text == "Yes.")
    }

    // MARK: Articles in parts

    /// A row of a page builder: everything in it stands in one column.
    private static func row(_ html: String) -> String {
        "<div class='row'><div class='column'><div class='block'>\(html)</div></div></div>"
    }

    @Test func rowsOfAPageBuilderAreOneArticle() throws {
        let rows = (1...3).map { MainContentTests.row("<p>Part \($0).</p>" + MainContentTests.story) }
        let content = try MainContentTests.content(
            "<div class='page'>\(rows.joined())</div><div class='links'><a href='/'>Home</a></div>")
        for part in 1...3 { #expect(content.text.contains("Part \(part).")) }
        #expect(!content.text.contains("Home"))
    }

    @Test func elementNamedForTheTextHoldsAllOfIt() throws {
        let short = "<div><h3>The roof</h3><p>Is paid for.</p></div>"
        let content = try MainContentTests.content(
            "<div class='entry-content'>\(short)<div><div>\(MainContentTests.story)</div></div>\(short)</div>"
        )
        #expect(content.text.hasPrefix("The roof\nIs paid for.\nThe library"))
    }

    @Test func articleInSmallPartsOutweighsWhoWroteIt() throws {
        let parts = (1...6).map {
            "<div><div><p>Step \($0): take the book and put it on the shelf above.</p></div></div>"
        }
        let writer = "<div class='writer'>\(MainContentTests.story)</div>"
        let content = try MainContentTests.content(
            "<article>\(parts.joined())\(parts.joined())\(parts.joined())\(writer)</article>")
        #expect(content.text.contains("Step 1: take"))
    }

    @Test func noscriptThatIsNeverClosedHidesNothing() throws {
        let content = try MainContentTests.content(
            "<noscript><div></noscript>\(MainContentTests.story)</div>")
        #expect(content.text.contains("Mill Lane"))
    }

    @Test func asideWithAllTheTextIsContent() throws {
        let content = try MainContentTests.content("<aside>\(MainContentTests.story)</aside>")
        #expect(content.text.contains("Mill Lane"))
    }

    @Test(arguments: ["modal fade", "cookie-law-bar", "author-bio", "newsletter-box"])
    func whatAClassNamesAsBesideTheArticleIsLeftOut(name: String) throws {
        let beside =
            "<div class='\(name)'><p>This is not what the reader came for, and never was, not at all.</p></div>"
        let content = try MainContentTests.content("<article>\(MainContentTests.story)\(beside)</article>")
        #expect(!content.text.contains("came for"))
    }

    @Test func wordsUnderPicturesAreNoText() throws {
        let figures = """
            <figure><img src='/a.jpg'><span>The roof, by Ann Marsh</span></figure>
            <p class='copyright'>Photo: Ann Marsh</p>
            <figure><table><tr><th>Day<th>Readers</tr><tr><td>Monday<td>812</tr></table></figure>
            """
        let content = try MainContentTests.content("<article>\(MainContentTests.story)\(figures)</article>")
        #expect(!content.text.contains("Ann Marsh"))
        #expect(content.text.hasSuffix("Monday\n812"))
    }
}
