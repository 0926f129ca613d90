// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// The cards of all items from one build to the next.
struct CardMemory {
    /// In the order of the last build.
    private(set) var cards: [ItemCard] = []
    /// What many cards have in common, such as their topics.
    private var names = CardNames()

    /// None.
    init() {}

    /// Reads what the last build kept; none where another program wrote it.
    init(_ bytes: ArraySlice<UInt8>, maker: InputKey) {
        var reader = MemoryReader(bytes)
        do throws(MemoryReader.Damaged) {
            guard try reader.key() == maker else { return }
            let count = try reader.count()
            var records: [ArraySlice<UInt8>] = []
            records.reserveCapacity(min(count, bytes.count / 100))
            for _ in 0..<count { records.append(try reader.slice()) }
            let names = try reader.all()
            var cards: [ItemCard] = []
            cards.reserveCapacity(count)
            for record in records { cards.append(try ItemCard(kept: record, names)) }
            self.cards = cards
            self.names = CardNames(names)
        } catch {
            return
        }
    }

    /// What the next build will read; cards that were kept must be of this memory.
    consuming func bytes(of cards: [ItemCard], maker: InputKey) -> [UInt8] {
        var writer = MemoryWriter()
        writer.reserve(cards.count * 400 + 10_000)
        writer.add(maker)
        writer.addCount(cards.count { $0.key != nil })
        for card in cards where card.key != nil { card.write(to: &writer, &names) }
        // The names come last, as they are known when all cards are written.
        writer.addCount(names.all.count)
        for name in names.all { writer.add(name) }
        return writer.bytes
    }
}

/// Names that many cards have in common, by number.
struct CardNames {
    private(set) var all: [String] = []
    private var numbers: [String: Int] = [:]

    init() {}

    init(_ names: [String]) { for name in names { _ = number(of: name) } }

    /// The number of a name, which it gets where it has none.
    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = all.count
        all.append(name)
        return all.count - 1
    }
}

extension ItemCard.Details {
    /// What stands for words that cannot be read, which no page can be made of.
    static let none = ItemCard.Details(
        displayTitle: "", credited: ItemCard.Credited(title: "", authors: nil, source: "", address: ""),
        licence: .unknown, language: nil, why: "")

    func write(to writer: inout MemoryWriter) {
        for text in [displayTitle, credited.title, credited.source, credited.address, licence.id, why] {
            writer.add(text)
        }
        for text in [credited.authors, language] {
            writer.addCount(text == nil ? 0 : 1)
            if let text { writer.add(text) }
        }
    }

    init(_ bytes: ArraySlice<UInt8>) throws(MemoryReader.Damaged) {
        var reader = MemoryReader(bytes)
        displayTitle = try reader.text()
        let (title, source, address) = (try reader.text(), try reader.text(), try reader.text())
        licence = Licence(id: try reader.text()) ?? .unknown
        why = try reader.text()
        credited = ItemCard.Credited(
            title: title, authors: try reader.maybe(), source: source, address: address)
        language = try reader.maybe()
    }
}

extension ItemCard.Digests {
    init(
        of details: ItemCard.Details, _ kinds: ItemCard.Kinds, _ times: ItemCard.Times, _ minutes: Int
    ) {
        var writer = MemoryWriter()
        writer.reserve(300)
        for text in [details.credited.title, details.credited.source, details.credited.address] {
            writer.add(text)
        }
        writer.add(details.credited.authors ?? "\u{0}")
        for topic in kinds.topics { writer.add(topic.rawValue) }
        search = Checksum(of: writer.bytes).front
        writer.removeAll()
        writer.add(times.date.timeIntervalSinceReferenceDate)
        writer.addCount(minutes)
        func add(_ count: Int, _ list: some Sequence<String>) {
            writer.addCount(count)
            for text in list { writer.add(text) }
        }
        add(kinds.topics.count, kinds.topics.lazy.map(\.rawValue))
        add(kinds.fit.audiences.count, kinds.fit.audiences.lazy.map(\.rawValue))
        add(kinds.feeds.count, kinds.feeds.lazy.map(\.rawValue))
        writer.add(kinds.fit.stage?.rawValue ?? "")
        choice = Checksum(of: writer.bytes).front
    }
}
