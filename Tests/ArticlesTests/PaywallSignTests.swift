// SPDX-License-Identifier: MIT

import Markup
import Model
import Testing

@testable import Articles

@Suite struct PaywallSignTests {
    private func isSeen(in head: String) throws -> Bool {
        let address = try #require(WebAddress("https://gazette.example.org/library"))
        return PaywallSign.isSeen(on: PageStatements(of: try HTMLTree(page: head), address: address))
    }

    @Test(arguments: [
        #"<script type="application/ld+json">{"@type": "Article", "isAccessibleForFree" : false}</script>"#,
        #"<script type="application/ld+json">{"hasPart":{"isAccessibleForFree":"False"}}</script>"#,
        #"<meta itemprop="isAccessibleForFree" content="false">"#,
        #"<meta property="article:content_tier" content="locked">"#,
    ])
    func pageThatSaysSoIsPaywalled(head: String) throws {
        #expect(try isSeen(in: head))
    }

    @Test(arguments: [
        "", #"<script type="application/ld+json">{"isAccessibleForFree": true}</script>"#,
        #"<script>var a = {"isAccessibleForFree": false}</script>"#,
        #"<meta property="article:content_tier" content="free">"#,
        "<p>Subscribe, it is false and no paywall</p>",
    ])
    func otherPagesAreNot(head: String) throws {
        #expect(try !isSeen(in: head))
    }
}
