// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import TestSupport
import Testing

/// Everything that a feed, a page or a file says is foreign; none of it may become markup.
@Suite struct HostileTextTests {
    static let attacks = [
        "<script>alert(1)</script>", "</article></main><img src=x onerror=alert(1)>", "{{{body}}}{{title}}",
        "](javascript:alert(1)) [x", "![x](https://track.example.org/p.gif)", "# Heading",
        "---\ntitle: x\n---",
        "\"><svg/onload=alert(1)>", "[r]: javascript:alert(1)", "```", "> quoted", "https://bad.example.org/",
        "\u{202E}txt.exe\u{0}", "&lt;script&gt;", "`", "\\", "<!--", "]]>", "| a | b |\n|---|---|",
    ]

    func files(_ text: String, language: String? = nil) throws -> [PublishedFile] {
        let sample = SampleLibrary.items[0]
        let item = Item(
            identity: sample.item.identity, title: text, address: sample.item.address,
            text: ItemText(
                summary: "\(text.prefix(10_000)) and then eight more words of plain text here",
                body: ExtractTests.sentences, language: language),
            credit: Credit(authors: [text, text], licence: sample.item.credit.licence))
        let reviewed = ReviewedItem.sample(item, source: text, topics: ["digital-strategy"], why: text)
        let theme = Theme(
            id: "t", title: text, size: Theme.Size(items: 1, minutes: 10_000),
            sections: [Theme.Section(title: text, topics: ["digital-strategy"])], questions: [text])
        let composed = try PackComposer(curriculum: SampleLibrary.curriculum).compose(theme, from: [reviewed])
        return try SiteComposer(site: Site(title: text), curriculum: SampleLibrary.curriculum)
            .files(Publication(packs: [try #require(composed.work)], issues: []))
    }

    /// The names of all elements of a page, in order.
    func elements(_ html: String) -> [String] {
        html.matches(of: /<([a-z][a-z0-9]*)/).map { String($0.1) }
    }

    @Test(arguments: attacks)
    func foreignTextAddsNoElementAndNoLink(attack: String) throws {
        let plainFiles = Dictionary(uniqueKeysWithValues: try files("Plain words").map { ($0.path, $0) })
        for hostile in try files(attack) where hostile.path.hasSuffix(".html") {
            // The A to Z has other letters where titles begin otherwise, so its pages are looked at one by one.
            guard !hostile.path.hasPrefix("search/") else {
                let known = try #require(plainFiles["search/p.html"])
                #expect(Set(elements(hostile.text)).isSubset(of: elements(known.text)), "\(hostile.path)")
                #expect(!hostile.text.contains("href=\"javascript:"))
                continue
            }
            let plain = try #require(plainFiles[hostile.path])
            #expect(elements(hostile.text) == elements(plain.text), "\(hostile.path)")
            #expect(
                hostile.text.ranges(of: "href=").count == plain.text.ranges(of: "href=").count,
                "\(hostile.path)")
            #expect(!hostile.text.contains("raw HTML omitted"))
        }
    }

    @Test(arguments: attacks)
    func frontMatterStaysFrontMatter(attack: String) throws {
        let text = try #require(try files(attack).first { $0.path == "packs/t.md" }).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let end = try #require(lines.dropFirst().firstIndex(of: "---"))
        #expect(lines[1..<end].allSatisfy { $0.contains(/^[a-z]+: ("|\[|[0-9])/) })
        #expect(lines[end + 1] == "" && lines[end + 2].hasPrefix("# "))
    }

    @Test func scriptLinksCannotBeWritten() {
        for raw in ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//x"] {
            #expect(WebAddress(raw) == nil)
        }
    }

    @Test func textFromRightToLeftStaysInItsPlace() throws {
        let page = try #require(
            try files("القيادة الرقمية في الجمعيات", language: "ar").first { $0.path == "packs/t.html" })
        #expect(page.text.contains("<div class=\"title\" dir=\"auto\" lang=\"ar\">"))
        #expect(page.text.contains("<div class=\"extract\" dir=\"auto\" lang=\"ar\">"))
    }

    @Test(arguments: ["en-US", "en", "\"><script>", "", "x", "verylonglanguage"])
    func aLanguageIsNamedOnlyWhenItIsAnother(language: String) throws {
        let page = try #require(try files("Words", language: language).first { $0.path == "packs/t.html" })
        #expect(page.text.ranges(of: "lang=").count == 1)
    }

    @Test func aMegabyteOfTitleMakesASmallPage() throws {
        for filler in ["<b>long ", "a\u{301}", "[[[[", "long"] {
            let text = String(repeating: filler, count: 1_000_000 / filler.utf8.count)
            for file in try files(text) where file.path.hasSuffix(".html") {
                #expect(file.bytes.count < 30_000, "\(file.path)")
            }
        }
    }

    @Test func anIDThatIsNoSlugIsRefused() throws {
        let pack = try SampleLibrary.pack()
        let theme = Theme(
            id: "../../etc/x", title: "T", size: pack.theme.size, sections: pack.theme.sections)
        let site = try SiteComposer(site: Site(title: "Cairn"), curriculum: SampleLibrary.curriculum)
        #expect(throws: PublishingError.unusableName("../../etc/x")) {
            try site.files(Publication(packs: [Pack(theme: theme, sections: pack.sections)], issues: []))
        }
    }
}
