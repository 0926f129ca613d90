// SPDX-License-Identifier: MIT

import Catalog
import Model
import Pages

/// Making a pack, a path or a newsletter, and changing what it is: title, readers, sections or steps, opening words.
struct DefinitionPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/works/new/{kind}", for: .curator) { visit in
            .page(try page(try keeping(visit), nil, WorkDraft(), blanks: 3, visit))
        },
        .post("desk/works/new/{kind}", for: .curator, bodyLimit: byteLimit) { visit in
            try await save(try keeping(visit), nil, visit)
        },
        .get("desk/works/{kind}/{work}/definition", for: .curator) { visit in
            let (keeping, id) = (try keeping(visit), try visit.parameter("work"))
            return .page(try page(keeping, id, try keeping.draft(of: id), blanks: 1, visit))
        },
        .post("desk/works/{kind}/{work}/definition", for: .curator, bodyLimit: byteLimit) { visit in
            let (keeping, id) = (try keeping(visit), try visit.parameter("work"))
            _ = try keeping.draft(of: id)
            return try await save(keeping, id, visit)
        },
    ]

    let heading: String
    let action: String
    let back: String
    let isMade: Bool
    let form: DefinitionForm
    let seen: String

    /// Bytes of a form: there may be many steps.
    private static let byteLimit = 512 * 1024

    private static func keeping(_ visit: Visit) throws -> DefinitionKeeping {
        try DefinitionKeeping(named: try visit.parameter("kind"), visit.sitting)
    }

    /// - Parameters:
    ///   - id: the one that is changed; nil for a new one.
    ///   - blanks: rows without anything in them, to be filled in.
    private static func page(
        _ keeping: DefinitionKeeping, _ id: String?, _ draft: WorkDraft, blanks: Int, _ visit: Visit,
        errors: [FieldError] = []
    ) throws -> WebPage {
        var shown = draft
        shown.rows += (0..<blanks).map { _ in WorkDraft.Row() }
        let kind = keeping.kind
        let heading = id == nil ? "A new \(kind.one)" : "Change “\(try keeping.draft(of: id ?? "").title)”"
        let sent = visit.form["seen"].prefix(40)
        let values = DefinitionPage(
            heading: heading,
            action: id.map { "desk/works/\(kind.rawValue)/\($0)/definition" }
                ?? "desk/works/new/\(kind.rawValue)",
            back: id.map { "desk/works/\(kind.rawValue)/\($0)" } ?? "desk/works", isMade: id != nil,
            form: DefinitionForm(shown, kind, own: id ?? "", errors: errors, visit.tools.holdings()),
            seen: try sent.isEmpty ? id.map { try keeping.mark(of: $0) } ?? "" : String(sent))
        return WebPage(heading, "definition", values, errors: errors)
    }

    private static func save(
        _ keeping: DefinitionKeeping, _ id: String?, _ visit: Visit
    ) async throws -> DeskAnswer {
        let draft = WorkDraft(visit.form)
        if visit.form.has("more") { return .page(try page(keeping, id, draft, blanks: 3, visit)) }
        do {
            let made: String
            if let id {
                let seen = visit.form["seen"]
                try await keeping.change(id, to: draft, seen: seen.isEmpty ? nil : seen)
                made = id
            } else {
                made = try await keeping.make(draft)
            }
            return .goTo(
                "desk/works/\(keeping.kind.rawValue)/\(made)",
                saying: id == nil ? "“\(draft.title)” is made." : "“\(draft.title)” is changed.")
        } catch let errors as FieldErrors {
            return .page(try page(keeping, id, draft, blanks: 1, visit, errors: errors.all))
        }
    }
}
