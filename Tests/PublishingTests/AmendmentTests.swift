// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct AmendmentTests {
    static func amendment(_ kind: IssueAmendment.Kind, _ words: String, on day: String) -> IssueAmendment {
        IssueAmendment(
            newsletter: "monthly-reading", number: 3, kind: kind, words: words,
            by: Verdict.Signature(name: "Ada", time: .sample("\(day)T09:00:00Z")))
    }

    static let correction = amendment(.correction, "Item two is by *Rosa* Sample.", on: "2026-11-12")
    static let withdrawal = amendment(.withdrawal, "It went out by mistake.", on: "2026-11-13")

    func files(_ amendments: [IssueAmendment]) throws -> [String: String] {
        let publication = Publication(
            issues: [try SampleLibrary.issue(2), try SampleLibrary.issue(3)], amendments: amendments)
        let site = Site(title: "Cairn", base: .sample("https://learn.example.org/"))
        let files = try SiteComposer(site: site, curriculum: SampleLibrary.curriculum).files(publication)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
    }

    @Test func aCorrectionStandsAboveWhatStaysAsItWas() throws {
        let files = try files([AmendmentTests.correction])
        let page = try #require(files["issues/monthly-reading/3.md"])
        #expect(page.contains("**Corrected on 12 November 2026.** Item two is by \\*Rosa\\* Sample."))
        #expect(page.contains("Small boards, big choices"))
        #expect(page.contains("corrected: \"2026-11-12\""))
        #expect(files["issues/monthly-reading/2.md"]?.contains("Corrected") == false)
        #expect(files["issues/index.md"]?.contains("corrected 12 November 2026") == true)
    }

    @Test func aWithdrawnIssueKeepsItsAddressAndLosesItsWords() throws {
        let files = try files([AmendmentTests.correction, AmendmentTests.withdrawal])
        let page = try #require(files["issues/monthly-reading/3.md"])
        #expect(page.contains("**Withdrawn on 13 November 2026.** It went out by mistake."))
        #expect(!page.contains("Small boards, big choices"))
        #expect(page.contains("Reading for leaders, issue 3"))
        #expect(files["issues/index.md"]?.contains("withdrawn 13 November 2026") == true)
    }

    @Test func followersHearOfIt() throws {
        let feed = try #require(try files([AmendmentTests.withdrawal])["feeds/new-issues.atom"])
        #expect(feed.contains("<title>Reading for leaders, issue 3 (withdrawn)</title>"))
        #expect(feed.contains("<updated>2026-11-13T09:00:00Z</updated>"))
        #expect(!feed.contains("Small boards, big choices: how four charities share one digital lead</"))
        let corrected = try #require(try files([AmendmentTests.correction])["feeds/new-issues.atom"])
        #expect(corrected.contains("(corrected)"))
        #expect(corrected.contains("Item two is by *Rosa* Sample."))
    }
}
