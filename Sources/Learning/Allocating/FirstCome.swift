// SPDX-License-Identifier: MIT

import Model

/// What would become of people without an allocation: everybody, in the order of the list, takes the best of their choices that
/// still has room and can be held beside what was chosen before.
///
/// A set that does not reach its least size is given up, the smallest first; its people then go on to their next choices, and
/// so do those who had none. So it is the better kind of first come, first served; whoever is locked or goes on with a
/// set is seated first.
struct FirstCome {
    private let task: AllocationTask
    private var option: [Int]
    private var open: [Int] = []
    private var givenUp: Set<Int> = []

    /// The seating that it ends with.
    static func seating(_ task: AllocationTask) -> Seating {
        var queue = FirstCome(task)
        queue.seatAll()
        while let smallest = queue.smallest {
            queue.giveUp(smallest)
            queue.seatAll()
        }
        return Seating(open: queue.open.sorted(), option: queue.option)
    }

    private init(_ task: AllocationTask) {
        self.task = task
        option = task.people.map { _ in -1 }
    }
}

private extension FirstCome {
    mutating func seatAll() {
        let people = task.people.indices
        for person in people.filter({ task.isFixed[$0] }) + people.filter({ !task.isFixed[$0] })
        where option[person] < 0 {
            guard let found = wishes(of: person).first(where: { takes($0, person) }) else { continue }
            option[person] = found
            if !open.contains(found) { open.append(found) }
        }
    }

    /// The options that somebody could be in, best first.
    func wishes(of person: Int) -> [Int] {
        let ranks = task.ranks[person]
        return ranks.indices.filter { ranks[$0] > 0 }
            .sorted { ranks[$0] != ranks[$1] ? ranks[$0] < ranks[$1] : $0 < $1 }
    }

    func takes(_ wish: Int, _ person: Int) -> Bool {
        if givenUp.contains(wish) || task.closed.contains(task.options[wish].alternative.offer) {
            return false
        }
        if open.contains(wish) { return option.count { $0 == wish } < task.size.most }
        let offer = task.options[wish].offer
        return open.allSatisfy { task.options[$0].offer != offer } && task.uses.allows(wish, beside: open)
    }

    /// The smallest set that is too small, the last one opened among several; nil where none is.
    var smallest: Int? {
        let sizes = open.map { one in option.count { $0 == one } }
        let small = open.indices.filter { sizes[$0] < task.size.least }
        return small.min { (sizes[$0], -$0) < (sizes[$1], -$1) }.map { open[$0] }
    }

    mutating func giveUp(_ set: Int) {
        givenUp.insert(set)
        open.removeAll { $0 == set }
        for person in option.indices where option[person] == set { option[person] = -1 }
    }
}
