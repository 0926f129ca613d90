// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// Something about a feed that a person should look at.
public struct FeedConcern: Hashable, Sendable, Codable {
    /// What it is.
    public let kind: Kind
    /// The same in a sentence with its facts.
    public let sentence: String

    /// What can be the matter with a feed, the most urgent first.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Its source says that it is gone for good.
        case gone
        /// It could not be read three times in a row.
        case failing
        /// It names a new address at which another feed was found.
        case moved
        /// Curators turn most of it away.
        case rejected
        /// It brings far more than is wanted of it.
        case noisy
        /// It has brought nothing new for half a year.
        case silent

        /// What a person can do about it, the likeliest first.
        public var actions: [FeedAction] {
            switch self {
            case .gone: [.remove, .resume, .leave]
            case .failing: [.look, .pause, .leave]
            case .moved: [.follow, .stay]
            case .rejected: [.pause, .remove, .leave]
            case .noisy: [.pause, .leave]
            case .silent: [.look, .pause, .leave]
            }
        }

        /// The same in a word or two, for a heading.
        public var words: String {
            switch self {
            case .gone: "Gone"
            case .failing: "Failing"
            case .moved: "Moved"
            case .rejected: "Mostly rejected"
            case .noisy: "Noisy"
            case .silent: "Silent"
            }
        }
    }
}

/// What a person can do about a feed; each is a verb of `cairn feed`, but for looking, which is `cairn collect`.
public enum FeedAction: String, Hashable, Sendable, Codable, CaseIterable {
    /// Ask at the new address from now on.
    case follow
    /// Keep the old address, and do not follow this move.
    case stay
    /// Fetch it now.
    case look
    /// Fetch it no more until it is resumed.
    case pause
    /// Fetch it again.
    case resume
    /// Say that it is all right so, for a while.
    case leave
    /// Take it off the list.
    case remove

    /// The command that does it.
    public func command(on feed: Feed.ID) -> String {
        self == .look ? "cairn collect --feed \(feed)" : "cairn feed \(rawValue) \(feed)"
    }
}

extension FeedConcern {
    /// Days without a new item after which a feed counts as silent.
    static let silentDays = 180.0
    /// Verdicts on a feed's items before these say something of it.
    static let decidedEnough = 10
    /// Items a month from which on a feed is noisy, where under half of the decided ones are approved.
    static let noisyPerMonth = 60.0
    /// Days for which a concern stays away that a person left as it is.
    static let leaveDays = 90.0

    /// All that is the matter with a feed, the most urgent first.
    static func all(of record: FeedRecord, items: FeedItems, now: Date) -> [FeedConcern] {
        if let paused = record.paused {
            guard record.last?.result == .gone else { return [] }
            return [
                FeedConcern(kind: .gone, sentence: "Its source says that it is gone for good: \(paused).")
            ]
        }
        return [
            failing(record), moved(record), rejected(items), noisy(items),
            silent(items, now: now),
        ].compactMap { $0 }
    }

    private static func failing(_ record: FeedRecord) -> FeedConcern? {
        guard record.failing.count >= 3, let since = record.failing.since, let last = record.last else {
            return nil
        }
        return FeedConcern(
            kind: .failing,
            sentence: "It could not be read \(record.failing.count) times in a row, since \(since.day): "
                + "\(last.reason).")
    }

    private static func moved(_ record: FeedRecord) -> FeedConcern? {
        guard let move = record.move, move.isElsewhere else { return nil }
        return FeedConcern(
            kind: .moved,
            sentence: "It says that it has moved to \(move.to), where nothing is that was known of it: "
                + "it may be another feed.")
    }

    private static func rejected(_ items: FeedItems) -> FeedConcern? {
        guard items.decided >= decidedEnough, items.approved * 5 < items.decided else { return nil }
        return FeedConcern(
            kind: .rejected,
            sentence: "Of its \(items.decided) decided items \(items.rejected) were rejected.")
    }

    private static func noisy(_ items: FeedItems) -> FeedConcern? {
        guard items.perMonth >= noisyPerMonth, items.approved * 2 < max(items.decided, 1) else { return nil }
        let share =
            items.decided == 0
            ? "and nobody has approved one yet" : "and \(items.approved) of \(items.decided) were approved"
        return FeedConcern(
            kind: .noisy,
            sentence: "It brings about \(Int(items.perMonth.rounded())) items a month, \(share).")
    }

    private static func silent(_ items: FeedItems, now: Date) -> FeedConcern? {
        guard let newest = items.newest, now.timeIntervalSince(newest) > silentDays * 86_400 else {
            return nil
        }
        return FeedConcern(kind: .silent, sentence: "Its newest item is from \(newest.day).")
    }
}

extension FeedItems {
    /// Items on which curators have decided.
    var decided: Int { approved + rejected }
}

extension Date {
    /// The day, as `2026-11-02`.
    var day: String { formatted(.iso8601.year().month().day()) }
}
