// SPDX-License-Identifier: MIT

import HTTPTypes
import Model

/// What packs, paths and newsletters are: themes, learning paths and standing definitions of newsletters, for programs.
enum DefinitionAPI {
    static let routes: [APIRoute] = DefinitionKeeping.Kind.allCases.flatMap { kind in
        [
            .get(
                "\(kind.word)s/{work}", "show\(kind.name)", "What a \(kind.one) is.",
                gives: DefinitionView.shape(kind)
            ) { call in try DefinitionView.read(kind, call.parameter("work"), call) },
            .doing(
                .post, "\(kind.word)s", for: .curator, "make\(kind.name)",
                "Make a \(kind.one); its id is made of its title.",
                body: .object(DefinitionView.content(kind)), gives: DefinitionView.shape(kind),
                status: .created
            ) { call in
                let id = try await DefinitionKeeping(kind, call.sitting).make(
                    DefinitionView.draft(call.body, kind))
                return try DefinitionView.read(kind, id, call)
            },
            .doing(
                .put, "\(kind.word)s/{work}", for: .curator, "change\(kind.name)",
                "Change what a \(kind.one) is. What curators chose stays in what has its `was`.",
                body: .object(DefinitionView.content(kind) + [APIShapes.seen]),
                gives: DefinitionView.shape(kind)
            ) { call in
                let id = call.parameter("work")
                try await DefinitionKeeping(kind, call.sitting).change(
                    id, to: DefinitionView.draft(call.body, kind), seen: call.body["seen"].text)
                return try DefinitionView.read(kind, id, call)
            },
        ]
    }
}

private extension DefinitionKeeping.Kind {
    /// What its file defines.
    var word: String {
        switch self {
        case .packs: "theme"
        case .paths: "path"
        case .issues: "newsletter"
        }
    }

    /// The same in the name of an operation.
    var name: String { word.capitalizedStart }
}

/// A theme, a path or a newsletter, for programs; what one of them does not have is left out.
struct DefinitionView: Encodable, Sendable {
    let id, title: String
    let audience, stage, sector: String?
    let size, minimum, minutes, unusedIssues: Int?
    let every, on, at, timeZone: String?
    let reviewWindowHours: Int?
    let unapproved, missed: String?
    let outcomes, questions, before, next: [String]?
    let sections: [Section]?
    let steps: [Step]?
    let opening: String
    let seen: String

    struct Section: Encodable, Sendable {
        let was: Int?
        let title: String
        let topics: [String]
        let size: Int?
    }

    struct Step: Encodable, Sendable {
        let was: Int?
        let module: String?
        let topic: String
        let minutes: Int
        let words: String
        let questions: [String]
    }

    static func read(
        _ kind: DefinitionKeeping.Kind, _ id: String, _ call: APICall
    ) throws -> DefinitionView {
        let keeping = DefinitionKeeping(kind, call.sitting)
        return DefinitionView(kind, id, try keeping.draft(of: id), seen: try keeping.mark(of: id))
    }

    private init(_ kind: DefinitionKeeping.Kind, _ id: String, _ draft: WorkDraft, seen: String) {
        let (isPack, isPath, isIssue) = (kind == .packs, kind == .paths, kind == .issues)
        func named(_ text: String) -> String? { text.isEmpty ? nil : text }
        self.id = id
        title = draft.title
        audience = named(draft.audience)
        stage = named(draft.stage)
        sector = named(draft.sector)
        size = isPath ? nil : draft.size
        minimum = isIssue ? draft.minimum : nil
        minutes = isPack ? draft.minutes : nil
        unusedIssues = isPack ? draft.unusedIssues : nil
        let rhythm = isIssue ? draft.rhythm : nil
        (every, on, at, timeZone) = (rhythm?.every, rhythm?.on, rhythm?.at, rhythm?.timeZone)
        reviewWindowHours = rhythm?.reviewHours
        (unapproved, missed) = (rhythm?.unapproved, rhythm?.missed)
        outcomes = isPath ? draft.outcomes : nil
        questions = isPack ? draft.questions : nil
        before = isPath ? draft.before : nil
        next = isPath ? draft.next : nil
        sections =
            isPath
            ? nil
            : draft.rows.map {
                Section(was: $0.was, title: $0.title, topics: $0.topics, size: isIssue ? $0.size : nil)
            }
        steps =
            isPath
            ? draft.rows.map {
                Step(
                    was: $0.was, module: named($0.title), topic: $0.topics.first ?? "", minutes: $0.minutes,
                    words: $0.words, questions: $0.questions)
            } : nil
        opening = draft.opening
        self.seen = seen
    }

    /// How one looks in an answer.
    static func shape(_ kind: DefinitionKeeping.Kind) -> APIShape {
        .object([.needed("id", .words)] + content(kind, isSent: false) + [.needed("seen", APIShapes.mark)])
    }

    /// What a program sends of one.
    static func content(_ kind: DefinitionKeeping.Kind, isSent: Bool = true) -> [APIField] {
        // What is there may be longer than what is taken.
        func text(_ range: ClosedRange<Int>) -> APIShape { isSent ? .text(range) : .words }
        let slug = isSent ? APIShape.slug : .words
        let lines = isSent ? APIShape.list(.text(1...300), 0...50) : .list(.words)
        let number = APIShape.whole(isSent ? 1...10_000 : 0...1_000_000)
        let was = APIField.free("was", .whole(0...1_000), "Which one it was, from 0; a new one without.")
        let head: [APIField] = [.needed("title", text(1...200)), .free("audience", slug)]
        let aim: [APIField] = [.free("stage", slug), .free("sector", slug)]
        let opening = APIField.free("opening", text(0...20_000), "The words at its start, as Markdown.")
        switch kind {
        case .packs:
            return head + aim + [
                .needed("size", number, "Items at the most, 100 or fewer."),
                .needed("minutes", number, "Minutes of reading at the most."),
                .free(
                    "unused_issues", .whole(0...100), "Leaves out what stood in so many issues before."),
                .free("questions", lines), opening,
                .needed(
                    "sections",
                    .list(
                        .object([
                            was, .needed("title", text(1...200)),
                            .needed("topics", .list(slug, isSent ? 0...200 : 0...1_000)),
                        ]), isSent ? 0...60 : 0...1_000)),
            ]
        case .paths:
            return head + aim + [
                .needed("outcomes", lines), .free("before", .list(slug, 0...50)),
                .free("next", .list(slug, 0...50)), opening,
                .needed(
                    "steps",
                    .list(
                        .object([
                            was, .free("module", text(1...200), "Steps of one module stand together."),
                            .needed("topic", slug), .needed("minutes", number),
                            .free("words", text(0...2_000), "What to do in it."), .free("questions", lines),
                        ]), isSent ? 0...60 : 0...1_000)),
            ]
        case .issues:
            return head + [
                .needed("every", .oneOf(Newsletter.Rhythm.Every.allCases.map(\.rawValue))),
                .needed("on", text(1...40), "Such as `thursday`, or every month `first thursday`."),
                .needed("at", text(1...5), "Such as `07:00`."),
                .needed("time_zone", text(1...80), "Such as `Europe/London`."),
                .needed("review_window_hours", .whole(0...1_000_000), "It is drafted so long before."),
                .needed("size", number, "Items at the most, 100 or fewer."),
                .needed("minimum", .whole(0...1_000_000), "Items at the least."),
                .free("unapproved", .oneOf(Newsletter.Policy.Unapproved.allCases.map(\.rawValue))),
                .free("missed", .oneOf(Newsletter.Policy.Missed.allCases.map(\.rawValue))), opening,
                .needed(
                    "sections",
                    .list(
                        .object([
                            was, .needed("title", text(1...200)),
                            .needed("topics", .list(slug, isSent ? 0...200 : 0...1_000)),
                            .needed("size", number),
                        ]), isSent ? 0...60 : 0...1_000)),
            ]
        }
    }

    /// What a program says of one.
    static func draft(_ body: APIValue, _ kind: DefinitionKeeping.Kind) -> WorkDraft {
        func line(_ name: String) -> String { body[name].line ?? "" }
        func number(_ name: String) -> Int { body[name].whole ?? 0 }
        var draft = WorkDraft()
        (draft.title, draft.audience) = (line("title"), line("audience"))
        (draft.stage, draft.sector) = (line("stage"), line("sector"))
        (draft.size, draft.minimum, draft.minutes) = (number("size"), number("minimum"), number("minutes"))
        draft.unusedIssues = number("unused_issues")
        (draft.outcomes, draft.questions) = (body["outcomes"].lines, body["questions"].lines)
        (draft.before, draft.next) = (body["before"].lines, body["next"].lines)
        draft.opening = body["opening"].text ?? ""
        let standard = WorkDraft.Rhythm()
        draft.rhythm = WorkDraft.Rhythm(
            every: line("every"), on: line("on").lowercased(), at: line("at"), timeZone: line("time_zone"),
            reviewHours: number("review_window_hours"),
            unapproved: body["unapproved"].text ?? standard.unapproved,
            missed: body["missed"].text ?? standard.missed)
        draft.rows = body[kind == .paths ? "steps" : "sections"].list.map { row in
            WorkDraft.Row(
                was: row["was"].whole, title: row[kind == .paths ? "module" : "title"].line ?? "",
                topics: kind == .paths ? [row["topic"].line ?? ""] : row["topics"].lines,
                size: row["size"].whole ?? 0, minutes: row["minutes"].whole ?? 0,
                words: row["words"].line ?? "", questions: row["questions"].lines)
        }
        return draft
    }
}
