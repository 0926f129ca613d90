// SPDX-License-Identifier: MIT

public import Model

extension Newsletter {
    /// A newsletter with everything that the subject of a test does not name.
    public static func scheduled(
        id: Newsletter.ID = "weekly", every: Rhythm.Every = .week, on: String = "thursday",
        at: String = "07:00",
        zone: String = "Europe/London", window: Int = 48, size: ClosedRange<Int> = 1...8,
        policy: Policy = Policy()
    ) -> Newsletter {
        Newsletter(
            id: id, title: "Weekly", audience: nil,
            rhythm: Rhythm(every: every, on: on, at: at, timeZone: zone, reviewWindowHours: window),
            size: size,
            sections: [Section(title: "Lead", topics: ["digital-strategy"], size: 5)], policy: policy,
            opening: "Welcome.")
    }
}
