// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// When to look at a feed again: as often as it brings something new, never more often than its source asks.
public struct FetchSchedule: Hashable, Sendable {
    /// The shortest interval, minutes.
    private let floor: Int
    /// The longest interval, minutes.
    private let ceiling: Int

    /// The interval of a feed about which nothing is known yet, minutes.
    public static let firstInterval = 360

    /// Between an hour and a day, unless said otherwise.
    public init(floorMinutes: Int = 60, ceilingMinutes: Int = 24 * 60) {
        floor = floorMinutes
        ceiling = ceilingMinutes
    }

    /// What a source says about how often it wants to be asked.
    public struct Wishes: Hashable, Sendable {
        /// `ttl` or `sy:updatePeriod` of the document, minutes.
        public var documentMinutes: Int?
        /// `Cache-Control: max-age` or `Expires` of the answer, seconds.
        public var cacheSeconds: Int?
        /// Hours of the day (UTC, 0...23) in which it wants to be left alone.
        public var quietHours: Set<Int>
        /// Days of the week (0 is Sunday) on which it wants to be left alone.
        public var quietDays: Set<Int>

        /// Holds what it is given; a source that says nothing unless said otherwise.
        public init(
            documentMinutes: Int? = nil, cacheSeconds: Int? = nil, quietHours: Set<Int> = [],
            quietDays: Set<Int> = []
        ) {
            self.documentMinutes = documentMinutes
            self.cacheSeconds = cacheSeconds
            self.quietHours = quietHours
            self.quietDays = quietDays
        }
    }

    /// After a feed answered.
    ///
    /// - Parameters:
    ///   - interval: the interval that it had, minutes.
    ///   - share: the share of its items that were new, 0...1; 0 when nothing changed.
    public func afterAnswer(interval: Int, share: Double, wishes: Wishes, now: Date) -> NextTry {
        let earned = earnedInterval(interval, share: share)
        var minutes = earned
        var why = share > 0 ? "it brings something new" : "it brings little new"
        if let asked = wishes.documentMinutes, min(asked, ceiling) > minutes {
            minutes = min(asked, ceiling)
            why = "the feed asks for it (ttl)"
        }
        if let seconds = wishes.cacheSeconds, min(seconds / 60, ceiling) > minutes {
            minutes = min(seconds / 60, ceiling)
            why = "the server asks for it (caching)"
        }
        var due = now.addingTimeInterval(Double(minutes) * 60)
        let awake = waking(from: due, wishes)
        if awake > due {
            due = awake
            minutes = Int(due.timeIntervalSince(now) / 60)
            why = "the feed asks to be left alone before (skipHours, skipDays)"
        }
        return NextTry(due: due, why: "after \(words(minutes)), because \(why)", intervalMinutes: earned)
    }

    /// While a hub tells us what is new: the longest interval, in case the hub forgets us.
    ///
    /// - Parameter interval: the interval that the feed has earned, minutes; it counts again once the hub is silent.
    public func afterPush(interval: Int, wishes: Wishes, now: Date) -> NextTry {
        let due = waking(from: now.addingTimeInterval(Double(ceiling) * 60), wishes)
        return NextTry(
            due: due,
            why: "after \(words(Int(due.timeIntervalSince(now) / 60))), because its hub tells us what is new",
            intervalMinutes: interval)
    }

    /// After a try failed: longer each time, a day at the most, and never given up.
    ///
    /// - Parameters:
    ///   - failures: how many tries in a row had failed before this one.
    ///   - wait: what the server asked for.
    ///   - feed: spreads the feeds, so that those of a server that was down do not all come back at once.
    public func afterFailure(
        _ failures: Int, interval: Int, wait: Duration?, feed: Feed.ID, now: Date
    ) -> NextTry {
        let failures = min(max(failures, 0), 10_000)
        let doubled = min(ceiling, floor << min(failures, 10))
        let jitter =
            Double(feed.rawValue.utf8.reduce(failures) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 200) / 1000
        let ours = Double(doubled) * 60 * (0.9 + jitter)
        let asked = wait.map { min($0 / .seconds(1), Double(ceiling) * 60) } ?? 0
        let due = now.addingTimeInterval(max(ours.rounded(), asked))
        let why =
            asked > ours
            ? "the server asks for it"
            : "it failed \(failures + 1) \(failures == 0 ? "time" : "times in a row")"
        return NextTry(
            due: due, why: "after \(words(Int(due.timeIntervalSince(now) / 60))), because \(why)",
            intervalMinutes: interval, notBefore: wait == nil ? nil : now.addingTimeInterval(asked))
    }
}

private extension FetchSchedule {
    /// Half the time for a feed of which much was new, half as long again for one that brought nothing.
    func earnedInterval(_ interval: Int, share: Double) -> Int {
        let factor = share >= 0.3 ? 0.5 : share > 0 ? 0.8 : 1.5
        return min(ceiling, max(floor, Int((Double(interval) * factor).rounded())))
    }

    /// The first full hour at or after a moment in which the source may be asked.
    func waking(from date: Date, _ wishes: Wishes) -> Date {
        guard wishes.quietHours.count < 24, wishes.quietDays.count < 7 else { return date }
        var moment = date
        for _ in 0..<(8 * 24) {
            let hours = Int((moment.timeIntervalSince1970 / 3600).rounded(.down))
            // 1 January 1970 was a Thursday, day 4.
            if !wishes.quietHours.contains(hours % 24), !wishes.quietDays.contains((hours / 24 + 4) % 7) {
                return moment
            }
            moment = Date(timeIntervalSince1970: Double(hours + 1) * 3600)
        }
        return date
    }

    func words(_ minutes: Int) -> String {
        if minutes < 120 { return "\(minutes) minutes" }
        return minutes % 60 == 0 ? "\(minutes / 60) hours" : "\(minutes / 60) h \(minutes % 60) min"
    }
}

/// What a server asks us to wait.
///
/// **Source**: RFC 9110, section 10.2.3: seconds or a date.
public func retryAfter(_ value: String?, now: Date) -> Duration? {
    guard let value else { return nil }
    if let seconds = Int(value) { return seconds >= 0 ? .seconds(seconds) : nil }
    guard let date = WrittenDate.date(from: value) else { return nil }
    return .seconds(max(0, Int(date.timeIntervalSince(now).rounded(.up))))
}
