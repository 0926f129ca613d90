// SPDX-License-Identifier: MIT

import FoundationEssentials
public import Model

/// A feed that is to be fetched, with what is known from earlier tries.
public struct DueFeed: Hashable, Sendable {
    /// The subscription.
    public let feed: Feed
    /// Where to ask: the feed's own address, or the one that it has moved to for good.
    public let address: WebAddress
    /// What the server gave with the last document that could be read.
    public let validators: Validators
    /// How many tries in a row had failed.
    public let failures: Int
    /// The interval that the feed has earned, minutes.
    public let intervalMinutes: Int
    /// How its document said it wants to be asked.
    public let terms: FeedTerms
    /// Whether its hub tells us what is new.
    public let isPushed: Bool

    /// Holds what it is given; a feed that was never fetched unless said otherwise.
    public init(
        _ feed: Feed, address: WebAddress? = nil, validators: Validators = Validators(), failures: Int = 0,
        intervalMinutes: Int = FetchSchedule.firstInterval, terms: FeedTerms = FeedTerms(),
        isPushed: Bool = false
    ) {
        self.feed = feed
        self.address = address ?? feed.address
        self.validators = validators
        self.failures = failures
        self.intervalMinutes = intervalMinutes
        self.terms = terms
        self.isPushed = isPushed
    }
}

/// A feed's document, fetched and read: what there is to save and what to say about it.
public struct FetchedFeed: Sendable {
    /// How it went.
    public let record: FetchRecord
    /// What the document holds; empty unless it was read.
    public let items: [Item]
    /// Where the feed has moved for good, when every redirect on the way said so.
    public let permanentAddress: WebAddress?
    /// How long the server asked us to wait.
    public let wait: Duration?

    /// Whether its hub sent it.
    private let isSent: Bool
    private let due: DueFeed
    private let wishes: FetchSchedule.Wishes
    private let schedule: FetchSchedule

    init(
        record: FetchRecord, of due: DueFeed, schedule: FetchSchedule, items: [Item] = [],
        permanentAddress: WebAddress? = nil, wait: Duration? = nil, wishes: FetchSchedule.Wishes = .init(),
        isSent: Bool = false
    ) {
        self.record = record
        self.due = due
        self.schedule = schedule
        self.items = items
        self.permanentAddress = permanentAddress
        self.wait = wait
        self.wishes = wishes
        self.isSent = isSent
    }

    /// When to look again.
    ///
    /// - Parameter new: how many of the items the library did not have.
    public func next(new: Int) -> NextTry {
        guard record.result.isSuccess else {
            return schedule.afterFailure(
                due.failures, interval: due.intervalMinutes, wait: wait, feed: due.feed.id, now: record.time)
        }
        if isSent {
            return schedule.afterPush(interval: due.intervalMinutes, wishes: wishes, now: record.time)
        }
        let share = items.isEmpty ? 0 : Double(new) / Double(items.count)
        // A hub that left something out cannot be relied on.
        if due.isPushed && new == 0 {
            let earned = schedule.afterAnswer(
                interval: due.intervalMinutes, share: share, wishes: wishes, now: record.time)
            return schedule.afterPush(interval: earned.intervalMinutes, wishes: wishes, now: record.time)
        }
        return schedule.afterAnswer(
            interval: due.intervalMinutes, share: share, wishes: wishes, now: record.time)
    }
}
