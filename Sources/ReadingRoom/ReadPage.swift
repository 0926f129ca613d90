// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Where subscribers say what of the last issues they have read; nobody else knows, as nothing is tracked.
struct ReadPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("subscription/{key}/read") { call in
            let subscriber = try await call.subscriber(.choices)
            let read = try await call.store.readItems.read(by: subscriber.id)
            let issues = try await issues(call, subscriber)
            let values = ReadPage(
                key: call.parameter("key"),
                issues: issues.map { Numbered($0, read: read) }, hasNone: issues.isEmpty)
            return .page(WebPage("What you have read", "read", values))
        },
        .post("subscription/{key}/read", by: .address) { call in
            let subscriber = try await call.subscriber(.choices)
            let items = try await issues(call, subscriber).flatMap(\.items).map(\.id)
            let read = Set(call.form.all("read").map { Item.ID($0) })
            try await call.store.readItems.set(read, of: items, by: subscriber.id, at: call.now)
            return ChoicesPage.back(call, "read")
        },
    ]

    /// How many issues are shown.
    static let limit = 6

    /// An issue with its items.
    struct Numbered: Sendable {
        let title: String
        let items: [Choosing.Option]

        init(_ issue: Issue, read: Set<Item.ID>) {
            title = "Issue \(issue.number), \(RoomDay.words(issue.date))"
            items = issue.items.map {
                .init(
                    value: $0.id.rawValue, label: $0.item.displayTitle, about: nil,
                    isChosen: read.contains($0.id))
            }
        }
    }

    let key: String
    let issues: [Numbered]
    let hasNone: Bool

    /// The newest that went out.
    private static func issues(_ call: RoomCall, _ subscriber: Subscriber) async throws -> [Issue] {
        try await call.store.issues.all(of: subscriber.newsletter)
            .filter { $0.state != .draft }.sorted { $0.number > $1.number }.prefix(limit).map { $0 }
    }
}
