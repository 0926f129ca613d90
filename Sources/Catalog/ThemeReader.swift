// SPDX-License-Identifier: MIT

import Model

/// Reads one file of `curated/themes`.
enum ThemeReader {
    private static let keys = [
        "id", "title", "audience", "stage", "sector", "size", "minutes", "unused_issues", "sections",
        "questions",
        "facilitator",
    ]

    /// The theme; nil, and notes, where something is missing that it cannot be without.
    static func read(_ page: Page, _ references: References) -> Theme? {
        guard let fields = Fields(page.tree, keys: keys, notes: page.notes) else { return nil }
        let (id, title) = (fields.id(named: page.name), fields.text("title"))
        let aim = references.aim(in: fields)
        let (items, minutes) = (fields.whole("size", in: 1...100), fields.whole("minutes", in: 1...10_000))
        let sections = fields.maps("sections", keys: ["title", "topics", "items", "closed"]).compactMap {
            section($0, references)
        }
        let questions = fields.texts("questions").map(\.value)
        let unused =
            fields.optionalText("unused_issues") == nil ? 0 : fields.whole("unused_issues", in: 0...100) ?? 0
        guard let id, let title, let items, let minutes, !sections.isEmpty else { return nil }
        return Theme(
            id: Theme.ID(id), title: title, aim: aim,
            size: Theme.Size(items: items, minutes: minutes, unusedIssues: unused), sections: sections,
            questions: questions, opening: page.front.body,
            facilitation: fields.optionalText("facilitator") ?? "")
    }

    private static func section(_ fields: Fields, _ references: References) -> Theme.Section? {
        let title = fields.text("title")
        let picked = fields.texts("items").map { Item.ID($0.value) }
        let topics = references.topics("topics", in: fields, isRequired: picked.isEmpty)
        guard let title, !topics.isEmpty || !picked.isEmpty else { return nil }
        let closed = fields.optionalText("closed") ?? "false"
        if !["true", "false"].contains(closed) {
            fields.notes.note("closed must be true or false", line: fields.line(of: "closed"))
        }
        return Theme.Section(title: title, topics: topics, picked: picked, isClosed: closed == "true")
    }
}
