// SPDX-License-Identifier: MIT

import Model

/// What the curated files may refer to; where the curriculum could not be read, every reference passes.
struct References {
    let curriculum: Curriculum?
    private let topics: Set<String>

    /// `topics` are the ids of all topic files, also of those with mistakes, so that one mistake is told once.
    init(_ curriculum: Curriculum?, topics: Set<String>) {
        self.curriculum = curriculum
        self.topics = topics
    }

    /// The topics of a list that exist; the others are noted.
    func topics(_ key: String, in fields: Fields, isRequired: Bool = true) -> [Topic.ID] {
        fields.texts(key, isRequired: isRequired).compactMap { entry in
            guard isTopic(entry.value) else {
                fields.notes.note("no topic \(entry.value) in the curriculum", line: entry.line)
                return nil
            }
            return Topic.ID(entry.value)
        }
    }

    /// One topic that must be there and exist.
    func topic(_ key: String, in fields: Fields) -> Topic.ID? {
        guard let text = fields.text(key) else { return nil }
        guard isTopic(text) else {
            fields.notes.note("no topic \(text) in the curriculum", line: fields.line(of: key))
            return nil
        }
        return Topic.ID(text)
    }

    /// The topics of the strands of a list, in the curriculum's order; unknown strands are noted.
    func topicsOfStrands(_ key: String, in fields: Fields) -> [Topic.ID] {
        fields.texts(key).flatMap { entry -> [Topic.ID] in
            guard let curriculum else { return [] }
            let strand = Curriculum.Strand.ID(entry.value)
            guard curriculum.strand(strand) != nil else {
                fields.notes.note("no strand \(entry.value) in the curriculum", line: entry.line)
                return []
            }
            return curriculum.topics(in: strand).filter { !$0.isRetired }.map(\.id)
        }
    }

    /// An audience or a stage, which may be left out but must exist.
    func facet(_ key: String, in fields: Fields, among facets: [Curriculum.Facet]?) -> Curriculum.Facet.ID? {
        guard let text = fields.optionalText(key) else { return nil }
        let id = Curriculum.Facet.ID(text)
        if let facets, !facets.contains(where: { $0.id == id }) {
            let known = facets.map(\.id.rawValue).joined(separator: ", ")
            fields.notes.note("no \(key) \(text); known: \(known)", line: fields.line(of: key))
            return nil
        }
        return id
    }

    /// An audience of a list, which must exist.
    func audience(_ entry: Lined<String>, in fields: Fields) -> Curriculum.Facet.ID? {
        let id = Curriculum.Facet.ID(entry.value)
        if let known = curriculum?.audiences, !known.contains(where: { $0.id == id }) {
            let names = known.map(\.id.rawValue).joined(separator: ", ")
            fields.notes.note("no audience \(entry.value); known: \(names)", line: entry.line)
            return nil
        }
        return id
    }

    /// The keys `audience`, `stage` and `sector` together.
    func aim(in fields: Fields) -> Theme.Aim {
        Theme.Aim(
            audience: facet("audience", in: fields, among: curriculum?.audiences),
            stage: facet("stage", in: fields, among: curriculum?.stages), sector: sector(in: fields))
    }

    /// A sector, which may be left out but must exist.
    private func sector(in fields: Fields) -> String? {
        guard let sector = fields.optionalText("sector") else { return nil }
        if let sectors = curriculum?.sectors, !sectors.contains(sector) {
            let known = sectors.joined(separator: ", ")
            fields.notes.note("no sector \(sector); known: \(known)", line: fields.line(of: "sector"))
            return nil
        }
        return sector
    }

    private func isTopic(_ id: String) -> Bool { curriculum == nil || topics.contains(id) }
}

extension Fields {
    /// A key that must be a slug.
    func slug(_ key: String) -> String? {
        guard let id = text(key) else { return nil }
        guard isSlug(id) else {
            notes.note(
                "the \(key) \(id) must be lower-case letters, digits and single hyphens",
                line: line(of: key))
            return nil
        }
        return id
    }

    /// The key `id`, which must be a slug and the file's name.
    func id(named name: String) -> String? {
        guard let id = slug("id") else { return nil }
        guard id == name else {
            notes.note("the id \(id) is not the file's name, \(name)", line: line(of: "id"))
            return nil
        }
        return id
    }

    /// The key `licence`, which must be one that Cairn knows.
    func licence(_ key: String) -> Licence? {
        guard let text = text(key) else { return nil }
        guard let licence = Licence(id: text) else {
            notes.note("unknown licence \(text)", line: line(of: key))
            return nil
        }
        return licence
    }
}
