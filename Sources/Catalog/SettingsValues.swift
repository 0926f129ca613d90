// SPDX-License-Identifier: MIT

import Foundation
import Model

/// The values of all keys as written, each with where it was written.
struct SettingsValues {
    let notes: SettingsNotes
    private let values: [SettingsKey: Written]

    /// What one key says.
    private struct Written {
        let texts: [String]
        let place: String
        let line: Int?
    }

    init(_ library: Library, environment: [String: String]) throws(Mistake) {
        notes = SettingsNotes()
        let file = library.settingsFile
        var tree = YAMLTree(line: 1, content: .map([]))
        if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
            let name = library.name(of: file)
            let text = try LibraryFiles.text(LibraryFiles.read(file, named: name), named: name)
            tree = try YAMLTree.read(text, firstLine: 1, file: name)
        }
        var values = SettingsValues.values(in: tree, prefix: "", notes)
        for key in SettingsKey.all {
            guard let raw = environment[key.variable], !raw.trimmed.isEmpty else { continue }
            values[key] = Written(texts: [raw], place: key.variable, line: nil)
        }
        self.values = values
    }

    func text(_ key: SettingsKey) -> String {
        values[key]?.texts.joined(separator: ",").trimmed ?? key.standard
    }

    func number(_ key: SettingsKey, in range: ClosedRange<Double>) -> Double {
        if let number = Double(text(key)), range.contains(number) { return number }
        note(
            "\(key.name) must be a number from \(range.lowerBound) to \(range.upperBound), not \(text(key))",
            key)
        return Double(key.standard) ?? range.lowerBound
    }

    func whole(_ key: SettingsKey, in range: ClosedRange<Int>) -> Int {
        if let number = Int(text(key)), range.contains(number) { return number }
        note(
            "\(key.name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not \(text(key))",
            key)
        return Int(key.standard) ?? range.lowerBound
    }

    func truth(_ key: SettingsKey) -> Bool {
        switch text(key).lowercased() {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            note("\(key.name) must be true or false, not \(text(key))", key)
            return key.standard == "true"
        }
    }

    func address(_ key: SettingsKey) -> WebAddress? {
        let text = text(key)
        guard !text.isEmpty else { return nil }
        if let address = WebAddress(text) { return address }
        note("\(key.name) is not a web address: \(text)", key)
        return nil
    }

    func timeZone(_ key: SettingsKey) -> String {
        let text = text(key)
        if isTimeZone(text) { return text }
        note("unknown time zone \(text); it is called like Europe/London", key)
        return key.standard
    }

    /// Mail addresses; a variable holds several with commas or spaces between them.
    func mailAddresses(_ key: SettingsKey) -> [MailAddress] {
        text(key).split { $0 == "," || $0.isWhitespace }.compactMap { text in
            do throws(MailFlaw) {
                return try MailAddress(reading: String(text))
            } catch {
                note("\(key.name): \(error)", key)
                return nil
            }
        }
    }

    /// `HOST:PORT`, addresses and CIDR ranges; a variable holds several with commas or spaces between them.
    func networkAddresses(_ key: SettingsKey) -> [String] {
        let all = text(key).split { $0 == "," || $0.isWhitespace }.map(String.init)
        return all.filter { address in
            // Names are looked up by whoever answers first; only numbers say which machine is meant.
            if address.wholeMatch(of: /[0-9.]+(:[0-9]+|\/[0-9]+)?|\[?[0-9A-Fa-f:.]+\]?(:[0-9]+|\/[0-9]+)?/)
                != nil
            {
                return true
            }
            note("\(address) is not an address in numbers, with a port or as a CIDR range", key)
            return false
        }
    }
}

/// Collects the mistakes of the settings, whose places are a file or variables.
final class SettingsNotes {
    fileprivate(set) var mistakes: [Mistake] = []
}

extension SettingsValues {
    /// Notes a mistake at the place where a key was written.
    func note(_ message: String, _ key: SettingsKey) {
        let written = values[key]
        notes.mistakes.append(
            Mistake(file: written?.place ?? "cairn.yaml", line: written?.line, message: message))
    }
}

private extension SettingsValues {
    private static func values(
        in tree: YAMLTree, prefix: String, _ notes: SettingsNotes
    ) -> [SettingsKey: Written] {
        func note(_ message: String, _ line: Int) {
            notes.mistakes.append(Mistake(file: "cairn.yaml", line: line, message: message))
        }
        guard case .map(let entries) = tree.content else {
            note("keys with values are wanted here", tree.line)
            return [:]
        }
        var values: [SettingsKey: Written] = [:]
        for entry in entries {
            let name = prefix + entry.key
            if let key = SettingsKey.all.first(where: { $0.name == name }) {
                if let texts = texts(entry.value, isList: key == .fetchAllowAddresses) {
                    guard !texts.isEmpty || key == .fetchAllowAddresses else { continue }
                    values[key] = Written(texts: texts, place: "cairn.yaml", line: entry.line)
                } else {
                    note("\(name) has the wrong kind of value", entry.line)
                }
            } else if SettingsKey.all.contains(where: { $0.name.hasPrefix(name + ".") }) {
                if case .text(nil) = entry.value.content { continue }
                values.merge(Self.values(in: entry.value, prefix: name + ".", notes)) { first, _ in first }
            } else {
                note("unknown key \(name)", entry.line)
            }
        }
        return values
    }

    /// The value as texts: one, several where a list is allowed, none for nothing; nil for another kind.
    static func texts(_ tree: YAMLTree, isList: Bool) -> [String]? {
        switch tree.content {
        case .text(let text): return text.map { [$0] } ?? []
        case .list(let list) where isList:
            let texts = list.compactMap { if case .text(let text?) = $0.content { text } else { nil } }
            return texts.count == list.count ? texts : nil
        default: return nil
        }
    }
}
