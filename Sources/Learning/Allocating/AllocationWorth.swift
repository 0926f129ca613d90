// SPDX-License-Identifier: MIT

import Model

/// How good an allocation is; of two the greater is the better.
///
/// What comes first counts more than all that comes after it: people that had to be kept, people placed, first choices,
/// further choices, organisations mixed, sizes close to the target.
struct AllocationWorth: Comparable, Hashable {
    /// People placed who go on with a set, or whom the organiser has locked to one.
    var kept = 0
    /// People placed.
    var placed = 0
    /// People with the first of their choices.
    var first = 0
    /// The places of all choices in sum, each counted from 1.
    var ranks = 0
    /// Pairs of one organisation in a set.
    var pairs = 0
    /// How far all sets are from the target size.
    var deviation = 0

    static func < (left: AllocationWorth, right: AllocationWorth) -> Bool {
        if left.kept != right.kept { return left.kept < right.kept }
        if left.placed != right.placed { return left.placed < right.placed }
        if left.first != right.first { return left.first < right.first }
        if left.ranks != right.ranks { return left.ranks > right.ranks }
        if left.pairs != right.pairs { return left.pairs > right.pairs }
        return left.deviation > right.deviation
    }
}

/// Who is in which of some open options.
struct Seating: Hashable {
    /// The options that open, by number.
    let open: [Int]
    /// For each person the option; -1 for none.
    let option: [Int]

    /// How good it is.
    func worth(in task: AllocationTask) -> AllocationWorth {
        var worth = AllocationWorth()
        var counts: [Int: Int] = [:]
        var together: [[Int]: Int] = [:]
        for (person, option) in option.enumerated() where option >= 0 {
            let rank = task.ranks[person][option]
            worth.placed += 1
            worth.ranks += rank
            if rank == 1 { worth.first += 1 }
            if task.isFixed[person] { worth.kept += 1 }
            counts[option, default: 0] += 1
            guard task.organisations[person] >= 0 else { continue }
            let key = [option, task.organisations[person]]
            worth.pairs += together[key] ?? 0
            together[key, default: 0] += 1
        }
        worth.deviation = counts.values.map { abs($0 - task.size.target) }.reduce(0, +)
        return worth
    }
}
