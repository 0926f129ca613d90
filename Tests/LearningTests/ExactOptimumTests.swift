// SPDX-License-Identifier: MIT

import Learning
import Model
import TestSupport
import Testing

/// Allocations against all that could be: every person in every place, tried one by one.
@Suite struct ExactOptimumTests {
    @Test(arguments: 0..<60)
    func noSeatingIsBetter(seed: Int) throws {
        var random = Dice(seed: UInt64(seed))
        let programme = TinyCase.programme(&random)
        let people = TinyCase.people(of: programme, &random)
        let allocation = try Allocation(of: people, to: programme, seed: seed)
        var trial = Trial(programme: programme, people: people)
        trial.run()
        #expect(allocation.isProven)
        #expect(Trial.worth(of: allocation) == trial.best)
        #expect(allocation.measures.placed >= allocation.firstCome.placed)
    }
}

/// The same numbers on every run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

private enum TinyCase {
    /// Three offers in two places on one day; two places' rooms are shared; sets of two or three.
    static func programme(_ random: inout Dice) -> SetProgramme {
        let times = ["09:00-11:00", "10:00-12:00", "13:00-15:00"]
        let offers = (1...3).map { number in
            SetOffer.sample(
                "o\(number)", place: Bool.random(using: &random) ? "Leeds" : "York",
                slots: Array(times.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))),
                facilitator: Int.random(in: 0..<4, using: &random) == 0 ? "Ada" : nil)
        }
        return .sample(offers, size: .sample(2, 2, 3))
    }

    static func people(of programme: SetProgramme, _ random: inout Dice) -> [SignUp] {
        let all = programme.offers.flatMap(\.alternatives).map(\.id.rawValue)
        return (1...7).map { number in
            let wishes = all.shuffled(using: &random)
            let count = Int.random(in: 1...2, using: &random)
            return .sample(
                "p\(number)", Array(wishes.prefix(count)),
                organisation: "org\(Int.random(in: 1...3, using: &random))",
                able: Array(wishes.dropFirst(count).prefix(Int.random(in: 0...1, using: &random))))
        }
    }
}

/// All seatings of a few people, and the worth of the best.
private struct Trial {
    let programme: SetProgramme
    let people: [SignUp]
    var best: [Int] = []
    private var seats: [SetAlternative.ID?] = []

    init(programme: SetProgramme, people: [SignUp]) {
        (self.programme, self.people) = (programme, people)
    }

    mutating func run() {
        guard seats.count < people.count else { return count() }
        for seat in people[seats.count].possible.map(Optional.some) + [nil] {
            if let seat, seats.count(where: { $0 == seat }) == programme.terms.size.most { continue }
            seats.append(seat)
            run()
            seats.removeLast()
        }
    }

    private mutating func count() {
        let sizes = seats.compactMap { $0 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let size = programme.terms.size
        guard sizes.values.allSatisfy({ $0 >= size.least && $0 <= size.most }) else { return }
        let open = sizes.keys.compactMap { programme.alternative(written: $0.rawValue) }
        for one in open {
            for other in open where one.id < other.id && clash(one, other) { return }
        }
        var pairs = 0
        for left in people.indices {
            for right in 0..<left where seats[left] != nil && seats[left] == seats[right] {
                if people[left].organisation == people[right].organisation { pairs += 1 }
            }
        }
        let ranks = zip(people, seats).compactMap { person, seat in seat.map { person.rank(of: $0) ?? 8 } }
        let deviation = sizes.values.map { abs($0 - size.target) }.reduce(0, +)
        let worth = [ranks.count, ranks.count { $0 == 1 }, -ranks.reduce(0, +), -pairs, -deviation]
        if best.isEmpty || best.lexicographicallyPrecedes(worth) { best = worth }
    }

    private func clash(_ one: SetAlternative, _ other: SetAlternative) -> Bool {
        guard one.offer != other.offer else { return true }
        guard one.slot.overlaps(other.slot), let left = programme.offer(one.offer),
            let right = programme.offer(other.offer), left.day == right.day
        else { return false }
        return left.place == right.place || left.facilitator != nil && left.facilitator == right.facilitator
    }

    static func worth(of allocation: Allocation) -> [Int] {
        let members = allocation.groups.flatMap(\.members)
        return [
            members.count, members.count { $0.rank == 1 }, -members.map { $0.rank ?? 8 }.reduce(0, +),
            -allocation.groups.map(\.samePairs).reduce(0, +),
            -allocation.groups.map { abs($0.members.count - 2) }.reduce(0, +),
        ]
    }
}
