// SPDX-License-Identifier: MIT

import Model

/// Reads one file of `curated/paths`.
enum PathReader {
    private static let keys = [
        "id", "title", "audience", "stage", "hours", "outcomes", "steps", "next",
    ]

    /// The path; nil, and notes, where something is missing that it cannot be without.
    ///
    /// `known` are the ids of all path files, also of those with mistakes.
    static func read(_ page: Page, _ references: References, known: Set<String>) -> LearningPath? {
        guard let fields = Fields(page.tree, keys: keys, notes: page.notes) else { return nil }
        let (id, title) = (fields.id(named: page.name), fields.text("title"))
        let aim = references.aim(in: fields)
        let hours = fields.number("hours", in: 0.1...1000)
        let outcomes = fields.texts("outcomes", isRequired: true).map(\.value)
        let maps = fields.maps("steps", keys: ["id", "topic", "minutes", "words"])
        let steps = steps(maps, references)
        // A step that could not be read is told by itself; its minutes are not missed twice.
        if let hours, steps.count == maps.count { checkMinutes(of: steps, hours: hours, fields) }
        let next = next(in: fields, own: page.name, known: known)
        guard let id, let title, !steps.isEmpty else { return nil }
        return LearningPath(
            id: LearningPath.ID(id), title: title, aim: aim, outcomes: outcomes, steps: steps, next: next,
            introduction: page.front.body)
    }
}

private extension PathReader {
    static func steps(_ maps: [Fields], _ references: References) -> [LearningPath.Step] {
        var seen: Set<String> = []
        return maps.compactMap { step in
            let (id, topic) = (step.text("id"), references.topic("topic", in: step))
            let minutes = step.whole("minutes", in: 1...10_000)
            let words = step.optionalText("words") ?? ""
            guard let id, isNew(id, in: step, &seen), let topic, let minutes else { return nil }
            return LearningPath.Step(id: id, topic: topic, minutes: minutes, words: words)
        }
    }

    static func isNew(_ id: String, in step: Fields, _ seen: inout Set<String>) -> Bool {
        let line = step.line(of: "id")
        guard isSlug(id) else {
            step.notes.note("the id \(id) must be lower-case letters, digits and single hyphens", line: line)
            return false
        }
        guard seen.insert(id).inserted else {
            step.notes.note("the step \(id) stands here twice", line: line)
            return false
        }
        return true
    }

    static func checkMinutes(of steps: [LearningPath.Step], hours: Double, _ fields: Fields) {
        let (sum, promised) = (steps.map(\.minutes).reduce(0, +), Int((hours * 60).rounded()))
        guard sum != promised, sum > 0 else { return }
        fields.notes.note(
            "the steps take \(sum) minutes, but hours says \(promised)", line: fields.line(of: "hours"))
    }

    static func next(in fields: Fields, own: String, known: Set<String>) -> [LearningPath.ID] {
        fields.texts("next").compactMap { entry in
            guard entry.value != own else {
                fields.notes.note("a path cannot go on with itself", line: entry.line)
                return nil
            }
            guard known.contains(entry.value) else {
                fields.notes.note("no path \(entry.value)", line: entry.line)
                return nil
            }
            return LearningPath.ID(entry.value)
        }
    }
}
