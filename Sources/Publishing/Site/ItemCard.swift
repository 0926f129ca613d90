// SPDX-License-Identifier: MIT

public import FoundationEssentials
import Markup
public import Model

/// What lists show of an approved item: all of it but its text.
///
/// It is small enough to be kept for every item, also from one build to the next; see ``SiteJob``.
public final class ItemCard: Sendable {
    /// The item.
    public let id: Item.ID
    /// A digest of everything that the item's pages are made from; nil where nobody said.
    public let key: InputKey?
    /// When its link was last found to work, UTC; nil where it was never checked, or is dead.
    public let checked: Date?
    /// Its headline, or the start of its text where there is none.
    let displayTitle: String
    let credited: Credited
    let licence: Licence
    /// The language that its feed states.
    let language: String?
    let times: Times
    /// How long it takes to read.
    public let minutes: Int
    /// Whether there is enough of its text for a page, where the licence allows one.
    let isLong: Bool
    /// The feeds that carry it, and what the first of them is called.
    let feeds: [Feed.ID]
    let source: String?
    let topics: [Topic.ID]
    let fit: Verdict.Fit
    let why: String

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

    /// Takes from an item what lists show.
    ///
    /// - Parameters:
    ///   - key: a digest of everything that the item is read from.
    ///   - checked: when its link was last found to work.
    public convenience init(_ reviewed: ReviewedItem, key: InputKey? = nil, checked: Date? = nil) {
        let library = reviewed.library
        let address = library.item.address ?? library.sources.lazy.compactMap(\.address).first
        let words = ReadingTime.words(in: library.readable.text.best)
        self.init(
            id: reviewed.id, key: key, checked: checked, displayTitle: library.item.displayTitle,
            credited: Credited(
                title: MarkdownEscape.plainLine(library.item.title, limit: 300),
                authors: ItemCredit.names(library.item.credit.authors),
                source: MarkdownEscape.plainLine(library.sources.first?.title ?? "", limit: 120),
                address: address?.text ?? ""),
            licence: library.licence, language: library.item.text.language,
            times: Times(date: library.date, shown: library.shownDate),
            minutes: ReadingTime.minutes(forWords: words),
            isLong: words >= WholeText.leastWords, feeds: library.sources.map(\.feed),
            source: library.sources.first?.title, topics: reviewed.verdict.topics, fit: reviewed.verdict.fit,
            why: reviewed.verdict.why)
    }

    init(
        id: Item.ID, key: InputKey?, checked: Date?, displayTitle: String, credited: Credited,
        licence: Licence, language: String?, times: Times, minutes: Int, isLong: Bool, feeds: [Feed.ID],
        source: String?, topics: [Topic.ID], fit: Verdict.Fit, why: String
    ) {
        self.id = id
        self.key = key
        self.checked = checked
        self.displayTitle = displayTitle
        self.credited = credited
        self.licence = licence
        self.language = language
        self.times = times
        self.minutes = minutes
        self.isLong = isLong
        self.feeds = feeds
        self.source = source
        self.topics = topics
        self.fit = fit
        self.why = why
    }

    /// Whether its whole text stands on a page of its own.
    func isWhole(commercially: Bool) -> Bool {
        isLong && licence.permits(.full, commercially: commercially) == .yes
    }
}

extension ItemCard {
    /// A card as bytes, for the next build.
    func write(to writer: inout MemoryWriter) {
        func addMaybe(_ text: String?) {
            writer.addCount(text == nil ? 0 : 1)
            if let text { writer.add(text) }
        }
        func addAll(_ texts: [String]) {
            writer.addCount(texts.count)
            for text in texts { writer.add(text) }
        }
        guard let key else { return }
        writer.add(id.rawValue)
        writer.add(key)
        writer.add(checked?.timeIntervalSinceReferenceDate ?? .nan)
        writer.add(times.date.timeIntervalSinceReferenceDate)
        writer.add(times.shown?.timeIntervalSinceReferenceDate ?? .nan)
        writer.addCount(minutes)
        writer.addCount(isLong ? 1 : 0)
        for text in [displayTitle, credited.title, credited.source, credited.address, licence.id, why] {
            writer.add(text)
        }
        for text in [credited.authors, language, source, fit.stage?.rawValue, fit.format] { addMaybe(text) }
        addAll(feeds.map(\.rawValue))
        addAll(topics.map(\.rawValue))
        addAll(fit.audiences.map(\.rawValue))
    }

    /// Reads what ``write(to:)`` wrote.
    convenience init(from reader: inout MemoryReader) throws(MemoryReader.Damaged) {
        func date(_ number: Double) -> Date? {
            number.isNaN ? nil : Date(timeIntervalSinceReferenceDate: number)
        }
        let (id, key) = (try reader.text(), try reader.key())
        let (checked, sorted, shown) = (try reader.real(), try reader.real(), try reader.real())
        let (minutes, isLong) = (try reader.count(), try reader.count() == 1)
        let (display, title) = (try reader.text(), try reader.text())
        let (source, address) = (try reader.text(), try reader.text())
        let (licence, why) = (try reader.text(), try reader.text())
        let (authors, language, first) = (try reader.maybe(), try reader.maybe(), try reader.maybe())
        let (stage, format) = (try reader.maybe(), try reader.maybe())
        let (feeds, topics, audiences) = (try reader.all(), try reader.all(), try reader.all())
        self.init(
            id: Item.ID(id), key: key, checked: date(checked), displayTitle: display,
            credited: Credited(title: title, authors: authors, source: source, address: address),
            licence: Licence(id: licence) ?? .unknown, language: language,
            times: Times(date: Date(timeIntervalSinceReferenceDate: sorted), shown: date(shown)),
            minutes: minutes, isLong: isLong, feeds: feeds.map { Feed.ID($0) }, source: first,
            topics: topics.map { Topic.ID($0) },
            fit: Verdict.Fit(
                audiences: audiences.map { Curriculum.Facet.ID($0) },
                stage: stage.map { Curriculum.Facet.ID($0) }, format: format), why: why)
    }
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
