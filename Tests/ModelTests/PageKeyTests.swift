// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct PageKeyTests {
    @Test(arguments: [
        "http://www.example.org/news/a?utm_campaign=x", "https://amp.example.org/news/a",
        "https://example.org/news/a/amp/", "https://example.org/amp/news/a", "https://example.org/news/a.amp",
        "https://example.org/news/a?amp", "https://example.org/news/a?outputType=amp",
        "https://example.org/news/a?print=1", "https://example.org/news/a/print",
        "https://example.org/print/news/a",
        "https://example.org/news/a/index.html", "https://example.org/news/a?mtm_source=b&_hsenc=c#top",
        "https://www.google.com/amp/s/www.example.org/news/a",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/a",
    ])
    func versionsOfAPageAreThePage(address: String) throws {
        #expect(try #require(WebAddress(address)).pageKey == "example.org/news/a")
    }

    @Test func parametersThatMatterStayAndTheirOrderDoesNotMatter() throws {
        let left = try #require(WebAddress("https://example.org/view?page=2&id=7&fbclid=x"))
        let right = try #require(WebAddress("http://example.org/view?id=7&page=2"))
        #expect(left.pageKey == right.pageKey)
        #expect(left.pageKey == "example.org/view?id=7&page=2")
    }

    @Test(arguments: [
        ("https://example.org/amp", "example.org/amp"), ("https://example.org/print/", "example.org/print"),
        ("https://amp.org/a", "amp.org/a"), ("https://example.org/a?print=0", "example.org/a?print=0"),
        ("https://example.org/champ", "example.org/champ"),
        ("https://example.org/a?type=report", "example.org/a?type=report"),
        ("https://example.org/a.amp.html", "example.org/a.html"), ("https://example.org/", "example.org"),
        ("https://google.com/amp/", "google.com/amp"),
    ])
    func whatOnlyLooksLikeAVersionStays(address: String, key: String) throws {
        #expect(try #require(WebAddress(address)).pageKey == key)
    }

    @Test func theIdentityOfItemsIsLeftAlone() throws {
        let address = try #require(WebAddress("https://example.org/a/amp?b=1&a=2"))
        #expect(address.canonicalKey == "example.org/a/amp?b=1&a=2")
    }
}
