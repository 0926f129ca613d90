// SPDX-License-Identifier: MIT

import Model

/// The best pairing, exact, by a flow of least cost.
///
/// Every mentee is one unit, which goes through one of the mentors who offer something that they want, or out. Each further
/// place of a mentor costs one more than the one before, so that all of them get about as many.
enum PairingFlow {
    /// From this place on, all further topics count alike.
    static let lastRank = 8

    /// What one of each kind costs, so that all there can be of one kind cost less than one of the kind before.
    private struct Prices {
        let same: Int
        let rank: Int
        let notFirst: Int
        let out: Int

        init(mentees: Int) {
            same = mentees * mentees + 1
            rank = same * (mentees + 1)
            notFirst = rank * (mentees * PairingFlow.lastRank + 1)
            out = notFirst * (mentees + 1)
        }
    }

    /// The pairs, in the order of the mentees.
    ///
    /// - Parameter seed: mixes in which order people are looked at, which decides among pairings of one worth.
    static func best(_ mentees: [Mentee], _ mentors: [Mentor], seed: Int) -> [MentoringPair] {
        var random = SeededOrder(seed: seed)
        let order = random.order(of: mentees.count)
        let sides = random.order(of: mentors.count)
        let prices = Prices(mentees: mentees.count)
        let sink = mentees.count + mentors.count
        var flow = CostFlow(nodes: sink + 1)
        var doors: [(arc: Int, mentee: Int, pair: MentoringPair)] = []
        for (number, mentee) in mentees.enumerated() {
            for side in sides {
                guard let pair = MentoringPair(mentors[side], mentee) else { continue }
                let cost =
                    min(pair.rank, lastRank) * prices.rank + (pair.rank > 1 ? prices.notFirst : 0)
                    + (pair.isOfOneOrganisation ? prices.same : 0)
                doors.append(
                    (flow.arc(from: number, to: mentees.count + side, cost: cost), number, pair))
            }
            flow.arc(from: number, to: sink, cost: prices.out)
        }
        for (side, mentor) in mentors.enumerated() {
            for place in 0..<min(mentor.capacity, mentees.count) {
                flow.arc(from: mentees.count + side, to: sink, cost: place)
            }
        }
        for number in order { _ = flow.send(from: number, to: sink) }
        return doors.filter { flow.isUsed($0.arc) }.sorted { $0.mentee < $1.mentee }.map(\.pair)
    }
}
