// SPDX-License-Identifier: MIT

import Model

/// Reads one file of `curated/paths`.
enum PathReader {
    private static let keys = [
        "id", "title", "audience", "stage", "sector", "hours", "outcomes", "before", "modules", "steps",
        "next",
    ]
    private static let stepKeys = ["id", "topic", "minutes", "words", "items", "questions"]
    private static let moduleKeys = ["id", "title", "outcomes", "before", "steps"]

    /// The path; nil, and notes, where something is missing that it cannot be without.
    ///
    /// `known` are the ids of all path files, also of those with mistakes.
    static func read(_ page: Page, _ references: References, known: Set<String>) -> ListedPath? {
        guard let fields = Fields(page.tree, keys: keys, notes: page.notes) else { return nil }
        let (id, title) = (fields.id(named: page.name), fields.text("title"))
        let aim = references.aim(in: fields)
        let hours = fields.number("hours", in: 0.1...1000)
        let outcomes = fields.texts("outcomes", isRequired: true).map(\.value)
        var reading = StepReading(references: references, file: page.notes.file)
        let modules = modules(in: fields, &reading)
        // A step that could not be read is told by itself; its minutes are not missed twice.
        if let hours, reading.isWhole { checkMinutes(of: modules.flatMap(\.steps), hours: hours, fields) }
        let before = paths("before", in: fields, own: page.name, known: known)
        let next = paths("next", in: fields, own: page.name, known: known)
        guard let id, let title, !modules.isEmpty else { return nil }
        let path = LearningPath(
            id: LearningPath.ID(id), title: title, aim: aim, outcomes: outcomes, modules: modules,
            before: before, next: next, introduction: page.front.body)
        return ListedPath(path: path, places: reading.places)
    }
}

private extension PathReader {
    /// The modules; steps that stand in none make one module without a name.
    static func modules(in fields: Fields, _ reading: inout StepReading) -> [LearningPath.Module] {
        let maps = fields.maps("modules", keys: moduleKeys, isRequired: false)
        guard !maps.isEmpty else {
            let steps = reading.steps(fields.maps("steps", keys: stepKeys))
            return steps.isEmpty ? [] : [LearningPath.Module(id: "", title: "", steps: steps)]
        }
        if fields.line(of: "steps") != fields.line {
            fields.notes.note(
                "a path with modules has its steps in them, and none beside them",
                line: fields.line(of: "steps"))
        }
        var earlier: Set<String> = []
        return maps.compactMap { map in
            let (id, title) = (map.text("id"), map.text("title"))
            let steps = reading.steps(map.maps("steps", keys: stepKeys))
            let before = map.texts("before").filter { entry in
                if earlier.contains(entry.value) { return true }
                map.notes.note("no module \(entry.value) before this one", line: entry.line)
                return false
            }
            guard let id, let title, isNew(id, "module", in: map, &earlier), !steps.isEmpty else {
                reading.isWhole = false
                return nil
            }
            return LearningPath.Module(
                id: id, title: title, outcomes: map.texts("outcomes").map(\.value),
                before: before.map(\.value), steps: steps)
        }
    }

    static func isNew(_ id: String, _ kind: String, in map: Fields, _ seen: inout Set<String>) -> Bool {
        let line = map.line(of: "id")
        guard isSlug(id) else {
            map.notes.note("the id \(id) must be lower-case letters, digits and single hyphens", line: line)
            return false
        }
        guard seen.insert(id).inserted else {
            map.notes.note("the \(kind) \(id) stands here twice", line: line)
            return false
        }
        return true
    }

    /// One reading of a path's steps, whose ids are unique in the whole path.
    struct StepReading {
        let references: References
        let file: String
        var seen: Set<String> = []
        /// Whether every step could be read.
        var isWhole = true
        /// Where each named item stands.
        var places: [ListedPath.Place] = []

        mutating func steps(_ maps: [Fields]) -> [LearningPath.Step] {
            maps.compactMap { map in
                let step = self.step(map)
                if step == nil { isWhole = false }
                return step
            }
        }

        mutating func step(_ map: Fields) -> LearningPath.Step? {
            let (id, topic) = (map.text("id"), references.topic("topic", in: map))
            let minutes = map.whole("minutes", in: 1...10_000)
            let items = map.texts("items")
            guard let id, isNew(id, "step", in: map, &seen), let topic, let minutes else { return nil }
            places += items.map {
                ListedPath.Place(step: id, item: Item.ID($0.value), file: file, line: $0.line)
            }
            return LearningPath.Step(
                id: id, topic: topic, minutes: minutes, words: map.optionalText("words") ?? "",
                items: items.map { Item.ID($0.value) }, questions: map.texts("questions").map(\.value))
        }
    }

    static func checkMinutes(of steps: [LearningPath.Step], hours: Double, _ fields: Fields) {
        let (sum, promised) = (steps.map(\.minutes).reduce(0, +), Int((hours * 60).rounded()))
        guard sum != promised, sum > 0 else { return }
        fields.notes.note(
            "the steps take \(sum) minutes, but hours says \(promised)", line: fields.line(of: "hours"))
    }

    static func paths(
        _ key: String, in fields: Fields, own: String, known: Set<String>
    ) -> [LearningPath.ID] {
        fields.texts(key).compactMap { entry in
            guard entry.value != own else {
                let what = key == "next" ? "go on with" : "come before"
                fields.notes.note("a path cannot \(what) itself", line: entry.line)
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
