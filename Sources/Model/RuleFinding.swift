// SPDX-License-Identifier: MIT

/// What a rule says of one item, and why.
public struct RuleFinding: Hashable, Sendable, Codable {
    /// The rule.
    public let rule: Rule.ID
    /// Its wording then; see ``Rule/version``.
    public let version: String
    /// What becomes of the item.
    public let consequence: Rule.Consequence
    /// What of the item made the rule apply; never empty, the weights add up to 1, the term is the rule's id.
    public let evidence: [Tag.Evidence]

    /// Holds what it is given.
    public init(
        rule: Rule.ID, version: String, consequence: Rule.Consequence, evidence: [Tag.Evidence]
    ) {
        self.rule = rule
        self.version = version
        self.consequence = consequence
        self.evidence = evidence
    }
}

extension Sequence<RuleFinding> {
    /// The tags that rules give an item.
    ///
    /// **Shape**: one for a topic, in the order in which topics come up; quite sure; where several rules give a topic, its
    /// evidence names them all. The model is `rule` with the rules' ids and versions.
    public var tags: [Tag] {
        var topics: [Topic.ID] = []
        var givers: [Topic.ID: [RuleFinding]] = [:]
        for finding in self {
            for topic in finding.consequence.topics {
                if givers[topic] == nil { topics.append(topic) }
                givers[topic, default: []].append(finding)
            }
        }
        return topics.map { topic in
            let all = givers[topic] ?? []
            let evidence = all.flatMap { finding in
                finding.evidence.map { $0.weighing($0.weight / Double(all.count)) }
            }
            let names = all.map { "\($0.rule)@\($0.version)" }.joined(separator: "+")
            return Tag(
                topic: topic, author: .rule, confidence: 1, evidence: evidence, model: "rule \(names)")
        }
    }

    /// The audiences that rules hold an item to suit, each once.
    public var audiences: [Curriculum.Facet.ID] {
        var seen: Set<Curriculum.Facet.ID> = []
        return flatMap(\.consequence.audiences).filter { seen.insert($0).inserted }
    }
}
