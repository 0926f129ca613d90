// SPDX-License-Identifier: MIT

import Catalog
import Model
import Storage

/// What a change would do to past items, for the partial `outlook`: seen before it is made.
struct OutlookView: Sendable {
    let sentence: String
    let changes: [Line]
    let more: String?

    /// One item that would change.
    struct Line: Sendable {
        let href: String
        let title: String
        let what: String
        /// The words that are the reason.
        let evidence: String?
    }

    /// Items that are listed at the most.
    private static let limit = 200

    private init<Change>(_ sentence: String, _ all: [Change], line: (Change) -> Line) {
        self.sentence = sentence
        changes = all.prefix(OutlookView.limit).map(line)
        let rest = all.count - OutlookView.limit
        more = rest > 0 ? "And \(rest) more." : nil
    }

    /// What a rule would change.
    init(_ outlook: RuleOutlook, days: Int, _ sitting: Sitting) {
        let (curriculum, root) = (sitting.holdings.curriculum, sitting.tools.door.root)
        self.init(outlook.sentence(days: days, isDone: false) + ".", outlook.changes) { change in
            Line(
                href: root + "desk/items/\(change.item.rawValue)", title: change.title,
                what: change.words(curriculum),
                evidence: change.finding.map { OutlookView.words($0.evidence) })
        }
    }

    /// What other terms or topics would change.
    init(_ outlook: TopicOutlook, _ curriculum: Curriculum, _ sitting: Sitting) {
        let root = sitting.tools.door.root
        func names(_ topics: [Topic.ID]) -> String {
            topics.map { curriculum.topic($0)?.name ?? $0.rawValue }.joined(separator: ", ")
        }
        self.init(outlook.sentence, outlook.changes) { change in
            let gained = change.gained.isEmpty ? nil : "gets \(names(change.gained))"
            let lost = change.lost.isEmpty ? nil : "loses \(names(change.lost))"
            let decided = change.verdict.map { "stays as it is: \($0.decision.rawValue) by \($0.by.name)" }
            return Line(
                href: root + "desk/items/\(change.item.rawValue)", title: change.title,
                what: [gained, lost, decided].compactMap { $0 }.joined(separator: "; "), evidence: nil)
        }
    }

    /// The words that made a rule apply, each once.
    private static func words(_ evidence: [Tag.Evidence]) -> String {
        var seen: Set<String> = []
        return evidence.map(\.words).filter { seen.insert($0.lowercased()).inserted }.prefix(4)
            .joined(separator: ", ")
    }
}

private extension RuleChange {
    /// What becomes of the item.
    func words(_ curriculum: Curriculum?) -> String {
        func words(_ finding: RuleFinding?) -> String {
            finding.map { RuleWords.consequence($0.consequence, naming: curriculum) } ?? ""
        }
        return switch kind {
        case .gives: "gets \(words(finding))"
        case .rejects: "is rejected"
        case .ends: "loses \(words(former))"
        case .decided:
            "stays as it is: "
                + (verdict.map { "\($0.decision.rawValue) by \($0.by.name)" } ?? "decided already")
        }
    }
}
