// SPDX-License-Identifier: MIT

import Model

/// Items in piles of one leading topic and one source each, the worthiest on top; gives them out with variety.
struct Piles {
    private var piles: [Pile] = []
    private var heap: [Head] = []
    private var topics: [Topic.ID?: Int] = [:]
    private var sources: [Feed.ID: Int] = [:]

    private struct Key: Hashable {
        let topic: Topic.ID?
        let source: Feed.ID
    }

    private struct Pile {
        let key: Key
        var members: [(index: Int, worth: Double)]
        var taken = 0
    }

    /// The top of a pile, with what it was worth when last looked at.
    private struct Head {
        let pile: Int
        let value: Double
    }

    init(items: [QueueItem], worths: [Worth]) {
        let order = items.indices.sorted { one, other in
            let (left, right) = (worths[one].total, worths[other].total)
            if left != right { return left > right }
            if items[one].date != items[other].date { return items[one].date > items[other].date }
            return items[one].id < items[other].id
        }
        var numbers: [Key: Int] = [:]
        for index in order {
            let key = Key(topic: worths[index].leading, source: items[index].source)
            let member = (index: index, worth: worths[index].total)
            if let number = numbers[key] {
                piles[number].members.append(member)
            } else {
                numbers[key] = piles.count
                piles.append(Pile(key: key, members: [member]))
            }
        }
        for pile in piles.indices { push(Head(pile: pile, value: value(of: pile))) }
    }

    /// The item that is worth most after what was given out; nil when there is none left.
    mutating func next() -> (index: Int, value: Double)? {
        while let head = heap.first {
            let value = value(of: head.pile)
            // What was given out since then has made it worth less: look again.
            guard value >= head.value else {
                replaceFirst(with: Head(pile: head.pile, value: value))
                continue
            }
            let index = piles[head.pile].members[piles[head.pile].taken].index
            piles[head.pile].taken += 1
            topics[piles[head.pile].key.topic, default: 0] += 1
            sources[piles[head.pile].key.source, default: 0] += 1
            if piles[head.pile].taken < piles[head.pile].members.count {
                replaceFirst(with: Head(pile: head.pile, value: self.value(of: head.pile)))
            } else {
                removeFirst()
            }
            return (index, value)
        }
        return nil
    }

    /// What is left, by worth after what was given out.
    func rest() -> [(index: Int, value: Double)] {
        var left: [(pile: Int, index: Int, value: Double)] = []
        for (number, pile) in piles.enumerated() {
            let factor = factor(of: pile.key)
            for member in pile.members[pile.taken...] {
                left.append((number, member.index, member.worth * factor))
            }
        }
        let order = left.indices.sorted { one, other in
            let (first, second) = (left[one], left[other])
            return (second.value, first.pile, one) < (first.value, second.pile, other)
        }
        return order.map { (left[$0].index, left[$0].value) }
    }
}

extension Piles {
    private func factor(of key: Key) -> Double {
        let topic = Double(topics[key.topic] ?? 0)
        let source = Double(sources[key.source] ?? 0)
        return 2 / (2 + topic) * 6 / (6 + source)
    }

    private func value(of pile: Int) -> Double {
        piles[pile].members[piles[pile].taken].worth * factor(of: piles[pile].key)
    }

    /// The larger value first, then the earlier pile.
    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        (heap[other].value, heap[one].pile) < (heap[one].value, heap[other].pile)
    }

    private mutating func push(_ head: Head) {
        heap.append(head)
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func replaceFirst(with head: Head) {
        heap[0] = head
        sink()
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, best) {
                best = child
            }
            if best == parent { return }
            heap.swapAt(parent, best)
            parent = best
        }
    }
}
