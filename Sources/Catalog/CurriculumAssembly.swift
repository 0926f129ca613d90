// SPDX-License-Identifier: MIT

import Model

/// Joins the topics' drafts to a curriculum: what they refer to is checked, related topics are held both ways.
struct CurriculumAssembly {
    let scheme: Curriculum
    let drafts: [TopicDraft]
    /// The ids of all topic files, also of those with mistakes.
    let known: Set<String>

    /// The whole curriculum; notes go to the drafts' own files.
    func curriculum() -> Curriculum {
        let related = relatedBothWays()
        let broader = broaderWithoutCircles()
        let topics = unique().map { draft in
            draft.topic(
                broader: broader[draft.id].map { Topic.ID($0) },
                related: (related[draft.id] ?? []).map { Topic.ID($0) }, audiences: audiences(of: draft))
        }
        for draft in drafts { checkOthers(of: draft) }
        return Curriculum(
            scheme: scheme.scheme, strands: scheme.strands, topics: ordered(topics),
            audiences: scheme.audiences, stages: scheme.stages, formats: scheme.formats,
            sectors: scheme.sectors, frameworks: scheme.frameworks, notices: scheme.notices)
    }
}

private extension CurriculumAssembly {
    /// The drafts, of several with one id only the first.
    func unique() -> [TopicDraft] {
        var seen: [String: String] = [:]
        return drafts.filter { draft in
            if let file = seen[draft.id] {
                draft.notes.note("the topic \(draft.id) is also in \(file)", line: nil)
                return false
            }
            seen[draft.id] = draft.notes.file
            return true
        }
    }

    func relatedBothWays() -> [String: [String]] {
        var links: [String: [String]] = [:]
        var inverse: [String: [String]] = [:]
        for draft in drafts {
            let found = draft.links.related.filter { exists($0, as: "related topic", for: draft) }
            links[draft.id] = found.map(\.value)
            for other in found { inverse[other.value, default: []].append(draft.id) }
        }
        for (id, others) in inverse {
            let own = links[id] ?? []
            links[id] = own + others.sorted().filter { !own.contains($0) }
        }
        return links.mapValues { ids in
            var seen: Set<String> = []
            return ids.filter { seen.insert($0).inserted }
        }
    }

    func broaderWithoutCircles() -> [String: String] {
        var parents: [String: String] = [:]
        for draft in drafts {
            guard let broader = draft.links.broader, exists(broader, as: "broader topic", for: draft) else {
                continue
            }
            parents[draft.id] = broader.value
        }
        for draft in drafts where isInCircle(draft.id, parents) {
            draft.notes.note(
                "the broader topics of \(draft.id) go round in a circle", line: draft.links.broader?.line)
            parents[draft.id] = nil
        }
        return parents
    }

    func isInCircle(_ id: String, _ parents: [String: String]) -> Bool {
        var seen: Set<String> = []
        var next = parents[id]
        while let current = next, seen.insert(current).inserted {
            if current == id { return true }
            next = parents[current]
        }
        return false
    }

    func audiences(of draft: TopicDraft) -> [Curriculum.Facet.ID] {
        draft.links.audiences.compactMap { audience in
            let id = Curriculum.Facet.ID(audience.value)
            guard scheme.audiences.contains(where: { $0.id == id }) else {
                draft.notes.note("no audience \(audience.value) in curriculum.md", line: audience.line)
                return nil
            }
            return id
        }
    }

    func checkOthers(of draft: TopicDraft) {
        if let replacement = draft.links.replacedBy {
            _ = exists(replacement, as: "topic", for: draft)
        }
        let frameworks = Set(scheme.frameworks.map(\.id))
        for map in draft.maps where !frameworks.contains(map.value.framework) {
            draft.notes.note("no framework \(map.value.framework) in curriculum.md", line: map.line)
        }
    }

    func exists(_ other: Lined<String>, as role: String, for draft: TopicDraft) -> Bool {
        if other.value == draft.id {
            draft.notes.note("a topic cannot be its own \(role)", line: other.line)
            return false
        }
        guard known.contains(other.value) else {
            draft.notes.note("no \(role) \(other.value) in the curriculum", line: other.line)
            return false
        }
        return true
    }

    func ordered(_ topics: [Topic]) -> [Topic] {
        let places = Dictionary(scheme.strands.enumerated().map { ($1.id, $0) }) { first, _ in first }
        return topics.sorted { left, right in
            let (first, second) = (places[left.strand] ?? .max, places[right.strand] ?? .max)
            if first != second { return first < second }
            if left.place.level != right.place.level { return left.place.level == .core }
            return (left.name.lowercased(), left.id) < (right.name.lowercased(), right.id)
        }
    }
}
