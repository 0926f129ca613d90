// SPDX-License-Identifier: MIT

/// What a source says about how it wants to be asked; kept with the feed, because an answer that nothing has changed
/// does not say it again.
public struct FeedTerms: Hashable, Sendable, Codable {
    /// `ttl` or `sy:updatePeriod` of the document, minutes.
    public var minutes: Int?
    /// Hours of the day (UTC, 0...23, in order) in which it wants to be left alone.
    public var quietHours: [Int]
    /// Days of the week (UTC, 0 is Sunday, in order) on which it wants to be left alone.
    public var quietDays: [Int]
    /// Who tells what is new, so that nobody has to ask (WebSub).
    public var hub: WebAddress?
    /// The feed's address as the hub knows it; nil where the source does not say.
    public var topic: WebAddress?

    /// Holds what it is given; a source that says nothing unless said otherwise.
    public init(
        minutes: Int? = nil, quietHours: [Int] = [], quietDays: [Int] = [], hub: WebAddress? = nil,
        topic: WebAddress? = nil
    ) {
        self.minutes = minutes
        self.quietHours = quietHours
        self.quietDays = quietDays
        self.hub = hub
        self.topic = topic
    }

    /// Both lists in words, such as `from 0:00 to 6:59 and on Saturday, Sunday`; nil for a source that never says so.
    public var quietWords: String? {
        let hours = FeedTerms.runs(of: quietHours).map { "from \($0.lowerBound):00 to \($0.upperBound):59" }
        let days = quietDays.filter { FeedTerms.dayNames.indices.contains($0) }.map { FeedTerms.dayNames[$0] }
        let parts = [hours, days.isEmpty ? [] : ["on " + days.joined(separator: ", ")]]
            .map { $0.joined(separator: ", ") }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }

    /// The days of the week in English, Sunday first.
    public static let dayNames = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    private enum CodingKeys: String, CodingKey {
        case minutes, hub, topic
        case quietHours = "quiet_hours"
        case quietDays = "quiet_days"
    }

    /// Reads what was written before there was more to say, too.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        minutes = try container.decodeIfPresent(Int.self, forKey: .minutes)
        quietHours = try container.decodeIfPresent([Int].self, forKey: .quietHours) ?? []
        quietDays = try container.decodeIfPresent([Int].self, forKey: .quietDays) ?? []
        hub = try container.decodeIfPresent(WebAddress.self, forKey: .hub)
        topic = try container.decodeIfPresent(WebAddress.self, forKey: .topic)
    }

    private static func runs(of hours: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for hour in hours {
            if let last = runs.last, last.upperBound == hour - 1 {
                runs[runs.count - 1] = last.lowerBound...hour
            } else {
                runs.append(hour...hour)
            }
        }
        return runs
    }
}
