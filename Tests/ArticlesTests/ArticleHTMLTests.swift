// SPDX-License-Identifier: MIT

import Markup
import Model
import Testing

@testable import Articles

@Suite struct ArticleHTMLTests {
    /// The HTML of an article in whose middle some HTML stands, without the paragraphs around that.
    private func html(with middle: String, head: String = "") throws -> String {
        let page = """
            <title>Open</title>\(head)<body><nav><a href=/>Home</a></nav>
            <article>\(MainContentTests.story)<div>\(middle)</div>\(MainContentTests.story)</article>
            """
        let address = try #require(WebAddress("https://gazette.example.org/2026/library"))
        let html = try ArticleReader().read(Array(page.utf8), at: address).html
        let start = try #require(html.firstRange(of: "and not down.</p>"))
        let rest = html[start.upperBound...]
        let end = try #require(rest.firstRange(of: "<p>The library on Mill Lane"))
        return rest[..<end.lowerBound].filter { $0 != "\n" }
            .replacing(" loading=\"lazy\" referrerpolicy=\"no-referrer\"", with: "")
            .replacing(" rel=\"nofollow noopener\"", with: "")
    }

    @Test func whatIsKeptIsCleaned() throws {
        let html = try html(
            with:
                "<p onclick=x()>It <em style='color:red'>rains</em>.<script>y()</script></p><p hidden>No.</p>"
        )
        #expect(html == "<div><p>It <em>rains</em>.</p></div>")
    }

    @Test(arguments: [
        ("/roof", "https://gazette.example.org/roof"),
        ("roof#tiles", "https://gazette.example.org/2026/roof#tiles"),
        ("mailto:ada@gazette.example.org", "mailto:ada@gazette.example.org"),
    ])
    func addressesAreAbsolute(address: String, wanted: String) throws {
        let html = try html(with: "<p>It rains on <a href='\(address)'>the roof</a> again and again.</p>")
        #expect(html == "<div><p>It rains on <a href=\"\(wanted)\">the roof</a> again and again.</p></div>")
    }

    @Test func pictureThatCanBeSharedIsNoShareBar() throws {
        let html = try html(with: "<p><img src=/a.png alt=Roof class='border img-share'></p>")
        #expect(html == "<div><p><img src=\"https://gazette.example.org/a.png\" alt=\"Roof\"></p></div>")
    }

    @Test func addressesFollowTheBaseOfThePage() throws {
        let html = try html(
            with: "<p><img src=a.png alt=Roof></p>", head: "<base href=https://pictures.example.org/b/>")
        #expect(html == "<div><p><img src=\"https://pictures.example.org/b/a.png\" alt=\"Roof\"></p></div>")
    }

    @Test(arguments: [
        "src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=/big.jpg", "data-original=/big.jpg",
        "src=/blank.gif data-lazy-src=/big.jpg", "srcset='/small.jpg 320w, /big.jpg 1200w, /huge.jpg 4000w'",
        "data-srcset='/small.jpg 1x,\n/big.jpg 2x'", "src=/big.jpg data-src='{\"a\": 1}'",
        "src=/big.jpg srcset='/small.jpg 320w'", "srcset='/big.jpg 2000w, /huge.jpg 4000w'",
    ])
    func lateImagesAreInTheirPlace(attributes: String) throws {
        let html = try html(with: "<p>The roof: <img alt=Roof \(attributes)></p>")
        #expect(
            html
                == "<div><p>The roof: <img src=\"https://gazette.example.org/big.jpg\" alt=\"Roof\"></p></div>"
        )
    }

    @Test(arguments: [
        "<picture><source srcset='/big.jpg 900w'><img alt=Roof></picture>",
        "<img class=wait src=/blank.gif><noscript><img src=/big.jpg alt=Roof></noscript>",
        "<amp-img src=/big.jpg alt=Roof width=900></amp-img>",
    ])
    func imagesAreFoundWhereTheyAre(image: String) throws {
        let html = try html(with: "<p>The roof: \(image)</p>")
        #expect(
            html.hasPrefix("<div><p>The roof: <img src=\"https://gazette.example.org/big.jpg\" alt=\"Roof\""))
        #expect(!html.contains("blank.gif"))
    }

    @Test func tablesThatLayOutThePageAreTakenApart() throws {
        let row = "<td><p>The roof, in short.</p></td>"
        #expect(
            try html(with: "<table><tr>\(row)</tr></table>")
                == "<div><div><p>The roof, in short.</p></div></div>")
        let data = "<table><tr><td>Tiles</td><td>812</td></tr><tr><td>Buckets</td><td>14</td></tr></table>"
        #expect(try html(with: data).contains("<tr><td>Tiles</td><td>812</td></tr>"))
        let told = data.replacing("<table>", with: "<table role=presentation>")
        #expect(try !html(with: told).contains("<td>"))
    }

    @Test func pageWithoutContentHasNoHTML() throws {
        let address = try #require(WebAddress("https://gazette.example.org/2026/library"))
        #expect(try ArticleReader().read(Array("<p></p>".utf8), at: address).html.isEmpty)
    }
}
