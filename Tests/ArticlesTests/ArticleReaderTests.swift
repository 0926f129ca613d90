// SPDX-License-Identifier: MIT

import Markup
import Model
import Testing

@testable import Articles

@Suite struct ArticleReaderTests {
    private let address: WebAddress

    init() throws { address = try #require(WebAddress("https://gazette.example.org/library")) }

    @Test func pageBecomesAnArticle() throws {
        let page = "<title>Open</title><article>\(MainContentTests.story)</article>"
        let article = try ArticleReader().read(Array(page.utf8), at: address)
        #expect(article.address == address)
        #expect(article.facts.title == "Open")
        #expect(article.words == 97)
        #expect(article.minutes == 1)
    }

    @Test func pageThatIsTooLargeIsRefused() throws {
        let reader = ArticleReader(byteLimit: 10)
        #expect(throws: ArticleError.unreadable(address: address, cause: .tooLarge(byteLimit: 10))) {
            try reader.read(Array("<p>Eleven bytes".utf8), at: address)
        }
    }
}
