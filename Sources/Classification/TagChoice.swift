// SPDX-License-Identifier: MIT

import Model

/// Which suggestions become tags.
///
/// An item gets tags only when some suggestion reaches its topic's threshold; then all that reach a part of theirs
/// (4/5, and the whole where thresholds were learned) are tags. Where none does, but the deeper topics of one broader
/// topic do together, the broader topic is the tag. Otherwise the item stays unsorted.
struct TagChoice: Sendable {
    let threshold: Double
    /// Topics with another threshold.
    let own: [Topic.ID: Double]
    let limit: Int
    let further: Double
    private let broader: [Topic.ID: Topic.ID]

    /// - Parameters:
    ///   - own: topics with another threshold.
    ///   - limit: how many tags an item gets at the most.
    ///   - further: which part of the threshold further tags need.
    init(
        curriculum: Curriculum, threshold: Double, own: [Topic.ID: Double] = [:], limit: Int,
        further: Double = 0.8
    ) {
        (self.threshold, self.own, self.limit, self.further) = (threshold, own, limit, further)
        let known = curriculum.topics.filter { !$0.isRetired }
        let ids = Set(known.map(\.id))
        broader = Dictionary(
            known.compactMap { topic in
                topic.place.broader.flatMap { ids.contains($0) ? (topic.id, $0) : nil }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The suggestions with those that are tags; the broader topic joins them where it takes others' place.
    ///
    /// - Parameter suggestions: most sure first.
    func prediction(from suggestions: [Tag]) -> Prediction {
        if suggestions.contains(where: { $0.confidence >= threshold(of: $0.topic) }) {
            let tags = suggestions.filter { $0.confidence >= threshold(of: $0.topic) * further }
            return Prediction(suggestions: suggestions, tags: Array(tags.prefix(limit)))
        }
        guard let wide = backingOff(from: suggestions) else {
            return Prediction(suggestions: suggestions, tags: [])
        }
        return Prediction(suggestions: [wide] + suggestions.filter { $0.topic != wide.topic }, tags: [wide])
    }
}

private extension TagChoice {
    func threshold(of topic: Topic.ID) -> Double { own[topic] ?? threshold }

    /// The broader topic that its deeper ones make sure of together, the surest where there are several.
    func backingOff(from suggestions: [Tag]) -> Tag? {
        var families: [Topic.ID: [Tag]] = [:]
        for tag in suggestions {
            if let wide = broader[tag.topic] { families[wide, default: []].append(tag) }
        }
        let candidates = families.filter { $0.value.count > 1 }.map { wide, family in
            joined(family + suggestions.filter { $0.topic == wide }, as: wide)
        }
        return candidates.filter { $0.confidence >= threshold(of: $0.topic) }
            .min { ($1.confidence, $0.topic) < ($0.confidence, $1.topic) }
    }

    /// How sure it is that one of some topics is right, with what speaks for any of them.
    func joined(_ family: [Tag], as topic: Topic.ID) -> Tag {
        let none = family.reduce(1.0) { $0 * (1 - $1.confidence) }
        let all = family.flatMap { tag in
            tag.evidence.map { ($0, $0.weight * tag.confidence) }
        }.sorted { ($1.1, $0.0.term, $0.0.place.rawValue) < ($0.1, $1.0.term, $1.0.place.rawValue) }
            .prefix(Classifier.evidenceLimit)
        let sum = all.reduce(0) { $0 + $1.1 }
        return Tag(
            topic: topic, author: .machine, confidence: 1 - none,
            evidence: all.map { piece, weight in piece.weighing(weight / sum) }, model: family[0].model)
    }
}
