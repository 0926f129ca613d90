// SPDX-License-Identifier: MIT

import Model

/// Looks for the options whose opening is worth most.
///
/// It starts from what can be found quickly: options added one by one, and what first come first served would open, each
/// mended by single changes. Then it goes through all choices, offer by offer, and leaves out whatever cannot be better than the
/// best one known. Where that is too much, it ends after a fixed effort; what it has found then is good, but not proven best.
struct OpeningSearch {
    /// Arcs and matchings, weighed alike: about a second in all.
    static let effortLimit = 60_000_000

    private let task: AllocationTask
    private let quick: OpeningWorth
    /// In which order people are looked at.
    private let order: [Int]
    private var effort = 0
    private var looked: [[Int]: AllocationWorth?] = [:]
    private(set) var best = Seating(open: [], option: [])
    private(set) var worth = AllocationWorth()
    /// Offers with an option, those that most people could make first.
    private let offers: [Int]
    /// How many could have their first choice in each option, and in each offer.
    private let firsts: [Int]
    private let firstsOfOffer: [Int]

    init(_ task: AllocationTask, seed: Int) {
        self.task = task
        var random = SeededOrder(seed: seed)
        order = random.order(of: task.people.count)
        quick = OpeningWorth(task: task)
        let demand = task.viable.map { options in
            options.map { task.options[$0].people.count }.max() ?? 0
        }
        offers = task.viable.indices.filter { !task.viable[$0].isEmpty }
            .sorted { demand[$0] != demand[$1] ? demand[$0] > demand[$1] : $0 < $1 }
        let firsts = task.options.indices.map { option in
            min(task.size.most, task.options[option].people.count { task.ranks[$0][option] == 1 })
        }
        self.firsts = firsts
        firstsOfOffer = task.viable.map { $0.map { firsts[$0] }.max() ?? 0 }
        best = Seating(open: [], option: task.people.map { _ in -1 })
    }

    /// Searches from some choices of options.
    ///
    /// - Returns: whether nothing better can be.
    mutating func run(from starts: [[Int]]) -> Bool {
        for start in starts { mend(start) }
        mend(grown())
        var masks = task.people.map { _ in UInt64(0) }
        for (place, offer) in offers.enumerated() {
            for option in task.viable[offer] {
                for person in task.options[option].people { masks[person] |= 1 << UInt64(place) }
            }
        }
        return explore(0, [], masks)
    }
}

// MARK: - Finding something good

private extension OpeningSearch {
    /// The worth of a choice of options; nil where it cannot be, or is not better than the best one for a quick reason.
    mutating func look(_ open: [Int]) -> AllocationWorth? {
        let open = open.sorted()
        if let known = looked[open] { return known }
        effort += task.people.count * (open.count + 8)
        guard let placed = quick.placed(open) else {
            looked[open] = .some(nil)
            return nil
        }
        let limit = quick.limit(open, placed: placed)
        guard limit > worth else { return nil }
        let (seating, effort) = SeatingFlow.best(task, open: open, order: order)
        self.effort += effort
        let found = seating?.worth(in: task)
        looked[open] = .some(found)
        if let seating, let found, found > worth { (best, worth) = (seating, found) }
        return found
    }

    /// Options one by one, each the one with which most people find a place.
    mutating func grown() -> [Int] {
        var open: [Int] = []
        var placed = 0
        while true {
            var next: (option: Int, placed: Int)?
            for option in task.viable.joined() where fits(option, open) {
                effort += task.people.count * (open.count + 8)
                guard let count = quick.placed(open + [option]), count > (next?.placed ?? placed) else {
                    continue
                }
                next = (option, count)
            }
            guard let next else { return open }
            open.append(next.option)
            placed = next.placed
        }
    }

    /// Changes a choice step by step, as long as that makes it better.
    mutating func mend(_ start: [Int]) {
        guard start.allSatisfy({ option in task.viable[task.options[option].offer].contains(option) }) else {
            return
        }
        _ = look(start)
        var (current, isBetter) = (start, true)
        while isBetter, effort < OpeningSearch.effortLimit / 2 {
            isBetter = false
            for neighbour in neighbours(of: current) {
                let before = worth
                guard look(neighbour) != nil, worth > before else { continue }
                current = neighbour
                isBetter = true
                break
            }
        }
    }

    /// One option more, one less, or one in the place of another.
    func neighbours(of open: [Int]) -> [[Int]] {
        let all = Array(task.viable.joined())
        let without = open.indices.map { place in
            open.enumerated().filter { $0.offset != place }.map(\.element)
        }
        let more = all.filter { fits($0, open) }.map { open + [$0] }
        let changed = without.flatMap { rest in
            all.filter { !open.contains($0) && fits($0, rest) }.map { rest + [$0] }
        }
        return more + changed + without
    }

    func fits(_ option: Int, _ open: [Int]) -> Bool {
        let offer = task.options[option].offer
        return open.allSatisfy { task.options[$0].offer != offer } && task.uses.allows(option, beside: open)
    }
}

// MARK: - Going through all

private extension OpeningSearch {
    /// Decides about the offers from a place on; false where the effort is spent.
    ///
    /// - Parameter masks: for each person the offers that could still place them, a bit each by their place.
    mutating func explore(_ place: Int, _ open: [Int], _ masks: [UInt64]) -> Bool {
        guard place < offers.count else {
            _ = look(open)
            return effort < OpeningSearch.effortLimit
        }
        for option in task.viable[offers[place]] where fits(option, open) {
            let rest = narrowed(masks, at: place, to: option)
            guard mayBeBetter(open + [option], place + 1, rest) else { continue }
            guard explore(place + 1, open + [option], rest) else { return false }
        }
        let rest = narrowed(masks, at: place, to: nil)
        return !mayBeBetter(open, place + 1, rest) || explore(place + 1, open, rest)
    }

    /// What people could still have, once an offer is at one of its times, or does not open.
    func narrowed(_ masks: [UInt64], at place: Int, to option: Int?) -> [UInt64] {
        let bit = UInt64(1) << UInt64(place)
        return masks.indices.map { person in
            guard masks[person] & bit != 0 else { return masks[person] }
            let stays = option.map { task.ranks[person][$0] > 0 } ?? false
            return stays ? masks[person] : masks[person] & ~bit
        }
    }

    /// Whether a choice with these options open, and the offers from a place on undecided, could be better than the best one.
    mutating func mayBeBetter(_ open: [Int], _ place: Int, _ masks: [UInt64]) -> Bool {
        let size = task.size
        guard open.count * size.least <= task.people.count else { return false }
        effort += task.people.count * 4
        let undecided = offers[place...]
        var (some, kept) = (0, 0)
        for person in masks.indices where masks[person] != 0 {
            some += 1
            if task.isFixed[person] { kept += 1 }
        }
        var limit = AllocationWorth()
        limit.kept = kept
        limit.first = open.map { firsts[$0] }.reduce(0, +) + undecided.map { firstsOfOffer[$0] }.reduce(0, +)
        limit.placed = min(some, (open.count + undecided.count) * size.most)
        limit.ranks = max(limit.placed, 2 * limit.placed - limit.first)
        guard limit > worth else { return false }
        effort += task.people.count * 8
        var matching = PlaceMatching(masks: masks, groups: offers.count)
        matching.fill(upTo: size.most)
        limit.placed = matching.count
        limit.ranks = max(limit.placed, 2 * limit.placed - limit.first)
        return limit > worth
    }
}
