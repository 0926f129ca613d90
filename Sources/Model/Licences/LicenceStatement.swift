// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A licence together with where it was found, so that a curator can check it.
public struct LicenceStatement: Hashable, Sendable {
    /// The licence; ``Licence/unknown`` where one is stated that Cairn does not know, or two that cannot both be meant.
    public let licence: Licence
    /// Where it was found.
    public let place: Place
    /// The words or address that state it, as found; 200 characters at the most.
    public let words: String
    /// When it was seen, UTC, whole seconds; nil for what was kept before Cairn noted it.
    public let seen: Date?

    /// Where a licence can be found, strongest first.
    public enum Place: String, Sendable, Codable, CaseIterable, Comparable {
        /// A curator said so of this very item.
        case confirmed
        /// At the item itself.
        case item
        /// At the feed, for all its items.
        case feed
        /// In the curator's note on the feed.
        case curator
        /// In the head or the main part of the item's page.
        case page
        /// At the foot or edge of the page: what the whole site says. A suggestion, nothing to act by.
        case footer

        /// Whether it may be acted by without a curator's word.
        public var counts: Bool { self != .footer }

        public static func < (left: Place, right: Place) -> Bool { left.rank < right.rank }

        private var rank: Int { Place.allCases.firstIndex(of: self) ?? Place.allCases.count }
    }

    /// Holds what it is given; the words are cut at 200 characters, the moment at whole seconds.
    public init(licence: Licence, place: Place, words: String, seen: Date? = nil) {
        self.licence = licence
        self.place = place
        self.words = String(words.prefix(200))
        self.seen = seen.map {
            Date(timeIntervalSinceReferenceDate: $0.timeIntervalSinceReferenceDate.rounded(.down))
        }
    }

    /// The same, seen at a moment.
    public func seen(at moment: Date) -> LicenceStatement {
        LicenceStatement(licence: licence, place: place, words: words, seen: moment)
    }
}

extension LicenceStatement: Codable {
    private enum CodingKeys: String, CodingKey {
        case licence, place, words, seen
    }

    /// A place that this Cairn does not know is the weakest one, so that nothing is permitted by mistake.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let place = try container.decode(String.self, forKey: .place)
        self.init(
            licence: try container.decode(Licence.self, forKey: .licence),
            place: Place(rawValue: place) ?? .footer,
            words: try container.decodeIfPresent(String.self, forKey: .words) ?? "",
            seen: try container.decodeIfPresent(Date.self, forKey: .seen))
    }
}
