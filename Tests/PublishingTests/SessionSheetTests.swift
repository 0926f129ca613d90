// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import TestSupport
import Testing

/// What a set has before it for a session.
@Suite struct SessionSheetTests {
    private func files() throws -> [String: String] {
        let offer = SetOffer.sample()
        let session = SetSession(
            number: 2, day: .sample("2027-03-12"), slot: offer.slots[0], changed: .sample())
        let set = LearningSet(
            id: "g1", programme: "spring", group: SetGroup(offer: offer, slot: offer.slots[0], members: []),
            state: .closed, since: .sample(), sessions: [session])
        let item = ReviewedItem.sample(why: "It starts with the people.")
        let theme = Theme(
            id: "session-2", title: "Session 2", size: .init(items: 5, minutes: 40),
            sections: [.init(title: "About what we bring", topics: [])])
        let sheet = SessionSheet(
            set: set, session: session,
            pack: Pack(theme: theme, sections: [.init(title: "About what we bring", items: [item])]),
            problems: [
                SetProblem(id: 1, session: 2, words: "Nobody <owns> our data", topics: [], time: .sample())
            ],
            actions: [
                SetAction(id: 1, session: 1, person: "p1", what: "Ask the board", due: .sample("2027-03-01"))
            ], names: ["p1": "Ann"])
        let composer = try SiteComposer(site: Site(title: "Reading"), curriculum: .sample())
        return Dictionary(
            uniqueKeysWithValues: try composer.files(of: sheet).map { ($0.path, $0.text) })
    }

    @Test func openActionsComeFirstThenWhatIsBroughtThenWhatIsRead() throws {
        let text = try #require(try files()["members.md"])
        let places = ["**Ann**: Ask the board, by Monday 1 March 2027", "owns", "## About what we bring"].map
        {
            text.range(of: $0)?.lowerBound
        }
        #expect(!places.contains(nil))
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(text.contains("1 minute to read · 1 item"))
        #expect(try files()["members.html"]?.contains("<owns>") == false)
    }

    @Test func eachEditionHasWhatIsForItsReader() throws {
        let files = try files()
        #expect(files["facilitator.md"]?.contains("## For you alone") == true)
        #expect(files["facilitator.md"]?.contains("It starts with the people.") == true)
        #expect(files["members.md"]?.contains("For you alone") == false)
        #expect(files["members.md"]?.contains("Nobody collects this.") == true)
        #expect(files["style.css"] != nil)
    }
}
