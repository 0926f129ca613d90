// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Reads `curriculum.md`: everything of a curriculum but its topics.
struct CurriculumSchemeReader {
    let fields: Fields

    init?(_ page: Page) {
        let keys = [
            "id", "uri", "title", "version", "language", "licence", "strands", "audiences", "stages",
            "formats", "sectors", "frameworks", "notices", "changed",
        ]
        guard let fields = Fields(page.tree, keys: keys, notes: page.notes) else { return nil }
        self.fields = fields
    }

    /// The curriculum without topics; nil where its own name or its strands are missing.
    func read() -> Curriculum? {
        let scheme = scheme()
        let strands = unique(fields.maps("strands", keys: ["id", "name", "definition"])).compactMap(strand)
        let audiences = unique(fields.maps("audiences", keys: ["id", "name", "needs"]))
        let stages = unique(fields.maps("stages", keys: ["id", "name", "definition", "serves"]))
        let frameworks = unique(
            fields.maps("frameworks", keys: ["id", "name", "refs", "licence"], isRequired: false))
        let formats = words("formats")
        let sectors = words("sectors")
        let facets = (
            audiences.compactMap { facet($0, about: "needs") },
            stages.compactMap { facet($0, about: "definition") }
        )
        let outside = frameworks.compactMap(framework)
        guard let scheme, !strands.isEmpty else { return nil }
        return Curriculum(
            scheme: scheme, strands: strands, topics: [], audiences: facets.0, stages: facets.1,
            formats: formats, sectors: sectors, frameworks: outside, notices: notices())
    }
}

private extension CurriculumSchemeReader {
    func scheme() -> Curriculum.Scheme? {
        let (id, uri, title) = (fields.text("id"), fields.text("uri"), fields.text("title"))
        let (version, language) = (fields.text("version"), fields.text("language"))
        let licence = fields.licence("licence")
        guard let id, let uri, let title, let version, let language, let licence else { return nil }
        guard let day = fields.optionalText("changed") else {
            return Curriculum.Scheme(
                id: id, uri: uri, title: title, version: version, language: language, licence: licence)
        }
        guard let changed = try? Date("\(day)T00:00:00Z", strategy: .iso8601) else {
            fields.notes.note(
                "changed must be a day like 2026-11-02, and is \(day)", line: fields.line(of: "changed"))
            return nil
        }
        return Curriculum.Scheme(
            id: id, uri: uri, title: title, version: version, language: language, licence: licence,
            changed: changed)
    }

    func notices() -> Topic.Vocabulary {
        let map = fields.map("notices", keys: ["terms", "weak_terms"], isRequired: false)
        return Topic.Vocabulary(
            terms: map?.texts("terms").map(\.value) ?? [],
            weakTerms: map?.texts("weak_terms").map(\.value) ?? [])
    }

    func strand(_ fields: Fields) -> Curriculum.Strand? {
        let (id, name, definition) = (fields.text("id"), fields.text("name"), fields.text("definition"))
        guard let id, let name, let definition else { return nil }
        return Curriculum.Strand(id: .init(id), name: name, definition: definition)
    }

    func facet(_ fields: Fields, about key: String) -> Curriculum.Facet? {
        let (id, name, about) = (fields.text("id"), fields.text("name"), fields.text(key))
        guard let id, let name, let about else { return nil }
        return Curriculum.Facet(id: .init(id), name: name, about: about)
    }

    func framework(_ fields: Fields) -> Curriculum.Framework? {
        let (id, name) = (fields.text("id"), fields.text("name"))
        let about = [fields.optionalText("refs"), fields.optionalText("licence").map { "licence: \($0)" }]
        guard let id, let name else { return nil }
        return Curriculum.Framework(
            id: id, name: name, about: about.compactMap { $0 }.joined(separator: "; "))
    }

    /// The maps whose id is a slug that no earlier one has; the others are noted.
    func unique(_ maps: [Fields]) -> [Fields] {
        var seen: Set<String> = []
        return maps.filter { map in
            guard let id = map.text("id") else { return false }
            guard isSlug(id) else {
                map.notes.note(
                    "the id \(id) must be lower-case letters, digits and single hyphens", line: map.line)
                return false
            }
            guard seen.insert(id).inserted else {
                map.notes.note("the id \(id) stands here twice", line: map.line)
                return false
            }
            return true
        }
    }

    func words(_ key: String) -> [String] {
        var seen: Set<String> = []
        return fields.texts(key, isRequired: true).filter { word in
            if seen.insert(word.value).inserted { return true }
            fields.notes.note("\(word.value) stands in \(key) twice", line: word.line)
            return false
        }.map(\.value)
    }
}
