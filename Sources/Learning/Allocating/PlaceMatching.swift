// SPDX-License-Identifier: MIT

/// Puts as many people as can be into groups of a limited size, whatever they would like best.
///
/// **Source**: augmenting paths for matchings (Berge 1957), on groups instead of single places. Groups that a search in
/// vain has reached stay full, and are not searched again (Kuhn 1955).
struct PlaceMatching {
    /// For each person the groups they could be in, a bit each.
    private let masks: [UInt64]
    /// The group of each person; -1 for none.
    private var group: [Int]
    private var members: [[Int]]
    private var closed: UInt64 = 0
    private var arrival: [Int]
    /// How many are in a group.
    private(set) var count = 0

    init(masks: [UInt64], groups: Int) {
        self.masks = masks
        group = Array(repeating: -1, count: masks.count)
        members = Array(repeating: [], count: groups)
        arrival = Array(repeating: -1, count: groups)
    }

    /// How many people can be placed in groups of at least and at most so many; nil where a group cannot be filled so far.
    static func count(masks: [UInt64], groups: Int, least: Int, most: Int) -> Int? {
        guard groups * least <= masks.count else { return nil }
        var matching = PlaceMatching(masks: masks, groups: groups)
        matching.fill(upTo: least)
        guard matching.count == groups * least else { return nil }
        matching.fill(upTo: most)
        return matching.count
    }

    /// Places everybody who can be without any group having more than so many; whoever has a place keeps one.
    mutating func fill(upTo limit: Int) {
        closed = 0
        for person in masks.indices where group[person] < 0 { place(person, limit) }
    }

    private mutating func place(_ person: Int, _ limit: Int) {
        var reached = masks[person] & ~closed
        var queue: [Int] = []
        Self.each(reached) {
            queue.append($0)
            arrival[$0] = person
        }
        var next = 0
        while next < queue.count {
            let target = queue[next]
            next += 1
            if members[target].count < limit { return move(into: target) }
            for member in members[target] {
                let fresh = masks[member] & ~reached & ~closed
                if fresh == 0 { continue }
                reached |= fresh
                Self.each(fresh) {
                    queue.append($0)
                    arrival[$0] = member
                }
            }
        }
        closed |= reached
    }

    /// Moves people one after the other, up to the one who had no place.
    private mutating func move(into target: Int) {
        var target = target
        count += 1
        while true {
            let person = arrival[target]
            let old = group[person]
            members[target].append(person)
            group[person] = target
            if old < 0 { return }
            if let place = members[old].firstIndex(of: person) {
                members[old].swapAt(place, members[old].count - 1)
            }
            members[old].removeLast()
            target = old
        }
    }

    private static func each(_ mask: UInt64, _ body: (Int) -> Void) {
        var rest = mask
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }
}
