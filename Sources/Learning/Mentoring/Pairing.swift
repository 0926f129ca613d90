// SPDX-License-Identifier: MIT

public import Model

/// Mentors and mentees put together: who talks with whom, and about what.
///
/// It is the best that can be: as many mentees as possible have a mentor, then as many as possible with the topic that they
/// want most, then better topics, then as few pairs as possible of one organisation, then mentors with as many as others.
public struct Pairing: Hashable, Sendable {
    /// Who talks with whom, in the order of the mentees.
    public let pairs: [MentoringPair]
    /// For whom there is no mentor, in their order.
    public let unpaired: [Unpaired]
    /// How good it is.
    public let measures: Measures
    /// How good first come, first served would have been.
    public let firstCome: Measures

    /// Mentees, and mentors, at the most.
    public static let limit = 500

    /// Somebody for whom there is no mentor.
    public struct Unpaired: Hashable, Sendable {
        /// Who it is.
        public let mentee: Mentee
        /// What they want that nobody offers, most wanted first.
        public let missing: [Topic.ID]
        /// What they want that is offered, by mentors who have as many as they take.
        public let full: [Topic.ID]

        /// Why there is no mentor, in a sentence.
        public var sentence: String {
            if mentee.topics.isEmpty { return "they want no topic" }
            let parts = [
                missing.isEmpty ? nil : "no mentor offers \(missing.map(\.rawValue).joined(separator: ", "))",
                full.isEmpty
                    ? nil
                    : "the mentors for \(full.map(\.rawValue).joined(separator: ", ")) have all they take",
            ]
            return parts.compactMap(\.self).joined(separator: "; ")
        }
    }

    /// How good a pairing is.
    public struct Measures: Hashable, Sendable {
        /// Who looks for a mentor.
        public let mentees: Int
        /// Who has one.
        public let paired: Int
        /// Who has one for the topic that they want most.
        public let firstTopic: Int
        /// How many pairs are of one organisation.
        public let sameOrganisation: Int
        /// How many mentors talk with somebody.
        public let mentors: Int
        /// How many the mentor with most has.
        public let most: Int

        init(_ pairs: [MentoringPair], mentees: Int) {
            let loads = pairs.reduce(into: [:]) { $0[$1.mentor.id, default: 0] += 1 }
            self.mentees = mentees
            paired = pairs.count
            firstTopic = pairs.count { $0.rank == 1 }
            sameOrganisation = pairs.count(where: \.isOfOneOrganisation)
            mentors = loads.count
            most = loads.values.max() ?? 0
        }
    }

    /// Pairs mentees with mentors.
    ///
    /// - Parameters:
    ///   - mentees: in the order in which they came; it decides only what first come, first served would do.
    ///   - seed: decides among pairings that are just as good; the same seed gives the same one.
    ///
    /// **Errors**: somebody who stands in a list twice, and too many people.
    public init(
        of mentees: [Mentee], with mentors: [Mentor], seed: Int = 0
    ) throws(LearningError) {
        try Pairing.check(mentees.map(\.id.rawValue), named: "mentees")
        try Pairing.check(mentors.map(\.id.rawValue), named: "mentors")
        pairs = PairingFlow.best(mentees, mentors, seed: seed)
        let paired = Set(pairs.map(\.mentee.id))
        let offered = Set(mentors.flatMap(\.topics))
        unpaired = mentees.filter { !paired.contains($0.id) }.map { mentee in
            Unpaired(
                mentee: mentee, missing: mentee.topics.filter { !offered.contains($0) },
                full: mentee.topics.filter(offered.contains))
        }
        measures = Measures(pairs, mentees: mentees.count)
        firstCome = Measures(Pairing.inOrder(mentees, mentors), mentees: mentees.count)
    }
}

private extension Pairing {
    static func check(_ names: [String], named what: String) throws(LearningError) {
        guard names.count <= limit else { throw .tooMany(what, limit: limit) }
        var seen: Set<String> = []
        for name in names where !seen.insert(name.lowercased()).inserted { throw .twice(name) }
    }

    /// Everybody, in order, takes who offers the best of their topics and has room.
    static func inOrder(_ mentees: [Mentee], _ mentors: [Mentor]) -> [MentoringPair] {
        var rooms = mentors.map(\.capacity)
        var pairs: [MentoringPair] = []
        for mentee in mentees {
            let open = mentors.indices.filter { rooms[$0] > 0 }
            let found = open.compactMap { place in
                MentoringPair(mentors[place], mentee).map { (place: place, pair: $0) }
            }
            guard let best = found.min(by: { $0.pair.rank < $1.pair.rank }) else { continue }
            rooms[best.place] -= 1
            pairs.append(best.pair)
        }
        return pairs
    }
}
