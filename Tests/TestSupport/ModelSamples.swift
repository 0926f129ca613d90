// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

extension WebAddress {
    /// An address that a test writes out; a wrong one stops the test.
    public static func sample(_ text: String = "https://blog.example.org/2026/a-post/") -> WebAddress {
        guard let address = WebAddress(text) else { fatalError("not a web address: \(text)") }
        return address
    }
}

extension Date {
    /// A moment in UTC, as `2026-11-02T09:00:00Z`; a wrong one stops the test.
    public static func sample(_ text: String = "2026-11-02T09:00:00Z") -> Date {
        guard let date = try? Date(text, strategy: .iso8601) else { fatalError("not a date: \(text)") }
        return date
    }
}

extension Item {
    /// An item with everything that the subject of a test does not name.
    public static func sample(
        feed: Feed.ID = "f1", guid: String? = "post-1", title: String = "A clear digital strategy",
        address: String? = "https://blog.example.org/2026/a-post/", summary: String = "",
        body: String = "Our digital strategy fits on one page.", authors: [String] = ["Ada Example"],
        licence: Licence? = .ccBy, published: Date? = .sample("2026-10-01T09:00:00Z")
    ) -> Item {
        let address = address.map { WebAddress.sample($0) }
        return Item(
            identity: ItemIdentity(feed: feed, guid: guid, address: address, title: title, text: body),
            title: title, address: address, text: ItemText(summary: summary, body: body, language: "en"),
            credit: Credit(
                authors: authors,
                licence: licence.map { LicenceStatement(licence: $0, place: .feed, words: $0.label) }),
            dates: ItemDates(published: published))
    }
}

extension LibraryItem {
    /// An item in a library, from one source.
    public static func sample(_ item: Item = .sample(), source: String = "Example blog") -> LibraryItem {
        LibraryItem(
            id: item.id, item: item,
            sources: [
                Source(feed: item.identity.feed, title: source, address: item.address, licence: .unknown)
            ],
            firstSeen: .sample("2026-10-02T06:00:00Z"), revision: 1)
    }
}

extension ReviewedItem {
    /// An approved item.
    public static func sample(
        _ item: Item = .sample(), source: String = "Example blog", topics: [Topic.ID] = ["digital-strategy"],
        audiences: [Curriculum.Facet.ID] = [], why: String = "It shows how to choose."
    ) -> ReviewedItem {
        let tagged = TaggedItem(
            library: .sample(item, source: source),
            tags: topics.map {
                Tag(
                    topic: $0, author: .machine, confidence: 0.8,
                    evidence: [
                        Tag.Evidence(
                            words: $0.rawValue, term: $0.rawValue, place: .title, count: 1, weight: 1)
                    ], model: "test-1")
            })
        let verdict = Verdict(
            item: tagged.id, decision: .approve, topics: topics, fit: Verdict.Fit(audiences: audiences),
            why: why,
            by: Verdict.Signature(name: "test", time: .sample()))
        guard let reviewed = ReviewedItem(tagged: tagged, verdict: verdict) else {
            fatalError("the sample verdict does not approve the sample item")
        }
        return reviewed
    }
}

extension Topic {
    /// A topic of the strand `leadership`.
    public static func sample(
        _ id: ID = "digital-strategy", name: String = "Digital strategy",
        strand: Curriculum.Strand.ID = "leadership",
        level: Level = .core, broader: ID? = nil, terms: [String] = ["digital strategy"],
        weakTerms: [String] = [],
        questions: [String] = ["What have you decided to stop?"]
    ) -> Topic {
        Topic(
            id: id, name: name, definition: "A clear choice of where digital will change things.",
            place: Place(strand: strand, level: level, broader: broader),
            vocabulary: Vocabulary(terms: terms, weakTerms: weakTerms),
            outcomes: ["write a digital direction on one page"], questions: questions)
    }
}

extension Curriculum {
    /// A curriculum of the given topics, all in one strand.
    public static func sample(_ topics: [Topic] = [.sample()]) -> Curriculum {
        Curriculum(
            scheme: Scheme(
                id: "sample", uri: "https://example.org/sample/", title: "Sample curriculum",
                version: "1.0.0",
                language: "en-GB", licence: .ccBy),
            strands: [
                Strand(id: "leadership", name: "Leadership and strategy", definition: "Deciding where to go.")
            ],
            topics: topics,
            audiences: [Facet(id: "board", name: "Trustee or board member", about: "assurance")],
            stages: [Facet(id: "awareness", name: "Awareness", about: "Sees why it matters.")])
    }
}
