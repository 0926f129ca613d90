// SPDX-License-Identifier: MIT

public import Model

/// A form in which other programs can take a curriculum.
public enum CurriculumForm: String, Sendable, CaseIterable {
    /// SKOS in Turtle, for vocabularies.
    case skos
    /// The same as JSON-LD.
    case skosJSON = "skos-json"
    /// CASE 1.1, for systems that keep learning standards.
    case `case`
    /// A competency framework for Moodle, as CSV.
    case csv
    /// Everything, in a form of our own.
    case json

    /// The curriculum in this form.
    ///
    /// **Shape**: the same curriculum gives the same text; it ends in a line break.
    public func text(of curriculum: Curriculum) -> String {
        switch self {
        case .skos: SKOSConcepts(curriculum).graph.turtle
        case .skosJSON: SKOSConcepts(curriculum).graph.json
        case .case: CASEPackage(curriculum: curriculum).text
        case .csv: CompetencyTable(curriculum: curriculum).text
        case .json: CurriculumRecord(curriculum: curriculum).text
        }
    }

    /// Where it stands on the site.
    var path: String {
        switch self {
        case .skos: "topics/curriculum.ttl"
        case .skosJSON: "topics/curriculum.jsonld"
        case .case: "topics/curriculum-case.json"
        case .csv: "topics/curriculum.csv"
        case .json: "topics/curriculum.json"
        }
    }

    /// What readers see.
    var name: String {
        switch self {
        case .skos: "SKOS (Turtle)"
        case .skosJSON: "SKOS (JSON-LD)"
        case .case: "CASE 1.1"
        case .csv: "Moodle competencies (CSV)"
        case .json: "JSON"
        }
    }
}

extension SitePages {
    /// The curriculum in every form.
    var curriculumFiles: [PublishedFile] {
        CurriculumForm.allCases.map { PublishedFile(path: $0.path, text: $0.text(of: curriculum)) }
    }

    /// Links to those files; `root` leads from the page to the front page.
    func curriculumLinks(root: String) -> String {
        CurriculumForm.allCases.map { "[\($0.name)](\(root)\($0.path))" }.joined(separator: " · ")
    }
}

extension Curriculum {
    /// How something of the curriculum is named as linked data.
    func uri(of topic: Topic.ID) -> String { scheme.uri + topic.rawValue }

    /// How a strand is named; a topic may have the same id.
    func uri(of strand: Strand) -> String { "\(scheme.uri)strand/\(strand.id)" }
}
