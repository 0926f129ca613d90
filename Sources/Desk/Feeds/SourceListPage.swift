// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// The sources: first what needs a person, then how each feed is doing.
struct SourceListPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/sources", for: .contributor) { visit in .page(try await page(visit)) }
    ]

    let sentence: String
    let concerns: [ConcernRow]
    let hasConcerns: Bool
    let words: String
    let states: [Choice]
    let count: String
    let rows: [Row]
    let nextHref: String?
    let firstHref: String?
    let mayChange: Bool

    /// One thing that is the matter with one feed.
    struct ConcernRow: Sendable {
        let id: String
        let title: String
        let what: String
        let sentence: String
        let actions: [SourceAction]
    }

    /// One feed.
    struct Row: Sendable {
        let id: String
        let title: String
        let state: String
        let isTroubled: Bool
        let given: String
        let next: String?
        let groups: String?
    }

    /// Feeds of one page.
    private static let length = 100

    private static func page(_ visit: Visit) async throws -> WebPage {
        let all = try await visit.store.feeds.health(now: visit.now)
        let digest = FeedDigest(all)
        let (words, state) = (visit.query.trimmed("q"), visit.query["state"])
        let shown = SourceLook(words: words, state: state)
        let found = all.filter(shown.has)
        let start = min(max(0, Int(visit.query["from"]) ?? 0), found.count)
        let root = visit.tools.door.root
        let look = root + "desk/sources?q=\(QueueLook.escaped(words))&state=\(QueueLook.escaped(state))"
        let mayChange = visit.person.role >= .curator
        let values = SourceListPage(
            sentence: digest.sentence(of: all.count),
            concerns: digest.entries.map {
                ConcernRow(
                    id: $0.feed.id.rawValue, title: $0.feed.title, what: $0.concern.kind.words,
                    sentence: $0.concern.sentence,
                    actions: mayChange ? $0.concern.kind.actions.map { SourceAction($0) } : [])
            }, hasConcerns: !digest.entries.isEmpty, words: String(words.prefix(200)),
            states: SourceLook.State.allCases.map { Choice($0.rawValue, $0.label, chosen: state) },
            count: counted(found.count, "feed"),
            rows: found.dropFirst(start).prefix(length).map { row($0) },
            nextHref: start + length < found.count ? look + "&from=\(start + length)" : nil,
            firstHref: start > 0 ? look : nil, mayChange: mayChange)
        return WebPage("Sources", "sources", values)
    }

    private static func row(_ health: FeedHealth) -> Row {
        let feed = health.record.feed
        let next = health.turn.due.map { "next try \(DeskWords.moment($0))" } ?? "next try at the next run"
        return Row(
            id: feed.id.rawValue, title: feed.title, state: health.state, isTroubled: health.needsPerson,
            given: health.given, next: health.record.paused == nil ? next : nil,
            groups: feed.standing.groups.isEmpty ? nil : feed.standing.groups.joined(separator: " / "))
    }
}

/// A button that does something about a feed.
struct SourceAction: Sendable {
    let verb: String
    let label: String
    let isGrave: Bool

    init(_ action: FeedAction) {
        verb = action.rawValue
        isGrave = action == .remove
        label =
            switch action {
            case .follow: "Follow it there"
            case .stay: "Keep the old address"
            case .look: "Look now"
            case .pause: "Pause"
            case .resume: "Resume"
            case .leave: "Leave it as it is"
            case .remove: "Take it off the list"
            }
    }
}
