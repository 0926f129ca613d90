// SPDX-License-Identifier: MIT

extension Verdict {
    /// Why this verdict cannot be given, in sentences for the curator; empty when it can.
    ///
    /// An approved item needs a topic of the curriculum, a line on why it matters, and what fair credit needs: a title, an
    /// address and a source. A rejection needs a reason in the note.
    /// **Shape**: lower case, no full stop; each names what to do.
    public func objections(to item: LibraryItem, in curriculum: Curriculum) -> [String] {
        var found = topics.filter { curriculum.topic($0)?.isRetired ?? true }.map {
            "there is no topic \($0)"
        }
        found += fit.audiences.filter { id in !curriculum.audiences.contains { $0.id == id } }
            .map { "there is no audience \($0)" }
        if let stage = fit.stage, !curriculum.stages.contains(where: { $0.id == stage }) {
            found.append("there is no stage \(stage)")
        }
        if let format = fit.format, !curriculum.formats.contains(format) {
            found.append("there is no format \(format)")
        }
        switch decision {
        case .approve: found += approvalObjections(to: item)
        case .reject: if note.isBlank { found.append("a rejection needs its reason") }
        case .hold: break
        }
        return found
    }

    private func approvalObjections(to item: LibraryItem) -> [String] {
        var found: [String] = []
        if topics.isEmpty { found.append("an approved item needs a topic") }
        if why.isBlank {
            found.append("an approved item needs a line on why it matters to the reader's mission")
        }
        if item.item.address == nil { found.append("the item has no web address, so nobody could read it") }
        if item.item.title.isBlank { found.append("the item has no title, so it could not be credited") }
        if item.sources.isEmpty { found.append("the item has no source, so it could not be credited") }
        return found
    }
}

private extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
