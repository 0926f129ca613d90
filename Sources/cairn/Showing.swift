// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// Shows one item, for `cairn item show` and `cairn review show`.
struct Showing {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) { self.options = options }

    /// Prints the item.
    func show(_ id: String) async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let console = Console(options)
        let item = try await store.item(id)
        let verdict = try await store.verdicts.current(for: item.id)
        let revisions = try await store.items.revisions(of: item.id)
        let parts = try await store.merges.parts(of: item.id)
        let rejected = try await store.tagVerdicts.rejected(of: item.id)
        let rules = try await store.rules.findings(for: item.id)
        console.json(
            ItemView(
                item, rejected: rejected, verdict: verdict, parts: parts, revisions: revisions, rules: rules))
        for line in item.lines(workshop.library.read().curriculum) { console.result(line) }
        console.result("    \(item.library.item.address?.text ?? "no address")")
        if item.library.sources.count > 1 {
            for source in item.library.sources { console.result("    from \(source.feed)  \(source.title)") }
        }
        for finding in rules where finding.consequence.topics.isEmpty {
            console.result(
                "    by rule \(finding.rule): \(RuleWords.consequence(finding.consequence)) (\(finding.evidenceWords))"
            )
        }
        for line in item.library.licenceLines { console.result(line) }
        if let page = item.library.page {
            console.result("    its page: \(page.result.rawValue), \(page.reason)")
        }
        if !rejected.isEmpty {
            console.result("    rejected topics: \(rejected.map(\.rawValue).joined(separator: ", "))")
        }
        if let verdict {
            let topics = verdict.topics.map(\.rawValue).joined(separator: ", ")
            console.result(
                "    \(verdict.decision.rawValue) by \(verdict.by.name): \(topics) \(verdict.why)\(verdict.note)"
            )
        }
        for part in parts {
            let day = part.by.time.formatted(.iso8601.year().month().day())
            console.result("    with \(part.item) since \(day), by \(part.by.name): \(part.title)")
            if !part.why.isEmpty { console.result("        \(part.why)") }
        }
        for line in revisions.flatMap(\.lines) { console.result(line) }
        console.result("")
        console.result(item.library.readable.text.best)
        return .allWell
    }
}
