// SPDX-License-Identifier: MIT

public import Model

/// People put into closed groups: which offers open at which of their times, and who is in them.
///
/// Of all that can be it looks for the best: as many people as possible placed, then as many first choices, then better
/// choices, then organisations mixed, then sizes close to the target. Two sets never have the same room or facilitator at
/// one time. Whoever is locked, or goes on with a set, is in that one or in none.
public struct Allocation: Hashable, Sendable {
    /// The sets that open, by day, time and place.
    public let groups: [SetGroup]
    /// Who has no place, in the order of the list.
    public let unplaced: [Unplaced]
    /// How good it is.
    public let measures: Measures
    /// How good first come, first served would have been.
    public let firstCome: Measures
    /// Whether it is proven that nothing better can be; else it is only the best that was found.
    public let isProven: Bool

    /// How good an allocation is.
    public struct Measures: Hashable, Sendable {
        /// Who signed up.
        public let people: Int
        /// Who has a place.
        public let placed: Int
        /// Who has the first of their choices.
        public let firstChoice: Int
        /// The share of pairs within sets that are of two organisations, 0...1; 1 where there is no pair.
        public let organisationMix: Double
        /// How many are in each set, in their order.
        public let sizes: [Int]

        init(_ groups: [SetGroup], people: Int) {
            let members = groups.flatMap(\.members)
            let pairs = groups.map(\.pairs).reduce(0, +)
            let same = groups.map(\.samePairs).reduce(0, +)
            self.people = people
            placed = members.count
            firstChoice = members.count { $0.rank == 1 }
            organisationMix = pairs == 0 ? 1 : 1 - Double(same) / Double(pairs)
            sizes = groups.map(\.members.count)
        }
    }

    /// Allocates people to a programme's offers.
    ///
    /// - Parameters:
    ///   - people: in the order in which they signed up; it decides only what first come, first served would do.
    ///   - taken: when rooms and facilitators are taken already.
    ///   - closed: offers that became sets before: they take nobody new.
    ///   - seed: decides among allocations that are just as good; the same seed gives the same one.
    ///
    /// **Errors**: locks that cannot all be kept, somebody named twice, alternatives that are not offered, and too much of
    /// anything.
    public init(
        of people: [SignUp], to programme: SetProgramme, taken: [SetBooking] = [],
        closed: Set<SetOffer.ID> = [], seed: Int = 0
    ) throws(LearningError) {
        let task = try AllocationTask(programme, people: people, taken: taken, closed: closed)
        let baseline = FirstCome.seating(task)
        var search = OpeningSearch(task, seed: seed)
        isProven = search.run(from: [baseline.open])
        let seating = search.best
        groups = Allocation.groups(seating, task)
        let reading = RefusalReading(task: task, seating: seating)
        unplaced = seating.option.indices.filter { seating.option[$0] < 0 }.map(reading.unplaced)
        measures = Measures(groups, people: people.count)
        firstCome = Measures(Allocation.groups(baseline, task), people: people.count)
    }

    /// Why people have no place beside sets that an earlier allocation made.
    ///
    /// **Shape**: those of `people` who are in none of the groups, in their order.
    /// **Errors**: as ``init(of:to:taken:closed:seed:)``.
    public static func unplaced(
        of people: [SignUp], beside groups: [SetGroup], in programme: SetProgramme, taken: [SetBooking] = [],
        closed: Set<SetOffer.ID> = []
    ) throws(LearningError) -> [Unplaced] {
        let task = try AllocationTask(programme, people: people, taken: taken, closed: closed)
        let seated = Dictionary(
            groups.flatMap { group in group.members.map { ($0.person, group) } }, uniquingKeysWith: { $1 })
        let option = people.map { person in
            seated[person.person].flatMap { group in
                task.options.firstIndex { $0.alternative == group.alternative && $0.level == group.level }
            } ?? -1
        }
        let seating = Seating(open: Set(option).filter { $0 >= 0 }.sorted(), option: option)
        let reading = RefusalReading(task: task, seating: seating)
        return people.indices.filter { seated[people[$0].person] == nil }.map(reading.unplaced)
    }

    private static func groups(_ seating: Seating, _ task: AllocationTask) -> [SetGroup] {
        let groups = seating.open.map { number in
            let option = task.options[number]
            let members = seating.option.indices.filter { seating.option[$0] == number }
            return SetGroup(
                offer: task.programme.offers[option.offer], slot: option.alternative.slot,
                level: option.level,
                members: members.map { member(task.people[$0], option.alternative, task.isFixed[$0]) })
        }
        return groups.sorted { one, other in
            (one.offer.day, one.slot, one.offer.place, one.offer.id)
                < (other.offer.day, other.slot, other.offer.place, other.offer.id)
        }
    }

    private static func member(
        _ signUp: SignUp, _ alternative: SetAlternative, _ isFixed: Bool
    ) -> SetGroup.Member {
        SetGroup.Member(
            person: signUp.person, organisation: signUp.organisation,
            rank: signUp.rank(of: alternative.id), isFixed: isFixed)
    }
}
