// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// How a feed is doing, in words for a curator.
struct FeedHealth {
    /// What there is to say, most important first; a sentence each.
    let sentences: [String]
    /// Whether a person should look at it.
    let needsPerson: Bool

    /// Days without a new item after which a feed counts as silent.
    private static let silentDays = 180.0

    init(_ record: FeedRecord, items: FeedItems?, wait: HostWait?, now: Date) {
        let items = items ?? FeedItems()
        var said: [String] = []
        var isTrouble = false
        if let paused = record.paused {
            said.append("Paused: \(paused).")
            isTrouble = record.last?.result == .gone
        }
        if let last = record.last {
            said.append("\(FeedHealth.word(for: last.result)): \(last.reason), \(FeedHealth.day(last.time)).")
        } else {
            said.append("Never fetched.")
        }
        if let since = record.failing.since, record.failing.count > 1 {
            said.append("Failing since \(FeedHealth.day(since)), \(record.failing.count) times in a row.")
            isTrouble = isTrouble || (record.paused == nil && record.failing.count >= 3)
        }
        if let move = record.move {
            said.append(FeedHealth.words(for: move, of: record.feed.id))
            isTrouble = isTrouble || (record.paused == nil && move.isElsewhere)
        }
        if let newest = items.newest, now.timeIntervalSince(newest) > FeedHealth.silentDays * 86_400 {
            said.append("Silent: its newest item is from \(FeedHealth.day(newest)).")
            isTrouble = isTrouble || record.paused == nil
        }
        said.append(FeedHealth.words(for: items))
        if let quiet = record.terms.quietWords {
            said.append("Wants to be left alone \(quiet) (UTC).")
        }
        if let push = record.push { said.append(FeedHealth.words(for: push, now: now)) }
        if record.paused == nil {
            let next = FeedTurn(record.next, wait: wait)
            if let wait, !next.isHeldByHost { said.append("Its host \(wait.wish).") }
            said.append(next.sentence)
        }
        sentences = said
        needsPerson = isTrouble
    }

    private static func words(for move: FeedRecord.Move, of feed: Feed.ID) -> String {
        if move.isAdopted {
            return "Moved to \(move.to); Cairn asks there now (cairn feed stay \(feed) takes that back)."
        }
        if move.isElsewhere {
            return
                "Says that it has moved to \(move.to), where nothing is that was known of it: it may be another feed. "
                + "Look there; cairn feed add follows it, cairn feed stay \(feed) keeps the old address."
        }
        return
            "Says that it has moved to \(move.to) (seen \(counted(move.seen, "time")) since \(day(move.since)))."
    }

    private static func words(for items: FeedItems) -> String {
        var text = counted(items.count, "item")
        if items.count > 0 { text += ", \(rate(items.perMonth)) a month" }
        let decided = items.approved + items.rejected
        if decided > 0 { text += ", \(items.approved * 100 / decided) % of \(decided) decided ones approved" }
        if items.older > 0 { text += ", \(items.older) older ones not taken" }
        return text + "."
    }

    private static func words(for push: FeedRecord.Push, now: Date) -> String {
        let hub = "Its hub \(push.hub.host)"
        if push.isLive(at: now), let ends = push.ends {
            let heard = push.heard.map { ", last on \(day($0))" } ?? ""
            return "\(hub) tells us what is new until \(day(ends))\(heard)."
        }
        let why = push.reason.isEmpty ? "" : ": \(push.reason)"
        return push.state == .refused
            ? "\(hub) does not tell us what is new\(why)."
            : "\(hub) was asked to tell us what is new and has not confirmed\(why)."
    }

    private static func rate(_ perMonth: Double) -> String {
        perMonth == 0 ? "none" : perMonth < 1 ? "under 1" : "about \(Int(perMonth.rounded()))"
    }

    private static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

    private static func word(for result: FetchResult) -> String {
        switch result {
        case .ok, .notModified, .empty: "Well"
        case .skipped: "Skipped"
        default: "Failed (\(result.rawValue))"
        }
    }
}
