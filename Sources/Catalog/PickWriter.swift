// SPDX-License-Identifier: MIT

public import Model

/// Writes which items a section of a theme or a step of a path holds; everything else in the file stays as it was.
public enum PickWriter {
    /// The file of a theme with other items in one of its sections, and no others; nil where Cairn chooses.
    ///
    /// **Errors**: ``CatalogError/unwritable(file:reason:)`` where the file is written in another way than ours are.
    public static func text(
        _ text: String, section number: Int, items: [Item.ID]?, file: String
    ) throws(CatalogError) -> String {
        try edited(text, file) {
            $0.setItems(items ?? [], closes: items != nil, inEntry: number, of: "sections")
        }
    }

    /// The file of a path with other items in one of its steps; none where Cairn chooses.
    ///
    /// **Errors**: as ``text(_:section:items:file:)``.
    public static func text(
        _ text: String, step: String, items: [Item.ID], file: String
    ) throws(CatalogError) -> String {
        try edited(text, file) { $0.setItems(items, inEntryWith: "id: \(step)") }
    }

    private static func edited(
        _ text: String, _ file: String, _ work: (inout FrontMatterEdit) -> Bool
    ) throws(CatalogError) -> String {
        do throws(Mistake) {
            var edit = try FrontMatterEdit(text, file: file)
            if work(&edit) { return edit.text }
        } catch {
            throw .mistakes([error])
        }
        throw .unwritable(file: file, reason: "its lists are not written as ours are; edit it by hand")
    }
}

extension FrontMatterEdit {
    /// Puts items into the nth entry of a list at the top.
    ///
    /// - Parameter closes: whether it then holds no others.
    mutating func setItems(
        _ items: [Item.ID], closes: Bool, inEntry number: Int, of key: String
    ) -> Bool {
        guard let list = span(of: key), let indent = list.dropFirst().first(where: isEntry).map(depth) else {
            return false
        }
        let starts = list.dropFirst().filter { isEntry($0) && depth($0) == indent }
        guard starts.indices.contains(number) else { return false }
        let count = lines.count
        let start = starts[number]
        guard set("closed", to: closes ? "true" : nil, inEntryFrom: start, before: list.upperBound) else {
            return false
        }
        return setItems(items, inEntryFrom: start, before: list.upperBound + lines.count - count)
    }

    /// Puts items into the entry that begins with, or holds, a line.
    mutating func setItems(_ items: [Item.ID], inEntryWith line: String) -> Bool {
        let found = (1..<end).filter { lines[$0].trimmed == "- \(line)" }
        guard found.count == 1 else { return false }
        return setItems(items, inEntryFrom: found[0], before: end)
    }

    private mutating func setItems(_ items: [Item.ID], inEntryFrom start: Int, before limit: Int) -> Bool {
        let list = "[\(items.map(\.rawValue).joined(separator: ", "))]"
        return set("items", to: items.isEmpty ? nil : list, inEntryFrom: start, before: limit)
    }

    /// Sets a key of an entry, or takes it away.
    private mutating func set(
        _ name: String, to value: String?, inEntryFrom start: Int, before limit: Int
    ) -> Bool {
        let margin = depth(start)
        let stop = ((start + 1)..<limit).first { !lines[$0].trimmed.isEmpty && depth($0) <= margin } ?? limit
        let inner = String(repeating: " ", count: margin + 2)
        let entry = value.map { ["\(inner)\(name): \($0)"] } ?? []
        let key = ((start + 1)..<stop).first { lines[$0].hasPrefix(inner + name + ":") }
        guard let key else {
            replace(stop..<stop, with: entry)
            return !lines[start].trimmed.hasPrefix("- {")
        }
        let next = ((key + 1)..<stop).first { depth($0) <= margin + 2 && !lines[$0].trimmed.hasPrefix("- ") }
        replace(key..<(next ?? stop), with: entry)
        return true
    }

    private func isEntry(_ line: Int) -> Bool { lines[line].trimmed.hasPrefix("- ") }

    private func depth(_ line: Int) -> Int { lines[line].prefix { $0 == " " }.count }
}
