// SPDX-License-Identifier: MIT

import Learning
import Model
import TestSupport
import Testing

/// Mentors and mentees.
@Suite struct PairingTests {
    private func mentor(
        _ name: String, _ topics: [Topic.ID], takes capacity: Int = 1, of organisation: String = ""
    ) -> Mentor {
        Mentor(id: Mentor.ID(name), organisation: organisation, topics: topics, capacity: capacity)
    }

    private func mentee(_ name: String, _ topics: [Topic.ID], of organisation: String = "") -> Mentee {
        Mentee(id: Mentee.ID(name), organisation: organisation, topics: topics)
    }

    private func words(_ pairing: Pairing) -> [String] {
        pairing.pairs.map { "\($0.mentee.id) \($0.mentor.id) \($0.topic)" }
    }

    @Test func morePeopleGoBeforeFirstTopics() throws {
        let mentors = [mentor("Mo", ["data", "ai"]), mentor("Nu", ["ai"])]
        let mentees = [mentee("Ada", ["data", "ai"]), mentee("Bo", ["data"])]
        let pairing = try Pairing(of: mentees, with: mentors)
        #expect(words(pairing) == ["Ada Nu ai", "Bo Mo data"])
        #expect(pairing.measures.paired == 2 && pairing.measures.firstTopic == 1)
        #expect(pairing.firstCome.paired == 1)
    }

    @Test func organisationsAreMixedAndMentorsHaveAboutAsMany() throws {
        let mentors = [
            mentor("Mo", ["ai"], takes: 3, of: "North"), mentor("Nu", ["ai"], takes: 3, of: "South"),
        ]
        let mentees = [
            mentee("Ada", ["ai"], of: "north"), mentee("Bo", ["ai"], of: "South"), mentee("Cy", ["ai"]),
            mentee("Di", ["ai"]),
        ]
        for seed in 0..<8 {
            let pairing = try Pairing(of: mentees, with: mentors, seed: seed)
            #expect(pairing.measures.sameOrganisation == 0)
            #expect(pairing.measures.mentors == 2 && pairing.measures.most == 2)
            #expect(pairing == (try Pairing(of: mentees, with: mentors, seed: seed)))
        }
    }

    @Test func whoeverHasNoMentorIsToldWhy() throws {
        let mentees = [mentee("Ada", ["ai"]), mentee("Bo", ["ai", "cake"]), mentee("Cy", ["cake"])]
        let pairing = try Pairing(of: mentees, with: [mentor("Mo", ["ai"])])
        #expect(pairing.pairs.count == 1)
        #expect(
            Set(pairing.unpaired.map(\.sentence)).isSuperset(of: ["no mentor offers cake"]))
        #expect(pairing.unpaired.contains { $0.full == ["ai"] })
        // Nobody is their own mentor.
        let alone = try Pairing(of: [mentee("Mo", ["ai"])], with: [mentor("mo", ["ai"])])
        #expect(alone.pairs.isEmpty)
    }

    @Test func listsWithSomebodyTwiceAreRefused() {
        #expect(throws: LearningError.twice("ada")) {
            try Pairing(of: [mentee("Ada", ["ai"]), mentee("ada", ["ai"])], with: [])
        }
        #expect(throws: LearningError.tooMany("mentors", limit: Pairing.limit)) {
            try Pairing(of: [], with: (0...Pairing.limit).map { mentor("m\($0)", ["ai"]) })
        }
    }

    @Test(arguments: 0..<60)
    func noPairingIsBetter(seed: Int) throws {
        var random = SystemLikeDice(seed: UInt64(seed))
        let topics: [Topic.ID] = ["a", "b", "c", "d"]
        func some(_ count: ClosedRange<Int>) -> [Topic.ID] {
            Array(topics.shuffled(using: &random).prefix(Int.random(in: count, using: &random)))
        }
        let mentors = (1...3).map {
            mentor(
                "m\($0)", some(1...3), takes: Int.random(in: 1...2, using: &random),
                of: "o\(Int.random(in: 1...2, using: &random))")
        }
        let mentees = (1...6).map {
            mentee("e\($0)", some(1...3), of: "o\(Int.random(in: 1...2, using: &random))")
        }
        let pairing = try Pairing(of: mentees, with: mentors, seed: seed)
        #expect(Everything.worth(pairing.pairs, mentors) == Everything.best(mentees, mentors))
        for mentor in mentors {
            #expect(pairing.pairs.count { $0.mentor == mentor } <= mentor.capacity)
        }
    }
}

/// The same numbers on every run.
private struct SystemLikeDice: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// All pairings of a few people, tried one by one.
private enum Everything {
    /// What is worth more comes first; all of it is better when it is more.
    static func worth(_ pairs: [MentoringPair], _ mentors: [Mentor]) -> [Int] {
        let loads = mentors.map { mentor in pairs.count { $0.mentor == mentor } }
        return [
            pairs.count, pairs.count { $0.rank == 1 }, -pairs.map(\.rank).reduce(0, +),
            -pairs.count(where: \.isOfOneOrganisation), -loads.map { $0 * ($0 - 1) / 2 }.reduce(0, +),
        ]
    }

    static func best(_ mentees: [Mentee], _ mentors: [Mentor], _ pairs: [MentoringPair] = []) -> [Int] {
        guard let mentee = mentees.first else { return worth(pairs, mentors) }
        let rest = Array(mentees.dropFirst())
        var found = [best(rest, mentors, pairs)]
        for mentor in mentors where pairs.count(where: { $0.mentor == mentor }) < mentor.capacity {
            guard let pair = MentoringPair(mentor, mentee) else { continue }
            found.append(best(rest, mentors, pairs + [pair]))
        }
        return found.max { $0.lexicographicallyPrecedes($1) } ?? []
    }
}
