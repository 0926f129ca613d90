// SPDX-License-Identifier: MIT

/// Why somebody cannot choose that of a newsletter.
public enum ChoiceFlaw: Error, Hashable, Sendable, CustomStringConvertible {
    /// The curriculum has no topic with that id.
    case noTopic(String)
    /// It has no audience with that id.
    case noAudience(String)
    /// It has no stage with that id.
    case noStage(String)
    /// Mails do not come like that.
    case noRhythm(String)

    /// One sentence that a person can act on; what was written is cut to 40 characters.
    public var description: String {
        switch self {
        case .noTopic(let id): "there is no topic \(id.prefix(40))"
        case .noAudience(let id): "there is no audience \(id.prefix(40))"
        case .noStage(let id): "there is no stage \(id.prefix(40))"
        case .noRhythm(let name):
            "there is no rhythm \(name.prefix(40)); there are "
                + SubscriberChoices.Rhythm.allCases.map(\.rawValue).joined(separator: " and ")
        }
    }
}

extension SubscriberChoices {
    /// Reads what somebody has written or ticked.
    ///
    /// - Parameters:
    ///   - topics: ids of topics or of whole strands, which stand for all of theirs; empty for all.
    ///   - audience: an id; empty for all. So is `stage`.
    ///   - rhythm: `issue` or `month`; empty for each issue.
    ///   - curriculum: what there is to choose from.
    public init(
        reading topics: [String], audience: String, stage: String, rhythm: String, onlyUnread: Bool,
        in curriculum: Curriculum?
    ) throws(ChoiceFlaw) {
        var ids: [Topic.ID] = []
        for name in topics where !name.isEmpty {
            let ofStrand = curriculum?.topics.filter { $0.place.strand.rawValue == name }.map(\.id) ?? []
            if !ofStrand.isEmpty {
                ids += ofStrand
            } else if let topic = curriculum?.topic(Topic.ID(name)) {
                ids.append(topic.id)
            } else {
                throw .noTopic(name)
            }
        }
        if !audience.isEmpty, curriculum?.audiences.contains(where: { $0.id.rawValue == audience }) != true {
            throw .noAudience(audience)
        }
        if !stage.isEmpty, curriculum?.stages.contains(where: { $0.id.rawValue == stage }) != true {
            throw .noStage(stage)
        }
        guard let rhythm = rhythm.isEmpty ? .issue : Rhythm(rawValue: rhythm) else {
            throw .noRhythm(rhythm)
        }
        self.init(
            topics: ids, audience: audience.isEmpty ? nil : .init(audience),
            stage: stage.isEmpty ? nil : .init(stage), rhythm: rhythm, onlyUnread: onlyUnread)
    }
}
