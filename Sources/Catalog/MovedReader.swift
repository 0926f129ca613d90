// SPDX-License-Identifier: MIT

import Model

/// Reads `curated/moved.yaml`: pages whose address changed, each old address with its new one.
enum MovedReader {
    static func read(_ text: String, file: String) -> ([MovedPage], [Mistake]) {
        let notes = MistakeNotes(file: file)
        do {
            let tree = try YAMLTree.read(text, firstLine: 1, file: file)
            guard case .map(let entries) = tree.content else {
                notes.note("old addresses with their new ones are wanted here", line: tree.line)
                return ([], notes.mistakes)
            }
            return (entries.compactMap { move($0, notes) }, notes.mistakes)
        } catch {
            return ([], [error])
        }
    }

    private static func move(_ entry: YAMLTree.Entry, _ notes: MistakeNotes) -> MovedPage? {
        guard case .text(let to?) = entry.value.content else {
            notes.note("no new address for \(entry.key)", line: entry.line)
            return nil
        }
        for address in [entry.key, to.trimmed] where !isPlace(address) {
            notes.note(
                "\(address) is no page; write it as packs/ready-for-the-board, without .html",
                line: entry.line)
            return nil
        }
        return MovedPage(from: entry.key, to: to.trimmed)
    }

    /// Slugs with slashes between; the last may be a number.
    private static func isPlace(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 2 && parts.count <= 4 && parts.allSatisfy { isSlug(String($0)) }
    }
}
