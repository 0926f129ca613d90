// SPDX-License-Identifier: MIT

import Model

/// The best seating of people in a given choice of open options: exact, by a flow of least cost.
///
/// Everybody is one unit, which goes to an option or out. Between a person and an option stands a node for their organisation
/// where several of it could meet there: each further unit costs one more, as it makes so many more pairs. The last arcs of
/// an option are its places: those that must be filled cost nothing, the others so much that they are filled last, and the
/// more, the farther they lead from the target size.
struct SeatingFlow {
    private let task: AllocationTask
    private let open: [Int]
    private let prices: Prices
    private var flow: CostFlow
    private var nodeCount: Int
    private var sink: Int
    /// Arcs from people to options with what they mean.
    private var doors: [(arc: Int, person: Int, option: Int)] = []
    private var musts: [Int] = []

    /// What one of each kind costs, so that all there can be of one kind cost less than one of the kind before.
    private struct Prices {
        let pair: Int
        let rank: Int
        let notFirst: Int
        let person: Int
        let kept: Int
        let spare: Int

        init(_ task: AllocationTask, open: Int) {
            let people = task.people.count
            let most = task.size.most
            pair = open * max(1, most - task.size.least) * 2 + 1
            rank = pair * (people * max(1, most - 1) / 2 + 1)
            notFirst = rank * (people * AllocationTask.lastRank + 1)
            person = notFirst * (people + 1)
            kept = person * (task.isFixed.contains(true) ? people + 1 : 1)
            spare = kept * (people + 1)
        }
    }

    /// The best seating, and what it took; nil where some option cannot be filled.
    ///
    /// - Parameter order: in which people are looked at; it decides among seatings of one worth.
    static func best(_ task: AllocationTask, open: [Int], order: [Int]) -> (seating: Seating?, effort: Int) {
        var network = SeatingFlow(task, open: open)
        let isFilled = network.seat(order)
        return (isFilled ? network.seating : nil, network.flow.effort)
    }

    private init(_ task: AllocationTask, open: [Int]) {
        (self.task, self.open) = (task, open)
        let (people, options) = (task.people.count, open.count)
        prices = Prices(task, open: options)
        let meetings = SeatingFlow.meetings(task, open)
        let crowds = meetings.filter { $0.value.count > 1 }.keys.sorted { $0.lexicographicallyPrecedes($1) }
        sink = people + options
        nodeCount = sink + 1 + crowds.count
        flow = CostFlow(nodes: nodeCount)
        var crowdNodes: [[Int]: Int] = [:]
        for (number, crowd) in crowds.enumerated() {
            crowdNodes[crowd] = sink + 1 + number
            let most = min(meetings[crowd]?.count ?? 0, task.size.most)
            for place in 0..<most {
                flow.arc(from: sink + 1 + number, to: people + crowd[0], cost: place * prices.pair)
            }
        }
        for person in 0..<people { addDoors(of: person, crowdNodes) }
        for place in 0..<options { addPlaces(of: people + place) }
    }
}

private extension SeatingFlow {
    /// The people of each organisation who could meet in an option, by its place and the organisation.
    static func meetings(_ task: AllocationTask, _ open: [Int]) -> [[Int]: [Int]] {
        var found: [[Int]: [Int]] = [:]
        for (place, option) in open.enumerated() {
            for person in task.options[option].people where task.organisations[person] >= 0 {
                found[[place, task.organisations[person]], default: []].append(person)
            }
        }
        return found
    }

    mutating func addDoors(of person: Int, _ crowds: [[Int]: Int]) {
        for (place, option) in open.enumerated() where task.ranks[person][option] > 0 {
            let rank = task.ranks[person][option]
            let cost = rank * prices.rank + (rank > 1 ? prices.notFirst : 0)
            let target = crowds[[place, task.organisations[person]]] ?? task.people.count + place
            let arc = flow.arc(from: person, to: target, cost: cost)
            doors.append((arc, person, option))
        }
        let outside = task.isFixed[person] ? prices.kept : prices.person
        flow.arc(from: person, to: sink, cost: prices.spare + outside + 1)
    }

    mutating func addPlaces(of node: Int) {
        let size = task.size
        for _ in 0..<size.least { musts.append(flow.arc(from: node, to: sink, cost: 0)) }
        for count in size.least..<size.most {
            flow.arc(from: node, to: sink, cost: prices.spare + (count < size.target ? 0 : 2))
        }
    }

    /// Sends everybody; whether all options are filled as far as they must be.
    mutating func seat(_ order: [Int]) -> Bool {
        for person in order { _ = flow.send(from: person, to: sink) }
        return musts.allSatisfy(flow.isUsed)
    }

    var seating: Seating {
        var option = Array(repeating: -1, count: task.people.count)
        for door in doors where flow.isUsed(door.arc) { option[door.person] = door.option }
        return Seating(open: open, option: option)
    }
}
