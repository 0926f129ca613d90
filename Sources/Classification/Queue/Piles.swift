// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Items in piles of one leading topic and one source each, the worthiest on top; gives them out with variety.
///
/// The piles of a topic stand together: giving out one of them makes all others of that topic worth less by one and the same
/// factor, so that their order among each other stays, and only the topics are compared anew.
struct Piles {
    private var piles: [Pile] = []
    private var topics: [TopicPiles] = []
    /// How many items of each source were given out.
    private var given: [Int] = []

    private struct Pile {
        /// Its places among `topics` and `given`.
        let (topic, source): (Int, Int)
        var members: [(index: Int, worth: Double)]
        var taken = 0
    }

    /// What decides which of two items comes first, as far as it does.
    private struct Sorted {
        let worth: Double
        let date: Double
        /// The first eight bytes of the id, which nearly always tell two items of one day apart.
        let start: UInt64
        let index: Int32
        /// Its place among `topics`.
        let topic: Int32
    }

    private struct Key: Hashable {
        let topic: Int
        let source: Int
    }

    /// - Parameter worth: reckons what an item is worth.
    init(items: [QueueItem], worth: (QueueItem) -> Worth) {
        var (topicNumbers, sourceNumbers) = (Numbers<Topic.ID?>(), Numbers<Feed.ID>())
        var order = items.indices.map { index in
            let worth = worth(items[index])
            return Sorted(
                worth: worth.total, date: items[index].date.timeIntervalSinceReferenceDate,
                start: Piles.start(of: items[index].id), index: Int32(index),
                topic: Int32(topicNumbers.number(of: worth.leading)))
        }
        order.sort { one, other in
            if one.worth != other.worth { return one.worth > other.worth }
            if one.date != other.date { return one.date > other.date }
            if one.start != other.start { return one.start < other.start }
            return items[Int(one.index)].id < items[Int(other.index)].id
        }
        var numbers: [Key: Int] = [:]
        for item in order {
            let index = Int(item.index)
            let key = Key(topic: Int(item.topic), source: sourceNumbers.number(of: items[index].source))
            let member = (index: index, worth: item.worth)
            if let number = numbers[key] {
                piles[number].members.append(member)
            } else {
                numbers[key] = piles.count
                piles.append(Pile(topic: key.topic, source: key.source, members: [member]))
            }
        }
        topics = Array(repeating: TopicPiles(), count: topicNumbers.count)
        given = Array(repeating: 0, count: sourceNumbers.count)
        for (number, pile) in piles.enumerated() {
            topics[pile.topic].push(.init(pile: number, value: value(of: number)))
        }
    }

    /// The item that is worth most after what was given out; nil when there is none left.
    mutating func next() -> (index: Int, value: Double)? {
        var best: (head: TopicPiles.Head, value: Double)?
        for topic in topics.indices {
            refresh(topic)
            guard let head = topics[topic].first else { continue }
            let value = head.value * topics[topic].factor
            if let best, (best.value, head.pile) >= (value, best.head.pile) { continue }
            best = (head, value)
        }
        guard let best else { return nil }
        let number = best.head.pile
        let pile = piles[number]
        let index = pile.members[pile.taken].index
        piles[number].taken += 1
        given[pile.source] += 1
        topics[pile.topic].given += 1
        if piles[number].taken < pile.members.count {
            topics[pile.topic].replaceFirst(with: .init(pile: number, value: value(of: number)))
        } else {
            topics[pile.topic].removeFirst()
        }
        return (index, best.value)
    }

    /// What is left, in no particular order, with its worth after what was given out.
    func eachLeft(_ take: (_ index: Int, _ value: Double) -> Void) {
        for pile in piles {
            let factor = factor(of: pile.source) * topics[pile.topic].factor
            for member in pile.members[pile.taken...] { take(member.index, member.worth * factor) }
        }
    }

    /// Brings the first pile of a topic up to date: what its source gave in the meantime has made it worth less.
    private mutating func refresh(_ topic: Int) {
        while let head = topics[topic].first {
            let value = value(of: head.pile)
            if value >= head.value { return }
            topics[topic].replaceFirst(with: .init(pile: head.pile, value: value))
        }
    }

    /// The first eight bytes of an id as a number that sorts as they do.
    private static func start(of id: Item.ID) -> UInt64 {
        let bytes = id.rawValue.utf8.prefix(8)
        let start = bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return start << UInt64(8 * (8 - bytes.count))
    }

    private func factor(of source: Int) -> Double { 6 / (6 + Double(given[source])) }

    /// What the next item of a pile is worth, its topic left aside.
    private func value(of pile: Int) -> Double {
        piles[pile].members[piles[pile].taken].worth * factor(of: piles[pile].source)
    }
}

/// The piles of one topic, the one with the worthiest item first.
private struct TopicPiles {
    /// The top of a pile, with what it was worth when last looked at, its topic left aside.
    struct Head {
        let pile: Int
        let value: Double
    }

    /// How many items of the topic were given out.
    var given = 0
    private var heap: [Head] = []

    var factor: Double { 2 / (2 + Double(given)) }
    var first: Head? { heap.first }

    mutating func push(_ head: Head) {
        heap.append(head)
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func replaceFirst(with head: Head) {
        heap[0] = head
        sink()
    }

    mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
    }

    /// The larger value first, then the earlier pile.
    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        (heap[other].value, heap[one].pile) < (heap[one].value, heap[other].pile)
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

/// Numbers for what comes again and again, in the order of coming.
private struct Numbers<Thing: Hashable> {
    private var numbers: [Thing: Int] = [:]

    var count: Int { numbers.count }

    mutating func number(of thing: Thing) -> Int {
        if let number = numbers[thing] { return number }
        numbers[thing] = numbers.count
        return numbers.count - 1
    }
}
