// SPDX-License-Identifier: MIT

/// A number with its noun: `1 item`, `2 items`.
public func counted(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}

/// A number of people: `1 person`, `2 people`.
public func countedPeople(_ number: Int) -> String { number == 1 ? "1 person" : "\(number) people" }
