// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import TestSupport
import Testing

@Suite struct SiteComposerTests {
    let site = Site(title: "Cairn")

    @Test func theSameInputGivesTheSameBytes() throws {
        let files = try SampleLibrary.files()
        for _ in 0..<5 { #expect(try SampleLibrary.files() == files) }
    }

    @Test func whatARuleChoseIsNotSaidToBeChosenByPeople() throws {
        let pack = try SampleLibrary.pack()
        let byRule = pack.items.map { item in
            let verdict = item.verdict
            return ReviewedItem(
                tagged: item.tagged,
                verdict: Verdict(
                    item: verdict.item, decision: .approve, topics: verdict.topics, fit: verdict.fit,
                    why: verdict.why,
                    by: Verdict.Signature(name: "a rule", time: verdict.by.time, isRule: true)))
        }
        let made = Pack(
            theme: pack.theme, sections: [ReadingSection(title: "All", items: byRule.compactMap { $0 })])
        let text = try PackMarkdown(curriculum: SampleLibrary.curriculum).page(of: made).markdown
        #expect(text.contains("A fixed rule, not a person, chose"))
        #expect(!text.contains("People chose"))
    }

    @Test func everyFileHasItsPlace() throws {
        let pages = [
            "follow/index", "index", "issues/index", "issues/monthly-reading/2", "issues/monthly-reading/3",
            "packs/board-essentials", "packs/index", "paths/first-steps", "paths/index", "paths/warm-up",
            "topics/board-oversight", "topics/cyber-security", "topics/data-protection",
            "topics/digital-inclusion", "topics/digital-strategy", "topics/index", "topics/user-research",
            "packs/board-essentials/group", "search/index", "search/b",
        ]
        let others = [
            "packs/pack-board-essentials.json", "style.css", "search/index.json", "sitemap.xml", "robots.txt",
            "feeds/new-packs.atom", "feeds/new-packs.rss", "feeds/new-packs.json", "feeds/new-issues.atom",
            "feeds/topic-digital-strategy.json",
        ]
        let wanted = pages.flatMap { ["\($0).html", "\($0).md"] } + others
        let paths = Set(try SampleLibrary.files().map(\.path))
        for path in wanted { #expect(paths.contains(path), "\(path)") }
        #expect(!paths.contains { $0.contains("facilitator") })
    }

    @Test func pagesSayWhereToGetTheNewsletterByMailWhereItGoesOut() throws {
        let form = "https://learn.example.org/subscribe"
        let base = WebAddress.sample("https://learn.example.org/")
        let site = Site(title: "Cairn", base: base, room: base)
        let files = try SiteComposer(site: site, curriculum: SampleLibrary.curriculum)
            .files(try SampleLibrary.publication())
        for path in ["index", "follow/index", "issues/index"] {
            for ending in ["md", "html"] {
                let file = try #require(files.first { $0.path == "\(path).\(ending)" })
                #expect(file.text.contains(form), "\(file.path)")
                let plain = try SampleLibrary.files().first { $0.path == file.path }
                #expect(plain?.text.contains("subscribe") == false)
            }
        }
        let path = try #require(files.first { $0.path == "paths/first-steps.html" })
        #expect(path.text.contains("https://learn.example.org/reading/paths/first-steps"))
        let follow = try #require(files.first { $0.path == "follow/index.html" })
        #expect(follow.text.contains("https://learn.example.org/reading/sets"))
        #expect(follow.text.contains("https://learn.example.org/reading/suggest"))
        let letters = try #require(files.first { $0.path == "search/index.html" })
        #expect(letters.text.contains("https://learn.example.org/reading/search"))
    }

    @Test func everyItemHasTitleAuthorSourceAndLicenceInBothForms() throws {
        let files = try SampleLibrary.files()
        for item in try SampleLibrary.pack().items {
            for path in ["packs/board-essentials.md", "packs/board-essentials.html"] {
                let text = try #require(files.first { $0.path == path }).text
                #expect(text.contains(item.item.title), "\(path)")
                #expect(text.contains(try #require(item.library.sources.first).title))
                #expect(text.contains(try #require(item.item.address).text))
                #expect(text.contains(item.library.licence.label))
                for author in item.item.credit.authors { #expect(text.contains(author)) }
                if let address = item.library.licence.address { #expect(text.contains(address.text)) }
            }
        }
    }

    @Test func anItemWithoutAuthorIsCreditedToItsSource() throws {
        let page = try PackMarkdown(curriculum: SampleLibrary.curriculum).page(of: try SampleLibrary.pack())
        #expect(page.markdown.contains("Signal Street Charity (no author named) · 7 minutes"))
    }

    @Test func workUnderTheOpenGovernmentLicenceCarriesItsStatement() throws {
        let page = try PackMarkdown(curriculum: SampleLibrary.curriculum).page(of: try SampleLibrary.pack())
        #expect(
            page.markdown.contains(
                "Contains public sector information licensed under the Open Government Licence v3.0."))
    }

    @Test func questionsAreSixAtMostAndEachOnce() throws {
        let page = try PackMarkdown(curriculum: SampleLibrary.curriculum).page(of: try SampleLibrary.pack())
        let questions = page.markdown.split(separator: "\n").filter { $0.contains(#/^[0-9]+\. /#) }
        #expect(questions.count == 6)
        #expect(Set(questions.map { $0.drop { $0 != " " } }).count == 6)
        #expect(
            questions.first == "1. Which one thing in this pack will you raise at your next board meeting?")
    }

    @Test func contentsLeadToTheirSections() throws {
        for file in try SampleLibrary.files() where file.path.hasSuffix(".html") {
            for match in file.text.matches(of: #/href="\#([^"]+)"/#) {
                #expect(file.text.contains("id=\"\(match.1)\""), "\(file.path): \(match.1)")
            }
        }
    }

    @Test func aTopicWithMuchToReadHasMorePages() throws {
        let items = (1...45).map { number in
            SampleLibrary.item(
                "n\(number)", "Number \(number)", "Blog", nil, topics: ["user-research"], minutes: 2,
                why: "It matters.", summary: "Words.")
        }
        let files = try SiteComposer(site: site, curriculum: SampleLibrary.curriculum).files(
            Publication(items: items))
        let pages = files.map(\.path).filter { $0.hasPrefix("topics/user-research") && $0.hasSuffix(".md") }
        #expect(
            pages == [
                "topics/user-research.md", "topics/user-research/2.md", "topics/user-research/3.md",
                "topics/user-research/conversation.md",
            ])
        let last = try #require(files.first { $0.path == "topics/user-research/3.html" }).text
        #expect(last.contains("href=\"../../topics/user-research/2.html\""))
        #expect(last.contains("Page 3 of 3"))
        for file in files { #expect(file.bytes.count < 30_000, "\(file.path)") }
    }

    @Test func aStepNamesItsItemsOrTakesTheNewestOfItsTopic() throws {
        let page = try #require(
            try SampleLibrary.files().first { $0.path == "paths/first-steps.html" }
        ).text
        #expect(page.contains("<div class=\"step\" id=\"step-one-page\">"))
        #expect(page.contains("href=\"#step-one-page\""))
        #expect(page.contains("Who could recite your plan?"))
        #expect(page.contains("Builds on: Where to go"))
        #expect(page.contains("Ten questions a trustee can ask"))
    }

    @Test func theFrontPageListsTheNewestIssueFirst() throws {
        let index = try #require(try SampleLibrary.files().first { $0.path == "index.md" }).text
        let newer = try #require(index.firstRange(of: "[Issue 3](issues/monthly-reading/3.md)"))
        let older = try #require(index.firstRange(of: "[Issue 2](issues/monthly-reading/2.md)"))
        #expect(newer.lowerBound < older.lowerBound)
        #expect(index.contains("· 6 of 6 topics"))
    }

    @Test func anEmptySiteIsStillAPage() throws {
        let files = try SiteComposer(site: site, curriculum: SampleLibrary.curriculum).files(
            Publication(packs: [], issues: []))
        #expect(files.first { $0.path == "index.md" }?.text.contains("There are no packs yet.") == true)
    }

    @Test func twoPacksOfOneNameAreRefused() throws {
        let pack = try SampleLibrary.pack()
        let composer = try SiteComposer(site: site, curriculum: SampleLibrary.curriculum)
        #expect(throws: PublishingError.samePath("packs/board-essentials.html")) {
            try composer.files(Publication(packs: [pack, pack], issues: []))
        }
    }

    @Test func aTemplateOfOneOwnReplacesTheFrame() throws {
        let composer = try SiteComposer(
            site: site, curriculum: SampleLibrary.curriculum, template: "<title>{{title}}</title>{{{body}}}")
        let index = try composer.files(Publication(packs: [], issues: [])).first { $0.path == "index.html" }
        #expect(index?.text.hasPrefix("<title>Cairn</title>") == true)
        #expect(throws: PublishingError.self) {
            try SiteComposer(site: site, curriculum: SampleLibrary.curriculum, template: "{{#open}}")
        }
    }
}
