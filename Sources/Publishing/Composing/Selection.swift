// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// How items find their sections: each goes to the section that wants it most, and the sections take turns.
struct Selection {
    /// A section that wants items.
    struct Shelf {
        let title: String
        let topics: [Topic.ID]
        /// Items at the most.
        let size: Int
        /// Items that were picked by hand, in order.
        var picked: [Item.ID] = []
        /// The readers in mind, where they are not those of the whole.
        var audience: Curriculum.Facet.ID?
        /// The stage that the readers are at, where that matters.
        var stage: Curriculum.Facet.ID?

        /// Why an item that has a wanted topic is not for this shelf; nil where it is.
        func refusal(
            of fit: Verdict.Fit, naming name: ([Curriculum.Facet.ID]) -> [String]
        ) -> LeftOut.Reason? {
            if let audience, !fit.audiences.isEmpty, !fit.audiences.contains(audience) {
                return .otherReaders(name(fit.audiences))
            }
            if let stage, let other = fit.stage, other != stage {
                return .otherStage(name([other]).first ?? "")
            }
            return nil
        }
    }

    let shelves: [Shelf]
    /// The readers in mind, if there are any.
    let audience: Curriculum.Facet.ID?
    /// Items at the most, over all sections.
    let items: Int
    /// Minutes at the most, over all sections.
    let minutes: Int
    /// Items that earlier issues had.
    var used: Set<Item.ID> = []
    /// The readers' sector, where at least one item must come from another; nil where that does not matter.
    var sector: String?
    /// The sector of each feed, where it is known.
    var sectors: [Feed.ID: String] = [:]
    /// Whether to say what is left out by its title, in the order of ids; that costs more than the choice.
    var isExplained = true

    /// What was chosen and what was not.
    struct Result<Thing> {
        /// What each shelf that is not empty has, with the shelf's title.
        var sections: [(title: String, items: [Thing])]
        var leftOut: [LeftOut]
    }

    /// Chooses; the order in which items are handed in makes no difference.
    ///
    /// - Parameter areDistinct: whether no item is among them twice.
    func choose<Thing: Choosable>(
        from items: [Thing], areDistinct: Bool = false, naming curriculum: Curriculum
    ) -> Result<Thing> {
        var queues = shelves.map { _ in [Candidate<Thing>]() }
        var leftOut = Leaving(isExplained: isExplained)
        // Of what is not told no names are looked up.
        let name: (([Curriculum.Facet.ID]) -> [String]) =
            isExplained ? { $0.map { curriculum.name(of: $0) } } : { _ in [] }
        let wishes = Wishes(of: shelves)
        for item in areDistinct ? items : Selection.distinct(items) {
            switch place(of: item, wishes, naming: name) {
            case .shelf(let shelf, let rank): queues[shelf].append(Candidate(item: item, rank: rank))
            case .none(let reason): leftOut.leave(item, reason)
            }
        }
        let sorted = queues.map { $0.sorted(by: Candidate<Thing>.isBetter) }
        var (chosen, notChosen) = takeTurns(sorted)
        if sector != nil, !chosen.joined().contains(where: isFromElsewhere), let first = fromElsewhere(sorted)
        {
            (chosen, notChosen) = takeTurns(sorted, first: first)
        }
        leftOut.leave(notChosen)
        let sections = zip(shelves, chosen).compactMap { shelf, items in
            items.isEmpty ? nil : (title: shelf.title, items: items)
        }
        return Result(
            sections: sections, leftOut: isExplained ? leftOut.all.sorted { $0.item < $1.item } : leftOut.all)
    }
}

private extension Selection {
    /// An item that waits for its turn.
    struct Candidate<Thing: Choosable> {
        let item: Thing
        /// How central the wanted topic is to the item; 0 is its main topic, below 0 is what was picked by hand.
        let rank: Int

        /// More central first, then newer, then by id.
        static func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            if left.item.date != right.item.date {
                return left.item.date > right.item.date
            }
            return left.item.id < right.item.id
        }
    }

    enum Place {
        case shelf(Int, rank: Int)
        case none(LeftOut.Reason)
    }

    static func distinct<Thing: Choosable>(_ items: [Thing]) -> [Thing] {
        var seen: Set<Item.ID> = []
        return items.filter { seen.insert($0.id).inserted }
    }

    /// What the shelves want, to be asked of many items.
    struct Wishes {
        let picked: Set<Item.ID>
        /// The shelves that want a topic.
        let shelves: [Topic.ID: [Int]]

        init(of shelves: [Shelf]) {
            picked = Set(shelves.flatMap(\.picked))
            var wanting: [Topic.ID: [Int]] = [:]
            for (place, shelf) in shelves.enumerated() {
                for topic in Set(shelf.topics) { wanting[topic, default: []].append(place) }
            }
            self.shelves = wanting
        }
    }

    func place(
        of item: some Choosable, _ wishes: Wishes, naming name: ([Curriculum.Facet.ID]) -> [String]
    ) -> Place {
        if wishes.picked.contains(item.id),
            let shelf = shelves.firstIndex(where: { $0.picked.contains(item.id) })
        {
            let picked = shelves[shelf].picked
            return .shelf(shelf, rank: (picked.firstIndex(of: item.id) ?? 0) - picked.count)
        }
        if used.contains(item.id) { return .none(.usedBefore) }
        let fit = item.fit
        let audiences = fit.audiences
        if let audience, !audiences.isEmpty, !audiences.contains(audience) {
            return .none(.otherReaders(name(audiences)))
        }
        var refused: (shelf: Int, reason: LeftOut.Reason)?
        for (rank, topic) in item.topics.enumerated() {
            for shelf in wishes.shelves[topic] ?? [] {
                guard let reason = shelves[shelf].refusal(of: fit, naming: name) else {
                    return .shelf(shelf, rank: rank)
                }
                // Of several reasons that of the first shelf counts.
                if shelf < refused?.shelf ?? Int.max { refused = (shelf, reason) }
            }
        }
        return .none(refused?.reason ?? .otherTopics)
    }

    /// Round after round each section takes its best item that still fits.
    ///
    /// - Parameter first: an item that is sure of its place, whatever else fits.
    func takeTurns<Thing: Choosable>(
        _ queues: [[Candidate<Thing>]], first: (shelf: Int, item: Thing)? = nil
    ) -> ([[Thing]], Leaving) {
        var leftOut = Leaving(isExplained: isExplained)
        var waiting = queues.map { queue in queue.filter { $0.item.id != first?.item.id }[...] }
        var chosen = queues.map { _ in [Thing]() }
        var room = Room(items: items, minutes: minutes)
        if let first {
            chosen[first.shelf] = [first.item]
            room.items -= 1
            room.minutes -= first.item.minutes
        }
        while waiting.contains(where: { !$0.isEmpty }) {
            for shelf in shelves.indices {
                while let next = waiting[shelf].popFirst() {
                    if let reason = refusal(of: next.item, shelf, chosen[shelf].count, room) {
                        leftOut.leave(next.item, reason)
                    } else {
                        chosen[shelf].append(next.item)
                        room.items -= 1
                        room.minutes -= next.item.minutes
                        break
                    }
                }
            }
        }
        return (chosen, leftOut)
    }

    /// Whether an item comes from another sector than the readers'; what has no known sector does not count.
    func isFromElsewhere(_ item: some Choosable) -> Bool {
        item.feeds.contains { feed in sectors[feed].map { $0 != sector } ?? false }
    }

    /// The best item from another sector that could be chosen at all, with its shelf.
    func fromElsewhere<Thing: Choosable>(_ queues: [[Candidate<Thing>]]) -> (shelf: Int, item: Thing)? {
        let found = queues.enumerated().flatMap { shelf, queue in
            queue.filter { candidate in
                isFromElsewhere(candidate.item) && shelves[shelf].size > 0 && items > 0
                    && candidate.item.minutes <= minutes
            }.map { (shelf: shelf, candidate: $0) }
        }
        return found.min { Candidate<Thing>.isBetter($0.candidate, $1.candidate) }.map {
            ($0.shelf, $0.candidate.item)
        }
    }

    /// What is left to fill.
    struct Room {
        var items: Int
        var minutes: Int
    }

    func refusal(of item: some Choosable, _ shelf: Int, _ count: Int, _ room: Room) -> LeftOut.Reason? {
        if room.items <= 0 { return .full(items: items) }
        if count >= shelves[shelf].size {
            return .sectionFull(title: shelves[shelf].title, items: shelves[shelf].size)
        }
        let minutes = item.minutes
        return minutes > room.minutes ? .tooLong(minutes: minutes, left: room.minutes) : nil
    }
}

/// What is left out: each item where that is told, else one for each kind of reason.
private struct Leaving {
    let isExplained: Bool
    private(set) var all: [LeftOut] = []

    init(isExplained: Bool) { self.isExplained = isExplained }

    mutating func leave(_ item: some Choosable, _ reason: LeftOut.Reason) {
        guard isExplained || !all.contains(where: { $0.reason.kind == reason.kind }) else { return }
        let title = isExplained ? MarkdownEscape.plainLine(item.displayTitle, limit: 120) : ""
        all.append(LeftOut(item: item.id, title: title, reason: reason))
    }

    mutating func leave(_ others: Leaving) {
        for one in others.all where isExplained || !all.contains(where: { $0.reason.kind == one.reason.kind })
        {
            all.append(one)
        }
    }
}

private extension LeftOut.Reason {
    /// Which case it is, whatever it holds.
    var kind: Int {
        switch self {
        case .otherTopics: 0
        case .otherReaders: 1
        case .otherStage: 2
        case .usedBefore: 3
        case .sectionFull: 4
        case .full: 5
        case .tooLong: 6
        }
    }
}
