// SPDX-License-Identifier: MIT

import FoundationEssentials

extension LocalDay {
    /// The day in words: `Friday 5 February 2027`.
    public var words: String {
        let parts = text.split(separator: "-").map(String.init)
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        guard parts.count == 3, let month = Int(parts[1]), months.indices.contains(month - 1) else {
            return text
        }
        return "\(weekday.rawValue.capitalized) \(dayOfMonth) \(months[month - 1]) \(parts[0])"
    }
}

extension SetSlot {
    /// The time in words: `10:00 to 12:00`.
    public var words: String { description.replacing("-", with: " to ") }
}

extension SetOffer {
    /// What it is in words, such as for a mail: `Leeds, general`.
    public var words: String { "\(place), \(focus)" }

    /// Where it meets: `Leeds, Room 2`.
    public var venue: String { [place, room].compactMap { $0 }.joined(separator: ", ") }
}
