// SPDX-License-Identifier: MIT

public import Model

/// Which topics the library lacks articles on.
///
/// A topic that themes draw on is wanted twice as much as another. What is approved fills the need: with ten
/// articles half of it is left.
public struct TopicNeeds: Sendable, Hashable {
    private let names: [Topic.ID: String]
    private let approved: [Topic.ID: Int]
    private let wanted: Set<Topic.ID>

    /// - Parameters:
    ///   - approved: how many approved articles each topic has; none where it is missing.
    ///   - wanted: topics that somebody asks for, as the sections of themes do.
    public init(curriculum: Curriculum, approved: [Topic.ID: Int], wanted: Set<Topic.ID>) {
        let known = curriculum.topics.filter { !$0.isRetired }
        names = Dictionary(known.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.approved = approved
        self.wanted = wanted
    }

    /// How much an article on a topic is wanted.
    ///
    /// **Shape**: 0...1; 0 for a topic that the curriculum does not have.
    public func need(of topic: Topic.ID) -> Double {
        guard names[topic] != nil else { return 0 }
        let much = wanted.contains(topic) ? 1 : 0.5
        return much * Self.half / (Self.half + Double(max(approved[topic] ?? 0, 0)))
    }

    /// With so many articles half of a need is met.
    static let half = 10.0

    func name(_ topic: Topic.ID) -> String { names[topic] ?? topic.rawValue }

    /// The need in words for a curator: `wanted: Open data (3 approved)`.
    func words(_ topic: Topic.ID) -> String {
        let count = approved[topic] ?? 0
        let many = count > 0 ? "\(count) approved" : "none approved"
        if wanted.contains(topic) { return "wanted: \(name(topic)) (\(many))" }
        return count > 0 ? "on \(name(topic)) (\(many))" : "the first on \(name(topic))"
    }
}
