// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import TestSupport
import Testing

@Suite struct QueueOrderTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let curriculum = Curriculum.sample([
        .sample("a", name: "Apples"), .sample("b", name: "Bread"), .sample("c", name: "Cheese"),
    ])

    private func item(
        _ id: String, _ suggestions: [(Topic.ID, Double)], source: Feed.ID = "one", days: Double = 400
    ) -> QueueItem {
        QueueItem(
            id: Item.ID(id),
            suggestions: suggestions.map { QueueItem.Suggestion(topic: $0.0, confidence: $0.1) },
            source: source, date: now.addingTimeInterval(-86_400 * days))
    }

    private func places(
        _ items: [QueueItem], approved: [Topic.ID: Int] = [:], wanted: Set<Topic.ID> = []
    ) -> [QueuePlace] {
        let needs = TopicNeeds(curriculum: curriculum, approved: approved, wanted: wanted)
        return QueueOrder(needs: needs, threshold: 0.4).places(of: items, now: now)
    }

    /// So many items of three topics in turn, some of the same worth.
    private func many(_ count: Int, sources: Int) -> [QueueItem] {
        let topics: [Topic.ID] = ["a", "b", "c"]
        return (0..<count).map { number in
            let confidence = Double(number * 7 % 101) / 100
            let source = Feed.ID("s\(number % sources)")
            return item(
                "i\(number)", [(topics[number % 3], confidence)], source: source, days: Double(number % 90))
        }
    }

    @Test func wantedTopicsComeFirst() {
        let order = places(
            [item("full", [("a", 0.9)]), item("lacking", [("b", 0.9)]), item("asked", [("c", 0.9)])],
            approved: ["a": 40], wanted: ["c"])
        #expect(order.map(\.id) == ["asked", "lacking", "full"])
        #expect(order[0].reasons == ["wanted: Cheese (none approved)"])
        #expect(order[1].reasons == ["the first on Bread"])
    }

    @Test func amongTheSameTopicTheUnsureOneComesFirstWhenEnoughIsApproved() {
        let order = places(
            [item("sure", [("a", 0.99)]), item("unsure", [("a", 0.4), ("b", 0.35)])],
            approved: ["a": 90, "b": 90])
        #expect(order.map(\.id) == ["unsure", "sure"])
        #expect(order[0].reasons.first == "unsure between Apples and Bread")
    }

    @Test func whatNothingSpeaksForComesLastWithItsReason() {
        let order = places([item("silent", []), item("unlikely", [("a", 0.02)]), item("some", [("a", 0.5)])])
        #expect(order.map(\.id) == ["some", "unlikely", "silent"])
        #expect(order[1].reasons == ["no topic is likely"] && order[2].reasons == ["no topic suggested"])
    }

    @Test func neverTenOfOneTopicOrSourceInARowWhileThereIsMore() {
        let apples = (0..<30).map { item("a\($0)", [("a", 0.9)], source: "one") }
        let bread = (0..<30).map { item("b\($0)", [("b", 0.5)], source: "two") }
        let cheese = (0..<30).map { item("c\($0)", [("c", 0.6)], source: "one") }
        let order = places(apples + bread + cheese).map { $0.id.rawValue }
        let first = order.prefix(60).map { $0.prefix(1) }
        #expect(zip(first, first.dropFirst()).count { $0 == $1 } < 25)
        #expect(Set(first.prefix(4)).count == 3)
    }

    @Test func usefulnessNeverRisesAndStaysBetweenNoughtAndOne() {
        let items = many(3000, sources: 17)
        let order = places(items, wanted: ["b"])
        #expect(order.count == items.count && Set(order.map(\.id)).count == items.count)
        #expect(zip(order, order.dropFirst()).allSatisfy { $0.usefulness >= $1.usefulness })
        #expect(order.allSatisfy { (0...1).contains($0.usefulness) && !$0.reasons.isEmpty })
    }

    @Test func theOrderInWhichItemsComeDoesNotMatter() {
        let items = many(200, sources: 5)
        #expect(places(items) == places(items.reversed()))
    }

    @Test func strangeNumbersDoNoHarm() {
        let order = places([
            item("odd", [("a", -3), ("b", 7), ("gone", 0.9)], days: -1000), item("plain", [("a", 0.5)]),
        ])
        #expect(order.count == 2 && order.allSatisfy { (0...1).contains($0.usefulness) })
    }

    @Test func newsBreaksTheTie() {
        let order = places([item("old", [("a", 0.5)]), item("fresh", [("a", 0.5)], days: 0)])
        #expect(order.map(\.id) == ["fresh", "old"] && order[0].reasons.contains("new"))
    }

    /// Ids are told apart by their first bytes, and by all of them where these are the same.
    @Test func whatIsWorthTheSameStandsInTheOrderOfIDs() {
        let ids = ["item-002-b", "b", "item-002-a", "item-001-c", "a", "item-002", "ab", "é", "item-002-"]
        let order = places(ids.map { item($0, [("a", 0.5)]) })
        #expect(order.map(\.id.rawValue) == ids.sorted())
    }

    /// What a search through all items at each place would choose: each place has as much as the best that is left.
    @Test func eachPlaceHasTheBestThatIsLeft() {
        let items = many(240, sources: 7)
        let needs = TopicNeeds(curriculum: curriculum, approved: [:], wanted: ["b"])
        let order = QueueOrder(needs: needs, threshold: 0.4)
        let alone = Dictionary(
            uniqueKeysWithValues: items.map { item in
                (item.id, order.places(of: [item], now: now)[0].usefulness)
            })
        var (topics, sources): ([Topic.ID: Int], [Feed.ID: Int]) = ([:], [:])
        func value(_ item: QueueItem) -> Double {
            let topic = Double(topics[item.suggestions[0].topic] ?? 0)
            let source = Double(sources[item.source] ?? 0)
            return (alone[item.id] ?? 0) * 2 / (2 + topic) * 6 / (6 + source)
        }
        var left = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0) })
        for place in order.places(of: items, now: now) {
            let best = left.values.map(value).max() ?? 0
            guard let taken = left.removeValue(forKey: place.id) else {
                Issue.record("\(place.id) stands in the queue twice")
                return
            }
            #expect(abs(value(taken) - best) < 1e-9 && abs(place.usefulness - best) < 1e-9)
            topics[taken.suggestions[0].topic, default: 0] += 1
            sources[taken.source, default: 0] += 1
        }
        #expect(left.isEmpty)
    }
}
