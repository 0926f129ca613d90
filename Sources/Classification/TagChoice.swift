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

    /// What is to be done with some suggestions.
    enum Choice {
        /// These are tags, by their places.
        case tags([Int])
        /// The broader topic is the tag, for what these say together, by their places.
        case broader(Topic.ID, [Int])
        /// The item stays unsorted.
        case none
    }

    /// Chooses.
    ///
    /// - Parameter suggestions: most sure first; evidence is not looked at.
    func choice(among suggestions: [Tag]) -> Choice {
        if suggestions.contains(where: { $0.confidence >= threshold(of: $0.topic) }) {
            let tags = suggestions.indices.filter {
                suggestions[$0].confidence >= threshold(of: suggestions[$0].topic) * further
            }
            return .tags(Array(tags.prefix(limit)))
        }
        return backingOff(from: suggestions).map { .broader($0.topic, $0.family) } ?? .none
    }

    /// How sure it is that one of some topics is right, with what speaks for any of them.
    static func joined(_ family: [Tag], as topic: Topic.ID) -> Tag {
        let all = family.flatMap { tag in
            tag.evidence.map { ($0, $0.weight * tag.confidence) }
        }.sorted { ($1.1, $0.0.term, $0.0.place.rawValue) < ($0.1, $1.0.term, $1.0.place.rawValue) }
            .prefix(Classifier.evidenceLimit)
        let sum = all.reduce(0) { $0 + $1.1 }
        return Tag(
            topic: topic, author: .machine, confidence: confidence(of: family),
            evidence: all.map { piece, weight in piece.weighing(weight / sum) }, model: family[0].model)
    }
}

private extension TagChoice {
    func threshold(of topic: Topic.ID) -> Double { own[topic] ?? threshold }

    /// The broader topic that its deeper ones make sure of together, the surest where there are several.
    func backingOff(from suggestions: [Tag]) -> (topic: Topic.ID, family: [Int])? {
        var families: [Topic.ID: [Int]] = [:]
        for (place, tag) in suggestions.enumerated() {
            if let wide = broader[tag.topic] { families[wide, default: []].append(place) }
        }
        let candidates = families.filter { $0.value.count > 1 }.map { wide, family in
            let all = family + suggestions.indices.filter { suggestions[$0].topic == wide }
            return (topic: wide, family: all, sure: Self.confidence(of: all.map { suggestions[$0] }))
        }
        return candidates.filter { $0.sure >= threshold(of: $0.topic) }
            .min { ($1.sure, $0.topic) < ($0.sure, $1.topic) }.map { ($0.topic, $0.family) }
    }

    static func confidence(of family: [Tag]) -> Double {
        1 - family.reduce(1.0) { $0 * (1 - $1.confidence) }
    }
}
