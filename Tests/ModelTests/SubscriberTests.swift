// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

/// What of an issue goes to whom.
@Suite struct SubscriberChoicesTests {
    let strategy = ReviewedItem.sample(.sample(guid: "1", title: "Strategy"), topics: ["digital-strategy"])
    let boards = ReviewedItem.sample(
        .sample(guid: "2", title: "Boards"), topics: ["governance"], audiences: ["board"])
    let managers = ReviewedItem.sample(
        .sample(guid: "3", title: "Managers"), topics: ["governance"], audiences: ["middle-manager"])

    var issue: Model.Issue {
        let newsletter = Newsletter(
            id: "monthly", title: "Monthly", audience: nil,
            rhythm: .init(
                every: .month, on: "first thursday", at: "07:00", timeZone: "Europe/London",
                reviewWindowHours: 48),
            size: 1...8, sections: [.init(title: "Lead", topics: ["governance"], size: 8)],
            policy: .init(), opening: "")
        return Model.Issue(
            newsletter: newsletter, number: 3, date: .sample(),
            sections: [
                ReadingSection(title: "Lead", items: [strategy, boards]),
                ReadingSection(title: "Serve", items: [managers]),
            ], state: .draft)
    }

    func titles(_ choices: SubscriberChoices, read: Set<Item.ID> = []) -> [String]? {
        issue.part(for: choices, read: read)?.items.map(\.item.title)
    }

    @Test func nothingChosenIsAllOfIt() {
        #expect(issue.part(for: SubscriberChoices()) == issue)
        #expect(issue.part(for: SubscriberChoices(rhythm: .month)) == issue)
    }

    @Test func topicsAndAudienceAreKeptTo() {
        #expect(titles(SubscriberChoices(topics: ["governance"])) == ["Boards", "Managers"])
        // What is for nobody in particular is for everybody.
        #expect(titles(SubscriberChoices(audience: "board")) == ["Strategy", "Boards"])
        #expect(titles(SubscriberChoices(topics: ["governance"], audience: "board")) == ["Boards"])
    }

    @Test func whereNothingIsLeftThereIsNoMail() {
        #expect(issue.part(for: SubscriberChoices(topics: ["cyber-security"])) == nil)
        let all = Set(issue.items.map(\.id))
        #expect(issue.part(for: SubscriberChoices(onlyUnread: true), read: all) == nil)
    }

    @Test func whatWasReadIsLeftOutOnlyWhereThatWasChosen() {
        #expect(titles(SubscriberChoices(onlyUnread: true), read: [strategy.id]) == ["Boards", "Managers"])
        #expect(titles(SubscriberChoices(), read: [strategy.id]) == ["Strategy", "Boards", "Managers"])
    }

    @Test func theNumberAndTheDateStay() {
        let part = issue.part(for: SubscriberChoices(topics: ["governance"]))
        #expect(part?.number == issue.number)
        #expect(part?.date == issue.date)
        #expect(part?.state == issue.state)
    }
}

/// The addresses in mails.
@Suite struct SubscriberLinksTests {
    let key = AccessKey()
    let base = WebAddress.sample("https://learn.example.org/cairn")

    @Test func anAddressNamesItsSubscriberForItsUseAlone() throws {
        let links = SubscriberLinks(key: key, base: base)
        let address = links.unsubscribe("s1")
        #expect(address.hasPrefix("https://learn.example.org/cairn/unsubscribe/s1-"))
        let name = try #require(address.split(separator: "/").last.map(String.init))
        #expect(SubscriberLinks.subscriber(named: name, for: .unsubscribe, key: key) == "s1")
        #expect(SubscriberLinks.subscriber(named: name, for: .choices, key: key) == nil)
        #expect(SubscriberLinks.subscriber(named: name, for: .confirm, key: key) == nil)
        #expect(SubscriberLinks.subscriber(named: name, for: .unsubscribe, key: AccessKey()) == nil)
        #expect(links.unsubscribe("s1") == address)
    }

    @Test func whatIsMadeUpNamesNobody() {
        let name = SubscriberLinks.name(of: "s1", for: .unsubscribe, key: key)
        for wrong in [
            "", "-", "s1", "s1-", "s2" + name.dropFirst(2), String(name.dropLast()), name + "0",
            String(repeating: "a", count: 5_000), name.replacing("-", with: "_"), "../\(name)",
        ] {
            #expect(SubscriberLinks.subscriber(named: wrong, for: .unsubscribe, key: key) == nil)
        }
    }

    @Test func theWayToAllOfOnesDataEnds() throws {
        let links = SubscriberLinks(key: key, base: base)
        let address = links.own("s1", until: .sample("2026-11-03T09:00:00Z"))
        let name = try #require(address.split(separator: "/").last.map(String.init))
        func owner(_ name: String, at time: String) -> Subscriber.ID? {
            SubscriberLinks.owner(named: name, at: .sample(time), key: key)
        }
        #expect(owner(name, at: "2026-11-03T08:59:59Z") == "s1")
        #expect(owner(name, at: "2026-11-03T09:00:00Z") == nil)
        #expect(owner(name.replacing("s1.1", with: "s1.9"), at: "2026-11-03T08:00:00Z") == nil)
        let other = SubscriberLinks.name(of: "s1", for: .choices, key: key)
        #expect(owner(other, at: "2026-11-03T08:00:00Z") == nil)
    }

    @Test func mailProgramsAreToldHowToLeave() {
        let links = SubscriberLinks(key: key, base: base)
        let fields = links.fields(for: "s1")
        #expect(fields.map(\.name) == ["List-Unsubscribe", "List-Unsubscribe-Post"])
        #expect(fields.map(\.text) == ["<\(links.unsubscribe("s1"))>", "List-Unsubscribe=One-Click"])
    }
}
