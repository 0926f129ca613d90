// SPDX-License-Identifier: MIT

public import FoundationEssentials
import Markup
public import Model

/// What lists show of an approved item: all of it but its text.
///
/// It is small enough to be kept for every item, also from one build to the next; see ``SiteJob``. Of a kept one the words are
/// read when they are asked for: most builds show few items anew.
public final class ItemCard: Sendable {
    /// The item.
    public let id: Item.ID
    /// A digest of everything that the item's pages are made from; nil where nobody said.
    public let key: InputKey?
    /// When its link was last found to work, UTC; nil where it was never checked, or is dead.
    public let checked: Date?
    let times: Times
    /// How long it takes to read.
    public let minutes: Int
    /// Whether its whole text may stand on a page of its own, where the publication earns nothing and where it does.
    private let isWhole: (free: Bool, paid: Bool)
    let kinds: Kinds
    /// Digests of what the A to Z shows of it, and of what choosing it for a pack depends on.
    let digests: Digests
    private let form: Form

    /// What it is of.
    struct Kinds: Hashable {
        /// The feeds that carry it, and what the first of them is called.
        let feeds: [Feed.ID]
        let source: String?
        let topics: [Topic.ID]
        let fit: Verdict.Fit
    }

    /// Its words, plain text.
    struct Details: Hashable {
        /// Its headline, or the start of its text where there is none.
        let displayTitle: String
        let credited: Credited
        let licence: Licence
        /// The language that its feed states.
        let language: String?
        let why: String
    }

    /// Whom to credit, as plain text; what is missing is empty.
    struct Credited: Hashable {
        let title: String
        let authors: String?
        let source: String
        /// Where it can be read; empty where nobody says.
        let address: String
    }

    /// When it was published.
    struct Times: Hashable {
        /// To sort by.
        let date: Date
        /// To show; nil where the source gives none.
        let shown: Date?
    }

    struct Digests: Hashable {
        let search: InputKey
        let choice: InputKey
    }

    /// How its words are there.
    private enum Form {
        case made(Details)
        /// As ``CardMemory`` wrote the card, and where the words begin in that.
        case kept(record: ArraySlice<UInt8>, details: Int)
    }

    /// Takes from an item what lists show.
    ///
    /// - Parameters:
    ///   - key: a digest of everything that the item is read from.
    ///   - checked: when its link was last found to work.
    public init(_ reviewed: ReviewedItem, key: InputKey? = nil, checked: Date? = nil) {
        let library = reviewed.library
        let address = library.item.address ?? library.sources.lazy.compactMap(\.address).first
        let words = ReadingTime.words(in: library.readable.text.best)
        let source = library.sources.first?.title
        let licence = library.licence
        let details = Details(
            displayTitle: library.item.displayTitle,
            credited: Credited(
                title: MarkdownEscape.plainLine(library.item.title, limit: 300),
                authors: ItemCredit.names(library.item.credit.authors),
                source: MarkdownEscape.plainLine(source ?? "", limit: 120), address: address?.text ?? ""),
            licence: licence, language: library.item.text.language, why: reviewed.verdict.why)
        id = reviewed.id
        self.key = key
        self.checked = checked
        times = Times(date: library.date, shown: library.shownDate)
        minutes = ReadingTime.minutes(forWords: words)
        kinds = Kinds(
            feeds: library.sources.map(\.feed), source: source, topics: reviewed.verdict.topics,
            fit: reviewed.verdict.fit)
        let isLong = words >= WholeText.leastWords
        isWhole = (
            isLong && licence.permits(.full, commercially: false) == .yes,
            isLong && licence.permits(.full, commercially: true) == .yes
        )
        digests = Digests(of: details, kinds, times, minutes)
        form = .made(details)
    }

    /// Its words.
    var details: Details {
        switch form {
        case .made(let details): details
        case .kept(let record, let start): (try? Details(record[start...])) ?? .none
        }
    }

    /// Whether its whole text stands on a page of its own.
    func isWhole(commercially: Bool) -> Bool { commercially ? isWhole.paid : isWhole.free }

    /// Adds the card as it is kept for the next build; one without a key is not kept.
    ///
    /// - Parameter names: those that many cards have in common; a card that was kept was kept with the same.
    func write(to writer: inout MemoryWriter, _ names: inout CardNames) {
        guard let key else { return }
        switch form {
        case .kept(let record, _): writer.add(record)
        case .made(let details):
            var record = MemoryWriter()
            record.add(id.rawValue)
            for key in [key, digests.search, digests.choice] { record.add(key) }
            record.add(checked?.timeIntervalSinceReferenceDate ?? .nan)
            record.add(times.date.timeIntervalSinceReferenceDate)
            record.add(times.shown?.timeIntervalSinceReferenceDate ?? .nan)
            record.addCount(minutes)
            record.addCount((isWhole.free ? 1 : 0) + (isWhole.paid ? 2 : 0))
            for name in [kinds.source, kinds.fit.stage?.rawValue, kinds.fit.format] {
                record.addCount(name.map { names.number(of: $0) + 1 } ?? 0)
            }
            func add(_ count: Int, _ list: some Sequence<String>) {
                record.addCount(count)
                for name in list { record.addCount(names.number(of: name)) }
            }
            add(kinds.feeds.count, kinds.feeds.lazy.map(\.rawValue))
            add(kinds.topics.count, kinds.topics.lazy.map(\.rawValue))
            add(kinds.fit.audiences.count, kinds.fit.audiences.lazy.map(\.rawValue))
            details.write(to: &record)
            writer.add(record.bytes)
        }
    }

    /// Reads what ``write(to:_:)`` wrote.
    init(kept record: ArraySlice<UInt8>, _ names: [String]) throws(MemoryReader.Damaged) {
        func date(_ number: Double) -> Date? {
            number.isNaN ? nil : Date(timeIntervalSinceReferenceDate: number)
        }
        var reader = MemoryReader(record)
        func name() throws(MemoryReader.Damaged) -> String? {
            let number = try reader.count()
            guard number <= names.count else { throw MemoryReader.Damaged() }
            return number == 0 ? nil : names[number - 1]
        }
        func list<ID>(_ id: (String) -> ID) throws(MemoryReader.Damaged) -> [ID] {
            let count = try reader.count()
            var found: [ID] = []
            for _ in 0..<count {
                let number = try reader.count()
                guard number < names.count else { throw MemoryReader.Damaged() }
                found.append(id(names[number]))
            }
            return found
        }
        id = Item.ID(try reader.text())
        key = try reader.key()
        digests = Digests(search: try reader.key(), choice: try reader.key())
        checked = date(try reader.real())
        times = Times(
            date: Date(timeIntervalSinceReferenceDate: try reader.real()), shown: date(try reader.real()))
        minutes = try reader.count()
        let wholes = try reader.count()
        isWhole = (wholes & 1 == 1, wholes & 2 == 2)
        let (source, stage, format) = (try name(), try name(), try name())
        let (feeds, topics) = (try list { Feed.ID($0) }, try list { Topic.ID($0) })
        kinds = Kinds(
            feeds: feeds, source: source, topics: topics,
            fit: Verdict.Fit(
                audiences: try list { Curriculum.Facet.ID($0) }, stage: stage.map { Curriculum.Facet.ID($0) },
                format: format))
        form = .kept(record: record, details: reader.place)
    }
}

extension ItemCard {
    var source: String? { kinds.source }
    var fit: Verdict.Fit { kinds.fit }
    var topics: [Topic.ID] { kinds.topics }
    var feeds: [Feed.ID] { kinds.feeds }
    var displayTitle: String { details.displayTitle }
}

/// What may be chosen for a pack or an issue.
protocol Choosable: Sendable {
    var id: Item.ID { get }
    var topics: [Topic.ID] { get }
    var fit: Verdict.Fit { get }
    /// To sort by.
    var date: Date { get }
    var minutes: Int { get }
    var feeds: [Feed.ID] { get }
    var displayTitle: String { get }
}

extension ItemCard: Choosable {
    var date: Date { times.date }
}

extension ReviewedItem: Choosable {
    var topics: [Topic.ID] { verdict.topics }
    var fit: Verdict.Fit { verdict.fit }
    var date: Date { library.date }
    var minutes: Int { library.minutes }
    var feeds: [Feed.ID] { library.sources.map(\.feed) }
    var displayTitle: String { item.displayTitle }
}
