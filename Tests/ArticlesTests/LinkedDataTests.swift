// SPDX-License-Identifier: MIT

import Articles
import Markup
import Testing

@Suite struct LinkedDataTests {
    private func read(_ json: String...) -> LinkedData { LinkedData(blocks: json.map { Array($0.utf8) }) }

    @Test(arguments: [
        #"{"@type":"Article","headline":"x"}"#,
        #"[{"@type":"Article","headline":"x"}]"#,
        #"{"@graph":[{"@type":"WebSite"},{"@type":"schema:Article","headline":"x"}]}"#,
        #"{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/NewsArticle","headline":"x"}}"#,
        #"{"@type":"Article","headline":"x","author":{"name":"Ann"#,
        "\n//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"x\"}\n//]]>",
        #"<!-- {"@type":"Article","headline":"x"} -->"#,
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;x&quot;}",
        "{\"@type\":\"Article\",\"headline\":\"x\",\n\"description\":\"two\nlines\",}",
    ])
    func anArticleIsFoundHoweverItIsWrapped(json: String) {
        let data = read(json)
        #expect(data.article(agreeingWith: []).flatMap { data.text("headline", of: $0) } == "x")
    }

    @Test func ofSeveralArticlesTheOneThatThePageIsCalledByCounts() {
        let data = read(
            #"{"@type":"Article","headline":"Teaser"}"#, #"{"@type":"Article","headline":"Our year!"}"#)
        let article = data.article(agreeingWith: ["Our Year"])
        #expect(article.flatMap { data.text("headline", of: $0) } == "Our year!")
    }

    @Test func truthIsTold() {
        let data = read(
            #"{"@type":"Article","isAccessibleForFree":false,"license":{"@id":"https://l.example/"}}"#)
        let article = data.article(agreeingWith: [])
        #expect(article.flatMap { data.text("isAccessibleForFree", of: $0) } == "false")
        #expect(
            article.flatMap { data.values("license", of: $0).first?["@id"]?.text } == "https://l.example/")
    }

    @Test func thingsThatPointAtThemselvesEnd() {
        let data = read(#"{"@type":"Article","@id":"a","author":{"@id":"a"}}"#)
        let article = data.article(agreeingWith: [])
        #expect(article.map { data.texts("author", of: $0) } == [])
    }

    @Test func hostileBlocksCostLittle() {
        let deep = String(repeating: #"{"@graph":["#, count: 20_000)
        let wide = "[" + String(repeating: #"{"@type":"Article"},"#, count: 20_000) + "]"
        #expect(read(deep, wide).things.count <= 500)
        #expect(read(String(repeating: "[", count: 2 << 20)).things.isEmpty)
    }
}
