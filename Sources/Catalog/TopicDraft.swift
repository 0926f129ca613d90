// SPDX-License-Identifier: MIT

import Model

/// One topic's file as read, before what it refers to is known to exist.
struct TopicDraft {
    let notes: MistakeNotes
    let id: String
    let name: String
    let definition: String
    let strand: Curriculum.Strand.ID
    let level: Topic.Level
    let terms: (strong: [String], weak: [String])
    let lists: (outcomes: [String], questions: [String])
    let links: Links
    let maps: [Lined<Topic.Mapping>]

    /// What a topic says about others.
    struct Links {
        let broader: Lined<String>?
        let related: [Lined<String>]
        let audiences: [Lined<String>]
        let replacedBy: Lined<String>?
    }

    private static let keys = [
        "id", "name", "level", "broader", "terms", "weak_terms", "outcomes", "questions", "related",
        "audiences", "maps", "status", "replaced_by",
    ]

    /// Reads a page; nil, and notes, where something is missing that a topic cannot be without.
    init?(_ page: Page, name fileName: String, strand: String) {
        guard let fields = Fields(page.tree, keys: TopicDraft.keys, notes: page.notes) else { return nil }
        let (id, name) = (fields.id(named: fileName), fields.text("name"))
        let level: Topic.Level? = fields.choice("level")
        terms = (
            fields.texts("terms", isRequired: true).map(\.value), fields.texts("weak_terms").map(\.value)
        )
        lists = (
            fields.texts("outcomes", isRequired: true).map(\.value),
            fields.texts("questions", isRequired: true).map(\.value)
        )
        links = Links(
            broader: TopicDraft.lined("broader", in: fields), related: fields.texts("related"),
            audiences: fields.texts("audiences"), replacedBy: TopicDraft.replacement(in: fields))
        maps = TopicDraft.mappings(in: fields)
        definition = page.front.firstParagraph
        if definition.isEmpty {
            page.notes.note(
                "no definition: the body must begin with a paragraph", line: page.front.bodyLine)
        }
        guard let id, let name, let level, !terms.strong.isEmpty, !definition.isEmpty else { return nil }
        (self.notes, self.id, self.name, self.level) = (page.notes, id, name, level)
        self.strand = Curriculum.Strand.ID(strand)
    }

    /// The topic, with what others say about it.
    func topic(broader: Topic.ID?, related: [Topic.ID], audiences: [Curriculum.Facet.ID]) -> Topic {
        Topic(
            id: Topic.ID(id), name: name, definition: definition,
            place: Topic.Place(
                strand: strand, level: level, broader: broader, related: related, audiences: audiences,
                replacedBy: links.replacedBy.map { Topic.ID($0.value) }),
            vocabulary: Topic.Vocabulary(terms: terms.strong, weakTerms: terms.weak),
            outcomes: lists.outcomes, questions: lists.questions, maps: maps.map(\.value))
    }
}

/// Whether a topic is in use.
private enum Status: String, CaseIterable {
    case active, deprecated
}

private extension TopicDraft {
    static func lined(_ key: String, in fields: Fields) -> Lined<String>? {
        fields.optionalText(key).map { Lined(value: $0, line: fields.line(of: key)) }
    }

    static func replacement(in fields: Fields) -> Lined<String>? {
        let status: Status? = fields.choice("status", or: .active)
        let replacement = lined("replaced_by", in: fields)
        if status == .deprecated, replacement == nil {
            fields.notes.note("a deprecated topic needs replaced_by", line: fields.line(of: "status"))
        }
        if status == .active, let replacement {
            fields.notes.note("replaced_by needs status: deprecated", line: replacement.line)
        }
        return replacement
    }

    static func mappings(in fields: Fields) -> [Lined<Topic.Mapping>] {
        fields.entries(of: "maps").flatMap { framework -> [Lined<Topic.Mapping>] in
            guard case .map(let codes) = framework.value.content else {
                fields.notes.note(
                    "\(framework.key) must hold codes with a relation, such as {C2: close}",
                    line: framework.line)
                return []
            }
            return codes.compactMap { mapping($0, framework: framework.key, notes: fields.notes) }
        }
    }

    static func mapping(
        _ code: YAMLTree.Entry, framework: String, notes: MistakeNotes
    ) -> Lined<Topic.Mapping>? {
        let relations = ["exact", "close", "broad", "narrow"]
        guard case .text(let relation?) = code.value.content, relations.contains(relation) else {
            notes.note(
                "\(framework) \(code.key) must be one of \(relations.joined(separator: ", "))",
                line: code.line)
            return nil
        }
        return Lined(
            value: Topic.Mapping(framework: framework, code: code.key, relation: relation), line: code.line)
    }
}
