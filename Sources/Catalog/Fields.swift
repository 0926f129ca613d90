// SPDX-License-Identifier: MIT

import Model

/// A value with the line on which it stands.
struct Lined<Value> {
    let value: Value
    let line: Int
}

extension Lined: Sendable where Value: Sendable {}

/// The keys of one YAML map, read with their kinds; what is wrong goes into the notes, with its line.
struct Fields {
    /// The line on which the map begins.
    let line: Int
    let notes: MistakeNotes
    private let entries: [String: YAMLTree.Entry]

    /// Opens a map that may hold the given keys and no other; nil, and a note, where the value is no map.
    init?(_ tree: YAMLTree, keys: [String], notes: MistakeNotes) {
        guard case .map(let entries) = tree.content else {
            notes.note("keys with values are wanted here", line: tree.line)
            return nil
        }
        self.line = tree.line
        self.notes = notes
        self.entries = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
        for entry in entries where !keys.contains(entry.key) {
            notes.note(
                "unknown key \(entry.key); known here: \(keys.joined(separator: ", "))", line: entry.line)
        }
    }

    /// The line of a key, or the map's where the key is missing.
    func line(of key: String) -> Int { entries[key]?.line ?? line }

    /// A text that must be there; nil, and a note, where it is missing or empty.
    func text(_ key: String) -> String? {
        guard let text = optionalText(key) else {
            if !isPresentButWrong(key) { notes.note("no \(key)", line: line(of: key)) }
            return nil
        }
        return text
    }

    /// A text that may be missing.
    func optionalText(_ key: String) -> String? {
        guard let entry = entries[key] else { return nil }
        guard case .text(let text) = entry.value.content else {
            notes.note("\(key) must be a text", line: entry.line)
            return nil
        }
        let trimmed = text?.trimmed ?? ""
        return trimmed.isEmpty ? nil : trimmed
    }

    /// One of some words; the standard where the key is missing or, with a note, where it is another.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, or standard: Choice? = nil) -> Choice?
    where Choice.RawValue == String {
        guard let word = standard == nil ? text(key) : optionalText(key) else { return standard }
        if let choice = Choice(rawValue: word) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        notes.note("\(key) must be one of \(words), not \(word)", line: line(of: key))
        return standard
    }

    /// A whole number that must be there.
    func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            notes.note(
                "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound), not \(text)",
                line: line(of: key))
            return nil
        }
        return number
    }

    /// A number that must be there.
    func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let text = text(key) else { return nil }
        guard let number = Double(text), range.contains(number) else {
            notes.note(
                "\(key) must be a number from \(range.lowerBound) to \(range.upperBound), not \(text)",
                line: line(of: key))
            return nil
        }
        return number
    }

    /// A list of texts with their lines; empty where the key is missing, which is noted when it must be there.
    func texts(_ key: String, isRequired: Bool = false) -> [Lined<String>] {
        list(key, isRequired: isRequired).compactMap { tree in
            guard case .text(let text?) = tree.content, !text.trimmed.isEmpty else {
                notes.note(
                    "\(key) must hold texts only; put quotation marks around a text with a colon",
                    line: tree.line)
                return nil
            }
            return Lined(value: text.trimmed, line: tree.line)
        }
    }

    /// A list of maps, each with the given keys; empty where the key is missing, which is noted when it must be there.
    func maps(_ key: String, keys: [String], isRequired: Bool = true) -> [Fields] {
        list(key, isRequired: isRequired).compactMap { Fields($0, keys: keys, notes: notes) }
    }

    /// A map inside this one; nil where the key is missing, which is noted when it must be there.
    func map(_ key: String, keys: [String], isRequired: Bool) -> Fields? {
        guard let entry = entries[key] else {
            if isRequired { notes.note("no \(key)", line: line) }
            return nil
        }
        return Fields(entry.value, keys: keys, notes: notes)
    }

    /// The keys and values of a map inside this one, whatever the keys are; empty where it is missing.
    func entries(of key: String) -> [YAMLTree.Entry] {
        guard let entry = entries[key] else { return [] }
        guard case .map(let inner) = entry.value.content else {
            notes.note("\(key) must hold keys with values", line: entry.line)
            return []
        }
        return inner
    }
}

private extension Fields {
    func isPresentButWrong(_ key: String) -> Bool {
        guard let entry = entries[key] else { return false }
        if case .text = entry.value.content { return false }
        return true
    }

    func list(_ key: String, isRequired: Bool) -> [YAMLTree] {
        guard let entry = entries[key] else {
            if isRequired { notes.note("no \(key)", line: line) }
            return []
        }
        guard case .list(let list) = entry.value.content else {
            notes.note("\(key) must be a list", line: entry.line)
            return []
        }
        if isRequired, list.isEmpty { notes.note("\(key) is empty", line: entry.line) }
        return list
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        func isPlain(_ byte: UInt8?) -> Bool { byte.map { 33..<127 ~= $0 } ?? true }
        if isPlain(utf8.first), isPlain(utf8.last) { return self }
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
