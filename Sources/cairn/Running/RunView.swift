// SPDX-License-Identifier: MIT

import Foundation
import Model

/// A run as JSON.
struct RunView: Encodable {
    private let number: Int?
    private let by: String?
    private let began: Date?
    private let ended: Date?
    private let dryRun: Bool
    private let stages: [RunReport]
    private let issues: [IssueOutlookView]?

    /// What was run.
    init(_ record: RunRecord) {
        (number, by, began, ended) = (record.number, record.by, record.began, record.ended)
        (dryRun, stages, issues) = (false, record.stages, nil)
    }

    /// What would be run.
    init(_ stages: [RunReport], _ issues: [IssueOutlookView]) {
        (number, by, began, ended) = (nil, nil, nil, nil)
        (dryRun, self.stages, self.issues) = (true, stages, issues)
    }

    private enum CodingKeys: String, CodingKey {
        case number, by, began, ended, stages, issues
        case dryRun = "dry_run"
    }

    /// A run in one line for people.
    static func line(_ record: RunRecord) -> String {
        let problems = record.problems.count
        let end =
            record.ended == nil
            ? "at work, or ended from outside"
            : problems == 0 ? "all well" : problems == 1 ? "1 problem" : "\(problems) problems"
        return "\(record.number)  \(record.began.formatted(.iso8601))  \(record.by)  \(end)"
    }
}
