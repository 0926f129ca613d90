// SPDX-License-Identifier: MIT

/// A network through which single units are sent, one after the other, each on the cheapest way that is left.
///
/// Costs must not be negative. After every unit the flow is the cheapest of its amount from the sources so far.
///
/// **Source**: successive shortest paths with potentials (Edmonds and Karp 1972), the search ended at the target.
struct CostFlow {
    private var heads: [Int]
    private var nexts: [Int] = []
    private var targets: [Int] = []
    private var rooms: [Int] = []
    private var costs: [Int] = []
    private var potentials: [Int]
    private var distances: [Int]
    private var arrivals: [Int]
    private var heap = NodeHeap()
    /// Arcs looked at so far: what a search costs, the same on every machine.
    private(set) var effort = 0

    init(nodes: Int) {
        heads = Array(repeating: -1, count: nodes)
        potentials = Array(repeating: 0, count: nodes)
        distances = Array(repeating: Int.max, count: nodes)
        arrivals = Array(repeating: -1, count: nodes)
    }

    /// Adds an arc for one unit; its number, by which ``isUsed(_:)`` knows it.
    @discardableResult
    mutating func arc(from source: Int, to target: Int, cost: Int) -> Int {
        link(source, target, room: 1, cost: cost)
        link(target, source, room: 0, cost: -cost)
        return targets.count - 2
    }

    /// Whether a unit goes through an arc.
    func isUsed(_ arc: Int) -> Bool { rooms[arc] == 0 }

    /// Sends one unit; false where no way is left, and then nothing has changed.
    mutating func send(from source: Int, to target: Int) -> Bool {
        guard search(from: source, to: target) else { return false }
        var node = target
        while node != source {
            let arc = arrivals[node]
            rooms[arc] -= 1
            rooms[arc ^ 1] += 1
            node = targets[arc ^ 1]
        }
        return true
    }
}

private extension CostFlow {
    mutating func link(_ source: Int, _ target: Int, room: Int, cost: Int) {
        nexts.append(heads[source])
        heads[source] = targets.count
        targets.append(target)
        rooms.append(room)
        costs.append(cost)
    }

    mutating func search(from source: Int, to target: Int) -> Bool {
        for node in distances.indices { distances[node] = Int.max }
        distances[source] = 0
        heap.removeAll()
        heap.push(source, at: 0)
        var settled: [Int] = []
        while let (node, distance) = heap.pop() {
            if distance > distances[node] { continue }
            if node == target {
                for other in settled { potentials[other] += distances[other] - distance }
                return true
            }
            settled.append(node)
            relax(node, distance)
        }
        return false
    }

    mutating func relax(_ node: Int, _ distance: Int) {
        var arc = heads[node]
        while arc >= 0 {
            effort += 1
            if rooms[arc] > 0 {
                let next = targets[arc]
                let found = distance + costs[arc] + potentials[node] - potentials[next]
                if found < distances[next] {
                    distances[next] = found
                    arrivals[next] = arc
                    heap.push(next, at: found)
                }
            }
            arc = nexts[arc]
        }
    }
}

/// Nodes by their distance, the nearest first.
private struct NodeHeap {
    private var entries: [(distance: Int, node: Int)] = []

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    mutating func push(_ node: Int, at distance: Int) {
        var place = entries.count
        entries.append((distance, node))
        while place > 0 {
            let parent = (place - 1) / 2
            if entries[parent].distance <= distance { break }
            entries.swapAt(place, parent)
            place = parent
        }
    }

    mutating func pop() -> (node: Int, distance: Int)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if entries.isEmpty { return (first.node, first.distance) }
        entries[0] = last
        sink()
        return (first.node, first.distance)
    }

    private mutating func sink() {
        var place = 0
        while true {
            var child = 2 * place + 1
            if child >= entries.count { return }
            if child + 1 < entries.count, entries[child + 1].distance < entries[child].distance { child += 1 }
            if entries[place].distance <= entries[child].distance { return }
            entries.swapAt(place, child)
            place = child
        }
    }
}
