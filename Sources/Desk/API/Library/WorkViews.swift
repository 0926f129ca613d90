// SPDX-License-Identifier: MIT

import Model
import Storage

/// A pack, a path or an issue while it is put together, for programs.
struct WorkView: Encodable, Sendable {
    let kind, id, title: String
    let issue: Int?
    let isApproved: Bool
    let standing: String?
    let minutes: Int
    let parts: [Part]
    let seen: String

    struct Part: Encodable, Sendable {
        let title: String
        let topics: [String]
        let isPicked: Bool
        let items: [EntryView]
    }

    /// What the path names.
    static func read(_ call: APICall) async throws -> WorkView {
        let (kind, id) = (call.parameter("kind"), call.parameter("work"))
        let keeping = try await WorkKeeping(kind, id, call.sitting)
        var open: Issue?
        if case .issue(_, let issue) = keeping.work { open = issue }
        let assembly = keeping.assembly
        return WorkView(
            kind: kind, id: id, title: keeping.work.title, issue: open?.number,
            isApproved: open.map { $0.state != .draft } ?? false, standing: try await keeping.standing(),
            minutes: assembly.items.map(\.library.minutes).reduce(0, +),
            parts: assembly.parts.map {
                Part(
                    title: $0.title, topics: $0.topics.map(\.rawValue), isPicked: $0.isPicked,
                    items: $0.items.map(EntryView.init))
            }, seen: assembly.mark)
    }

    static let shape = APIShape.object([
        .needed("kind", .words), .needed("id", .words), .needed("title", .words),
        .free("issue", .whole(1...1_000_000), "Its number; not there where an issue has no draft."),
        .needed("is_approved", .truth, "Whether an issue is approved and waits for its time."),
        .free("standing", .words, "Where an issue stands, and when it goes out."),
        .needed("minutes", .whole(0...1_000_000)),
        .needed(
            "parts",
            .list(
                .object([
                    .needed("title", .words), .needed("topics", .list(.words), "What it draws on."),
                    .needed("is_picked", .truth, "Whether a person chose what is in it; else Cairn did."),
                    .needed("items", .list(.named("Entry"))),
                ]))),
        .needed("seen", APIShapes.mark, "What `arrangeWork` and `approveIssue` want back."),
    ])
}

/// An approved item in a work, for programs.
struct EntryView: Encodable, Sendable {
    let id, title: String
    let url: String?
    let sources, topics: [String]
    let minutes: Int
    let why: String

    init(_ item: ReviewedItem) {
        id = item.id.rawValue
        title = item.item.displayTitle
        url = item.item.address?.text
        sources = item.library.sources.map(\.title)
        topics = item.verdict.topics.map(\.rawValue)
        minutes = item.library.minutes
        why = item.verdict.why
    }

    static let shape = APIShape.object([
        .needed("id", .id), .needed("title", .words), .free("url", .words),
        .needed("sources", .list(.words)), .needed("topics", .list(.words)),
        .needed("minutes", .whole(0...100_000)),
        .needed("why", .words, "Why it matters to the readers' mission."),
    ])
}

/// A work as it will go out, for programs.
struct PreviewView: Encodable, Sendable {
    let html, markdown: String
    let mail: Mail?

    struct Mail: Encodable, Sendable {
        let subject, text, html: String
        let problem: String?
    }

    init(_ preview: DeskPreview) {
        html = preview.html
        markdown = preview.markdown
        mail = preview.mail.map {
            Mail(subject: $0.subject, text: $0.text, html: $0.html, problem: $0.problem)
        }
    }

    static let shape = APIShape.object([
        .needed("html", .words, "Its page."), .needed("markdown", .words),
        .free(
            "mail",
            .object([
                .needed("subject", .words), .needed("text", .words), .needed("html", .words),
                .free("problem", .words, "What is wrong with it, such as its size."),
            ]), "The same as mail, for an issue."),
    ])
}
