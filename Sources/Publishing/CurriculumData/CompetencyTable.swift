// SPDX-License-Identifier: MIT

import Markup
import Model

/// A curriculum as the table from which Moodle makes a competency framework.
///
/// **Source**: Moodle's plugin `tool_lpimportcsv`, whose columns these are; RFC 4180. Retired topics are left out.
struct CompetencyTable {
    let curriculum: Curriculum

    /// The table, with CRLF at the ends of its lines.
    var text: String {
        let rows = [CompetencyTable.columns, framework] + strands + topics.map(row)
        return rows.map { $0.map(CompetencyTable.cell).joined(separator: ",") + "\r\n" }.joined()
    }
}

private extension CompetencyTable {
    static let columns = [
        "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values",
        "Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)",
        "Cross-referenced competency ID numbers", "Exported ID (optional)", "Is framework", "Taxonomy",
    ]

    /// Not yet, or yes: the scale on which learners stand.
    static let scale = (
        values: "Not yet competent,Competent",
        settings: #"[{"scaleid":"1"},{"id":2,"scaledefault":1,"proficient":1}]"#
    )

    var topics: [Topic] { curriculum.topics.filter { !$0.isRetired } }

    var framework: [String] {
        let scheme = curriculum.scheme
        let about = "<p>\(HTMLEscape.text("\(scheme.title) \(scheme.version), \(scheme.licence.label)"))</p>"
        return [
            "", scheme.id, scheme.title, about, "1", CompetencyTable.scale.values,
            CompetencyTable.scale.settings, "", "", "", "", "", "1",
            "domain,competency,competency,competency",
        ]
    }

    var strands: [[String]] {
        curriculum.strands.map { strand in
            line(
                parent: "", id: "strand-\(strand.id)", name: strand.name,
                about: "<p>\(HTMLEscape.text(strand.definition))</p>")
        }
    }

    func row(_ topic: Topic) -> [String] {
        let broader = topic.place.broader.flatMap { curriculum.topic($0) }.map(\.id.rawValue)
        let outcomes = topic.outcomes.map { "<li>\(HTMLEscape.text($0))</li>" }.joined()
        let gains = outcomes.isEmpty ? "" : "<p>When you know this, you can:</p><ul>\(outcomes)</ul>"
        let known = Set(topics.map(\.id))
        return line(
            parent: broader ?? "strand-\(topic.strand)", id: topic.id.rawValue, name: topic.name,
            about: "<p>\(HTMLEscape.text(topic.definition))</p>" + gains,
            related: topic.place.related.filter { known.contains($0) }.map(\.rawValue))
    }

    func line(
        parent: String, id: String, name: String, about: String, related: [String] = []
    ) -> [String] {
        [
            parent, id, String(name.prefix(100)), about, "1", "", "", "", "", "",
            related.joined(separator: ","), "", "", "",
        ]
    }

    static func cell(_ text: String) -> String {
        let isPlain = !text.contains { ",\"\n\r\r\n".contains($0) }
        return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
