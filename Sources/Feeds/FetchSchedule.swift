// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// When to look at a feed again.
public struct FetchSchedule: Hashable, Sendable {
    /// Hours until the next look at a feed that answered.
    private let hours: Double
    /// Hours that a failing feed waits at the most.
    private let ceilingHours: Double

    /// A feed that answers is looked at every six hours; one that fails waits longer each time, a day at the most, and is
    /// never given up.
    public init(hours: Double = 6, ceilingHours: Double = 24) {
        self.hours = hours
        self.ceilingHours = ceilingHours
    }

    /// The next time for a feed.
    ///
    /// - Parameters:
    ///   - result: how this try ended.
    ///   - failures: how many tries in a row had failed before this one.
    ///   - wait: what the server asked for.
    public func next(after result: FetchResult, failures: Int, wait: Duration?, now: Date) -> Date {
        let ours = result.isSuccess ? hours : min(ceilingHours, Double(1 << min(failures, 10)))
        let asked = wait.map { min($0 / .seconds(1), 7 * 86_400) } ?? 0
        return now.addingTimeInterval(max(ours * 3600, asked))
    }
}

/// What a server asks us to wait.
///
/// **Source**: RFC 9110, section 10.2.3: seconds or a date.
public func retryAfter(_ value: String?, now: Date) -> Duration? {
    guard let value else { return nil }
    if let seconds = Int(value) { return seconds >= 0 ? .seconds(seconds) : nil }
    guard let date = FeedDate.date(from: value) else { return nil }
    return .seconds(max(0, Int(date.timeIntervalSince(now).rounded(.up))))
}
