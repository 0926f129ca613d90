// SPDX-License-Identifier: MIT

public import Foundation
import Model

/// How a feed is doing, in words for a curator.
public struct FeedHealth: Sendable {
    /// The feed.
    public let record: FeedRecord
    /// What it has given.
    public let items: FeedItems
    /// What its host asks for at present.
    public let wait: HostWait?
    /// What there is to say, most important first, without when it is tried next; a sentence each.
    public let facts: [String]
    /// What a person should look at, the most urgent first; without what a person left as it is.
    public let concerns: [FeedConcern]

    /// Whether a person should look at it.
    public var needsPerson: Bool { !concerns.isEmpty }

    /// All that there is to say, most important first; a sentence each.
    public var sentences: [String] { facts + (record.paused == nil ? [turn.sentence] : []) }

    /// What it has given, in a sentence.
    public var given: String { FeedHealth.words(for: items) }

    /// When it is tried next.
    public var turn: FeedTurn { FeedTurn(record.next, wait: wait) }

    /// How it stands, in a word or two.
    public var state: String {
        if let first = concerns.first { return first.kind.words }
        if record.paused != nil { return "Paused" }
        guard let last = record.last else { return "Never fetched" }
        return last.result.isSuccess || last.result == .skipped ? "Well" : "Failed once or twice"
    }

    /// - Parameters:
    ///   - items: what it has given; nil for nothing.
    ///   - wait: what its host asks for at present.
    ///   - left: what a person said is all right so.
    public init(
        _ record: FeedRecord, items: FeedItems?, wait: HostWait?, left: Set<FeedConcern.Kind> = [], now: Date
    ) {
        let items = items ?? FeedItems()
        (self.record, self.items, self.wait) = (record, items, wait)
        concerns = FeedConcern.all(of: record, items: items, now: now).filter { !left.contains($0.kind) }
        facts = FeedHealth.facts(record, items, wait, now: now)
    }
}

private extension FeedHealth {
    static func facts(
        _ record: FeedRecord, _ items: FeedItems, _ wait: HostWait?, now: Date
    ) -> [String] {
        var said: [String] = []
        if let paused = record.paused { said.append("Paused: \(paused).") }
        if let last = record.last {
            said.append("\(word(for: last.result)): \(last.reason), \(last.time.day).")
        } else {
            said.append("Never fetched.")
        }
        if let since = record.failing.since, record.failing.count > 1 {
            said.append("Failing since \(since.day), \(record.failing.count) times in a row.")
        }
        if let move = record.move { said.append(words(for: move)) }
        if let newest = items.newest,
            now.timeIntervalSince(newest) > FeedConcern.silentDays * 86_400
        {
            said.append("Silent: its newest item is from \(newest.day).")
        }
        said.append(words(for: items))
        if let quiet = record.terms.quietWords {
            said.append("Wants to be left alone \(quiet) (UTC).")
        }
        if let push = record.push { said.append(words(for: push, now: now)) }
        if record.paused == nil, let wait, !FeedTurn(record.next, wait: wait).isHeldByHost {
            said.append("Its host \(wait.wish).")
        }
        return said
    }

    static func words(for move: FeedRecord.Move) -> String {
        if move.isAdopted { return "Moved to \(move.to); Cairn asks there now." }
        if move.isElsewhere {
            return
                "Says that it has moved to \(move.to), where nothing is that was known of it: it may be another feed."
        }
        return
            "Says that it has moved to \(move.to) (seen \(counted(move.seen, "time")) since \(move.since.day))."
    }

    static func words(for items: FeedItems) -> String {
        var text = counted(items.count, "item")
        if items.count > 0 { text += ", \(rate(items.perMonth)) a month" }
        if items.decided > 0 {
            text += ", \(items.approved * 100 / items.decided) % of \(items.decided) decided ones approved"
        }
        if items.older > 0 { text += ", \(items.older) older ones not taken" }
        return text + "."
    }

    static func words(for push: FeedRecord.Push, now: Date) -> String {
        let hub = "Its hub \(push.hub.host)"
        if push.isLive(at: now), let ends = push.ends {
            let heard = push.heard.map { ", last on \($0.day)" } ?? ""
            return "\(hub) tells us what is new until \(ends.day)\(heard)."
        }
        let why = push.reason.isEmpty ? "" : ": \(push.reason)"
        return push.state == .refused
            ? "\(hub) does not tell us what is new\(why)."
            : "\(hub) was asked to tell us what is new and has not confirmed\(why)."
    }

    static func rate(_ perMonth: Double) -> String {
        perMonth == 0 ? "none" : perMonth < 1 ? "under 1" : "about \(Int(perMonth.rounded()))"
    }

    static func word(for result: FetchResult) -> String {
        switch result {
        case .ok, .notModified, .empty: "Well"
        case .skipped: "Skipped"
        default: "Failed (\(result.rawValue))"
        }
    }
}
