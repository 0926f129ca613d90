// SPDX-License-Identifier: MIT

import Model

/// The hours and days in which a feed wants to be left alone.
///
/// Hours that are none, days that are none and what is said twice are left out. Hour 24, which RSS 0.91 has, is the
/// first of the day.
///
/// **Source**: RSS 2.0.11, `skipHours` (0...23, GMT) and `skipDays` (Monday...Sunday); RSS 0.91, `skipHours` (1...24).
struct QuietTimes {
    /// 0...23, UTC, in order.
    let hours: [Int]
    /// 0 is Sunday, in order.
    let days: [Int]

    init(of fields: FieldList) {
        let hours = fields.all(.skipHours).flatMap { $0.children.all(.skipHour) }
            .compactMap { Int($0.text) }.filter { (0...24).contains($0) }
        let days = fields.all(.skipDays).flatMap { $0.children.all(.skipDay) }
            .compactMap { QuietTimes.day(named: $0.text) }
        self.hours = Set(hours.map { $0 % 24 }).sorted()
        self.days = Set(days).sorted()
    }

    /// Names may be cut short: `Mon`.
    private static func day(named text: String) -> Int? {
        let name = text.lowercased()
        guard name.utf8.count >= 3 else { return nil }
        return FeedTerms.dayNames.firstIndex { $0.lowercased().hasPrefix(name) }
    }
}

extension ParsedFeed {
    /// How the document says it wants to be asked.
    var terms: FeedTerms {
        FeedTerms(
            minutes: minutesToLive, quietHours: quietHours, quietDays: quietDays, hub: hubs.first,
            topic: hubs.isEmpty ? nil : address)
    }
}
