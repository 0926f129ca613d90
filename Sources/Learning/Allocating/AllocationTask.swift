// SPDX-License-Identifier: MIT

import Model

/// An allocation in numbers: people, options and who fits which.
///
/// An option is an offer at one of its times and, where all its people must be of one level, for one level. At most one
/// option of an offer opens.
struct AllocationTask {
    /// Offers at the most: what fits into one mask.
    static let offerLimit = 64
    /// People at the most, so that costs of six kinds fit into one number.
    static let peopleLimit = 300
    /// From this place on, all further choices count alike.
    static let lastRank = 8

    /// One option.
    struct Option {
        /// The number of its offer.
        let offer: Int
        let alternative: SetAlternative
        /// The level of its people; nil for any.
        let level: String?
        /// Who could be in it, by number.
        let people: [Int]
    }

    let programme: SetProgramme
    /// In the order of the list.
    let people: [SignUp]
    let options: [Option]
    /// The options of each offer that enough people could make; others never open.
    let viable: [[Int]]
    /// For each person and option: the place of the choice from 1, `lastRank` where they could only make it, 0 for neither.
    let ranks: [[Int]]
    /// For each person, a number that is the same for all of an organisation; -1 for none.
    let organisations: [Int]
    /// Whether somebody may be in one option or in none.
    let isFixed: [Bool]
    let uses: ResourceUse
    /// Offers that became sets before.
    let closed: Set<SetOffer.ID>

    var size: SetSize { programme.terms.size }

    init(
        _ programme: SetProgramme, people: [SignUp], taken: [SetBooking], closed: Set<SetOffer.ID> = []
    ) throws(LearningError) {
        try AllocationTask.check(programme, people, closed)
        let options = AllocationTask.options(of: programme, people)
        self.programme = programme
        self.people = people
        self.options = options
        self.closed = closed
        viable = programme.offers.indices.map { offer in
            options.indices.filter {
                options[$0].offer == offer && options[$0].people.count >= programme.terms.size.least
                    && !closed.contains(options[$0].alternative.offer)
            }
        }
        var ranks = people.map { _ in options.map { _ in 0 } }
        for (number, option) in options.enumerated() {
            for person in option.people {
                let rank = people[person].rank(of: option.alternative.id)
                ranks[person][number] = min(rank ?? AllocationTask.lastRank, AllocationTask.lastRank)
            }
        }
        self.ranks = ranks
        organisations = AllocationTask.numbers(of: people.map { $0.organisation.lowercased() })
        isFixed = people.map { $0.fixed != nil }
        uses = ResourceUse(programme, options: options.map(\.alternative), taken: taken)
        try checkLocks()
    }
}

private extension AllocationTask {
    static func check(
        _ programme: SetProgramme, _ people: [SignUp], _ closed: Set<SetOffer.ID>
    ) throws(LearningError) {
        guard programme.offers.count <= offerLimit else { throw .tooMany("offers", limit: offerLimit) }
        guard people.count <= peopleLimit else { throw .tooMany("people", limit: peopleLimit) }
        let known = Set(programme.offers.flatMap(\.alternatives).map(\.id))
        var seen: Set<SignUp.Person> = []
        for person in people {
            guard seen.insert(person.person).inserted else { throw .samePerson(person.person) }
            let named = person.choices + person.able + [person.lock].compactMap { $0 }
            if let stranger = named.first(where: { !known.contains($0) }) {
                throw .noAlternative(stranger, person: person.person)
            }
            if let fixed = person.fixed, let alternative = programme.alternative(written: fixed.rawValue),
                closed.contains(alternative.offer)
            {
                throw .closed(fixed, person: person.person)
            }
        }
    }

    /// Options by offer, in the order of the file.
    static func options(of programme: SetProgramme, _ people: [SignUp]) -> [Option] {
        var able: [SetAlternative.ID: [Int]] = [:]
        for (number, person) in people.enumerated() {
            for alternative in person.possible { able[alternative, default: []].append(number) }
        }
        return programme.offers.enumerated().flatMap { number, offer in
            offer.alternatives.flatMap { alternative -> [Option] in
                let candidates = able[alternative.id] ?? []
                return levels(of: offer, candidates.map { people[$0] }).map { level in
                    let fitting = candidates.filter { level == nil || people[$0].level == level }
                    return Option(offer: number, alternative: alternative, level: level, people: fitting)
                }
            }
        }
    }

    static func levels(of offer: SetOffer, _ candidates: [SignUp]) -> [String?] {
        switch offer.level {
        case .any: [nil]
        case .only(let level): [level]
        case .same: Set(candidates.compactMap(\.level)).sorted()
        }
    }

    static func numbers(of names: [String]) -> [Int] {
        var known: [String: Int] = [:]
        return names.map { name in
            if name.isEmpty { return -1 }
            let number = known[name] ?? known.count
            known[name] = number
            return number
        }
    }

    /// Refuses locks that cannot all be kept.
    func checkLocks() throws(LearningError) {
        var locked: [SetAlternative.ID: Int] = [:]
        for person in people {
            guard let fixed = person.fixed else { continue }
            locked[fixed, default: 0] += 1
            guard
                options.contains(where: { option in
                    option.alternative.id == fixed
                        && option.people.contains { people[$0].person == person.person }
                })
            else { throw .wrongLevel(fixed, person: person.person) }
        }
        for (alternative, count) in locked.sorted(by: { $0.key < $1.key }) where count > size.most {
            throw .crowded(alternative, people: count, most: size.most)
        }
        try checkClashes(locked.keys.sorted())
    }

    func checkClashes(_ locked: [SetAlternative.ID]) throws(LearningError) {
        let all = options.indices.filter { locked.contains(options[$0].alternative.id) }
        for (place, one) in all.enumerated() {
            for other in all[..<place] where options[one].alternative != options[other].alternative {
                let isSameOffer = options[one].offer == options[other].offer
                guard isSameOffer || !uses.allows(one, beside: [other]) else { continue }
                throw .clash(options[other].alternative.id, options[one].alternative.id)
            }
        }
    }
}
