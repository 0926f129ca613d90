// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// The audit log: who changed what, when, from what to what.
///
/// Nothing in it can be changed.
struct AuditPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/audit", for: .administrator) { visit in .page(try await page(visit)) }
    ]

    let entries: [Entry]
    let isEmpty: Bool
    let names: [Choice]
    let actions: [Choice]
    let subject: String
    let from: String
    let until: String
    let nextHref: String?
    let firstHref: String?

    /// One line.
    struct Entry: Sendable {
        let time: String
        let name: String
        let action: String
        let subject: String
        /// The page about it, where there is one.
        let href: String?
        let changes: [Change]
    }

    /// One field that changed.
    struct Change: Sendable {
        let label: String
        let before: String
        let after: String
    }

    /// Lines of one page.
    static let length = 50

    private static func page(_ visit: Visit) async throws -> WebPage {
        let (store, look) = (visit.store, AuditLook(visit.query))
        let after = Int(visit.query["after"])
        var entries = try await store.audit.page(look.filter, after: after, limit: length + 1)
        let next = entries.count > length ? entries[length - 1].number : nil
        entries = Array(entries.prefix(length))
        let root = visit.tools.door.root
        let values = AuditPage(
            entries: entries.map { entry($0, root) }, isEmpty: entries.isEmpty,
            names: [Choice("", "Anybody", chosen: look.name)]
                + (try await store.audit.names()).map { Choice($0, $0, chosen: look.name) },
            actions: [Choice("", "Anything", chosen: look.action)]
                + (try await store.audit.actions()).map { Choice($0, $0, chosen: look.action) },
            subject: look.subject, from: look.from, until: look.until,
            nextHref: next.map { root + look.path(after: $0) },
            firstHref: after.map { _ in root + look.path(after: nil) })
        return WebPage("Audit log", "audit", values)
    }

    private static func entry(_ entry: AuditEntry, _ root: String) -> Entry {
        let item = entry.subject.hasPrefix("item/") ? entry.subject.dropFirst(5) : ""
        return Entry(
            time: DeskWords.moment(entry.time), name: entry.author.name, action: entry.action,
            subject: entry.subject, href: item.isEmpty ? nil : root + "desk/items/\(item)/history",
            changes: changes(JSONFields(entry.before), JSONFields(entry.after)))
    }

    private static func changes(_ before: JSONFields, _ after: JSONFields) -> [Change] {
        Set(before.texts.keys).union(after.texts.keys).sorted().compactMap { name in
            let (old, new) = (before.texts[name] ?? "", after.texts[name] ?? "")
            return old == new ? nil : Change(label: name, before: old, after: new)
        }
    }
}

/// What somebody looks at in the audit log, as it stands in an address.
struct AuditLook: Hashable, Sendable {
    let name: String
    let action: String
    let subject: String
    /// Days, as `2026-11-02`.
    let from: String
    let until: String

    init(_ query: FormFields) {
        func text(_ name: String) -> String { String(query.trimmed(name).prefix(200)) }
        name = text("name")
        action = text("action")
        subject = text("subject")
        from = AuditLook.day(text("from")) == nil ? "" : text("from")
        until = AuditLook.day(text("until")) == nil ? "" : text("until")
    }

    /// What the store is asked; the last day is in it whole.
    var filter: AuditFilter {
        AuditFilter(
            name: name, action: action, subject: subject, from: AuditLook.day(from),
            until: AuditLook.day(until)?.addingTimeInterval(86_400))
    }

    /// Its address, from a line on.
    func path(after number: Int?) -> String {
        let pairs = [
            ("name", name), ("action", action), ("subject", subject), ("from", from), ("until", until),
            ("after", number.map(String.init) ?? ""),
        ]
        let query = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(QueueLook.escaped($0.1))" }
        return "desk/audit" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    static func day(_ text: String) -> Date? {
        guard text.count == 10 else { return nil }
        return try? Date(text + "T00:00:00Z", strategy: .iso8601)
    }
}

/// The fields of a JSON object as short texts, those of objects within by their path: `fit.stage`.
struct JSONFields: Sendable {
    private(set) var texts: [String: String] = [:]

    private static let letterLimit = 500

    init(_ json: String?) {
        guard let json, let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return }
        read(object, as: "", depth: 0)
    }

    private mutating func read(_ value: Any, as name: String, depth: Int) {
        switch value {
        case let object as [String: Any] where depth < 4:
            for (key, value) in object {
                read(value, as: name.isEmpty ? key : name + "." + key, depth: depth + 1)
            }
        case let list as [Any]:
            texts[name] = String(list.map { "\($0)" }.joined(separator: ", ").prefix(JSONFields.letterLimit))
        default: texts[name] = String("\(value)".prefix(JSONFields.letterLimit))
        }
    }
}
