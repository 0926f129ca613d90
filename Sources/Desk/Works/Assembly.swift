// SPDX-License-Identifier: MIT

import Model

/// A pack, a path or an issue while it is put together: parts with items, in order.
struct Assembly: Sendable, Hashable {
    var parts: [Part]

    /// A section of a pack or an issue, or a step of a path.
    struct Part: Sendable, Hashable {
        let title: String
        /// What it draws on.
        let topics: [Topic.ID]
        var items: [ReviewedItem]
        /// Whether a person chose what is in it, and in which order; else Cairn did.
        var isPicked: Bool
    }

    /// One thing that somebody does with it.
    enum Move: Sendable, Hashable {
        case up(Item.ID)
        case down(Item.ID)
        case remove(Item.ID)
        case add(ReviewedItem, to: Int)
        /// Lets Cairn choose for a part again.
        case release(Int)
        /// Puts all items into the parts and the order given, such as after one was dragged.
        case arrange([[Item.ID]])
        /// Puts these items into each part; nil lets Cairn choose for it.
        case fill([[ReviewedItem]?])
    }

    /// Its items, in order.
    var items: [ReviewedItem] { parts.flatMap(\.items) }

    /// What tells this state from others, so that nobody arranges what they have not seen.
    var mark: String {
        let words = parts.map { part in
            "\(part.isPicked ? "p" : "a")" + part.items.map(\.id.rawValue).joined(separator: ",")
        }
        return Digest.short(words.joined(separator: ";"))
    }

    /// The same after a move; a move that cannot be made changes nothing.
    func after(_ move: Move) -> Assembly {
        var next = self
        switch move {
        case .up(let id): next.shift(id, by: -1)
        case .down(let id): next.shift(id, by: 1)
        case .remove(let id):
            guard let place = place(of: id) else { return self }
            next.parts[place.part].items.remove(at: place.item)
            next.parts[place.part].isPicked = true
        case .add(let item, let part):
            guard parts.indices.contains(part), place(of: item.id) == nil else { return self }
            next.parts[part].items.append(item)
            next.parts[part].isPicked = true
        case .release(let part):
            guard parts.indices.contains(part) else { return self }
            next.parts[part].items = []
            next.parts[part].isPicked = false
        case .arrange(let order): next.arrange(order)
        case .fill(let contents): next.fill(contents)
        }
        return next
    }

    private func place(of id: Item.ID) -> (part: Int, item: Int)? {
        for (part, content) in parts.enumerated() {
            if let item = content.items.firstIndex(where: { $0.id == id }) { return (part, item) }
        }
        return nil
    }

    /// Moves an item within its part, and past its end into the next one.
    private mutating func shift(_ id: Item.ID, by step: Int) {
        guard let (part, index) = place(of: id) else { return }
        let target = index + step
        if parts[part].items.indices.contains(target) {
            parts[part].items.swapAt(index, target)
            parts[part].isPicked = true
        } else if parts.indices.contains(part + step) {
            let item = parts[part].items.remove(at: index)
            parts[part + step].items.insert(item, at: step > 0 ? 0 : parts[part + step].items.endIndex)
            parts[part].isPicked = true
            parts[part + step].isPicked = true
        }
    }

    private mutating func arrange(_ order: [[Item.ID]]) {
        let known = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = order.map { $0.compactMap { known[$0] } }
        let all = wanted.joined().map(\.id)
        guard wanted.count == parts.count, all.count == known.count, Set(all).count == all.count else {
            return
        }
        for (index, items) in wanted.enumerated() where parts[index].items != items {
            parts[index].items = items
            parts[index].isPicked = true
        }
    }

    private mutating func fill(_ contents: [[ReviewedItem]?]) {
        let all = contents.compactMap { $0 }.joined().map(\.id)
        guard contents.count == parts.count, Set(all).count == all.count else { return }
        for (index, items) in contents.enumerated() {
            // What Cairn chose already stays until it chooses anew.
            if items != nil || parts[index].isPicked { parts[index].items = items ?? [] }
            parts[index].isPicked = items != nil
        }
    }
}
