// SPDX-License-Identifier: MIT

import Model

/// How good a choice of open options could be: quick answers that spare most of the exact ones.
struct OpeningWorth {
    let task: AllocationTask

    /// How many people could be placed if just these options open; nil where one of them cannot be filled.
    func placed(_ open: [Int]) -> Int? {
        let size = task.size
        guard open.count * size.least <= task.people.count else { return nil }
        let masks = masks(open)
        return PlaceMatching.count(masks: masks, groups: open.count, least: size.least, most: size.most)
    }

    /// A worth that no seating in these options passes, if so many people can be placed.
    func limit(_ open: [Int], placed: Int) -> AllocationWorth {
        var worth = AllocationWorth()
        worth.placed = placed
        var firsts = open.map { _ in 0 }
        var histogram = Array(repeating: 0, count: AllocationTask.lastRank + 1)
        for person in task.people.indices {
            var best = 0
            for (place, option) in open.enumerated() {
                let rank = task.ranks[person][option]
                if rank == 1 { firsts[place] += 1 }
                if rank > 0, best == 0 || rank < best { best = rank }
            }
            if best > 0 {
                histogram[best] += 1
                if task.isFixed[person] { worth.kept += 1 }
            }
        }
        worth.first = firsts.map { min($0, task.size.most) }.reduce(0, +)
        worth.ranks = OpeningWorth.least(histogram, first: worth.first, placed: placed)
        worth.deviation = abs(placed - open.count * task.size.target)
        return worth
    }

    /// The least sum of ranks that so many people can have, if only so many have their first choice.
    private static func least(_ histogram: [Int], first: Int, placed: Int) -> Int {
        var left = placed
        var sum = min(first, left)
        left -= sum
        var spare = histogram[1] - sum
        for rank in 2..<histogram.count where left > 0 {
            // Whoever cannot have their first choice has a second at best.
            let taken = min(left, histogram[rank] + (rank == 2 ? max(0, spare) : 0))
            if rank == 2 { spare = 0 }
            sum += taken * rank
            left -= taken
        }
        return sum
    }

    /// For each person the open options that they could be in, a bit each.
    private func masks(_ open: [Int]) -> [UInt64] {
        var masks = Array(repeating: UInt64(0), count: task.people.count)
        for (place, option) in open.enumerated() {
            for person in task.options[option].people { masks[person] |= 1 << UInt64(place) }
        }
        return masks
    }
}
