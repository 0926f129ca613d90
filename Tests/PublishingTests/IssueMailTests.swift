// SPDX-License-Identifier: MIT

import Foundation
import Markup
import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct IssueMailTests {
    static let way = "https://learn.example.org/out/0123456789abcdef"

    static func mail(
        of issue: Model.Issue, base: String? = "https://learn.example.org/"
    ) throws -> IssueMail {
        let site = Site(title: "Cairn", base: base.map { .sample($0) })
        return try IssueMailComposer(site: site, curriculum: SampleLibrary.curriculum).mail(of: issue)
    }

    /// An issue with so many items, each with an extract as long as it may be.
    static func issue(items count: Int, opening: String = "Good reads.", address: String? = nil)
        -> Model.Issue
    {
        let summary = Array(repeating: "a fairly ordinary sentence of eight words here.", count: 10)
        let items = (0..<count).map { number in
            let source = SampleLibrary.item(
                "many-\(number)", "Number \(number): what a long title can say about a small thing",
                "A source with a name", "Ada Example", licence: .ccBy, topics: ["digital-strategy"],
                minutes: 4,
                why: "It says in plain words what you can do on Monday, and what to leave for later.",
                summary: summary.joined(separator: " "))
            guard let address else { return source }
            let item = Item(
                identity: source.item.identity, title: source.item.title, address: .sample(address),
                text: source.item.text, credit: source.item.credit, dates: source.item.dates)
            return .sample(item, source: "A source", topics: ["digital-strategy"], why: "Why.")
        }
        let form = SampleLibrary.newsletter
        let newsletter = Newsletter(
            id: form.id, title: form.title, audience: nil, rhythm: form.rhythm, size: 1...100,
            sections: form.sections, policy: form.policy, opening: opening)
        return Model.Issue(
            newsletter: newsletter, number: 3, date: .sample(),
            sections: [ReadingSection(title: "Lead", items: items)],
            state: .approved(Verdict.Signature(name: "Ada", time: .sample())))
    }

    static func links(in html: String) throws -> [String] {
        let tree = try HTMLTree(page: html)
        return tree.descendants(of: tree.root).compactMap { tree.attribute(.href, of: $0) }
    }

    @Test func theTextSaysAllThatTheHTMLSays() throws {
        let mail = try IssueMailTests.mail(of: SampleLibrary.issue())
        let html = mail.html(unsubscribe: IssueMailTests.way)
        let text = mail.text(unsubscribe: IssueMailTests.way)
        let flat = text.filter { !$0.isWhitespace }
        for link in try IssueMailTests.links(in: html) { #expect(flat.contains(link), "\(link)") }
        let tree = try HTMLTree(page: html)
        for name in [HTMLName.h1, .h2, .h3] {
            for node in tree.descendants(of: tree.root) where tree.name(of: node) == name {
                #expect(flat.contains(tree.text(of: node).filter { !$0.isWhitespace }))
            }
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 || $0.contains("https://") })
    }

    @Test func bothPartsHaveTheReadersOwnWayOut() throws {
        let mail = try IssueMailTests.mail(of: SampleLibrary.issue())
        let way = "https://learn.example.org/out?a=1&b=2"
        #expect(mail.html(unsubscribe: way).contains("href=\"https://learn.example.org/out?a=1&amp;b=2\""))
        #expect(mail.text(unsubscribe: way).contains("Unsubscribe:\n\(way)\n"))
        #expect(!mail.html(unsubscribe: way).contains("\u{1}"))
        #expect(!mail.text(unsubscribe: way).contains("\u{1}"))
    }

    @Test func nobodyElsesWordsCanHoldThatPlace() throws {
        let issue = IssueMailTests.issue(
            items: 1, opening: "Words \u{1} and [a link](https://x.example/\u{1}).")
        let html = try IssueMailTests.mail(of: issue).html(unsubscribe: IssueMailTests.way)
        #expect(html.ranges(of: IssueMailTests.way).count == 1)
    }

    @Test(arguments: [1, 3, 12, 40])
    func mailsOfAnUsualSizeAreShownWhole(count: Int) throws {
        let mail = try IssueMailTests.mail(of: IssueMailTests.issue(items: count))
        #expect(mail.html(unsubscribe: IssueMailTests.way).utf8.count < IssueMail.byteLimit)
        #expect(mail.excess == nil)
    }

    @Test func whatIsTooLongNamesWhatWeighsMost() throws {
        let mail = try IssueMailTests.mail(of: IssueMailTests.issue(items: 90))
        let excess = try #require(mail.excess)
        #expect(excess.bytes > IssueMail.byteLimit)
        #expect(excess.heaviest.count == 3)
        #expect(excess.description.contains("\"Number "))
        #expect(excess.heaviest[0].bytes >= excess.heaviest[2].bytes)
    }

    @Test func linksThatAreNotSafeGoByWayOfTheIssuesPage() throws {
        let issue = IssueMailTests.issue(items: 1, address: "http://old.example/page")
        let safe = try IssueMailTests.mail(of: issue).html(unsubscribe: IssueMailTests.way)
        #expect(!safe.contains("http://"))
        #expect(safe.contains("https://learn.example.org/issues/monthly-reading/3.html"))
        let alone = try IssueMailTests.mail(of: issue, base: nil).html(unsubscribe: IssueMailTests.way)
        #expect(alone.contains("http://old.example/page"))
    }

    @Test func ourOwnMarkdownComesThrough() throws {
        let opening = """
            First *words* and **strong** ones.

            - a point
            - [another](../../packs/index.md)

            1. counted

            > said
            """
        let mail = try IssueMailTests.mail(of: IssueMailTests.issue(items: 1, opening: opening))
        let html = mail.html(unsubscribe: IssueMailTests.way)
        #expect(html.contains("<em>words</em> and <strong>strong</strong> ones."))
        #expect(html.contains("href=\"https://learn.example.org/packs/index.html\""))
        let text = mail.text(unsubscribe: IssueMailTests.way)
        #expect(text.contains("- a point\n- another <https://learn.example.org/packs/index.html>"))
        #expect(text.contains("1. counted"))
        #expect(text.contains("> said"))
    }

    @Test func wordsWithoutSpacesAreBroken() throws {
        let long = String(repeating: "長", count: 200)
        let mail = try IssueMailTests.mail(of: IssueMailTests.issue(items: 1, opening: long))
        let lines = mail.text(unsubscribe: IssueMailTests.way).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 72 || $0.contains("https://") })
    }

    @Test func nothingIsFetchedAndNobodyIsFollowed() throws {
        let html = try IssueMailTests.mail(of: SampleLibrary.issue()).html(unsubscribe: IssueMailTests.way)
        for tag in ["<img", "<script", "<link", "<form", "src=", "url(", "@import", "utm_"] {
            #expect(!html.contains(tag), "\(tag)")
        }
    }
}
