// SPDX-License-Identifier: MIT

/// Says whether two items that different feeds gave are one article, by their words.
///
/// It would rather keep two copies apart than hide an article behind another: a curator sees two copies and can join them,
/// but would never see the article that is hidden. So texts that differ in a number are two, however much they share, unless
/// the headline is the same too.
public struct ItemLikeness: Sendable {
    private let headline: Headline
    private let numbers: Set<String>
    /// The hash of each three words that stand together.
    private let triples: Set<UInt64>
    private let words: Int
    private let host: String?

    /// Words beyond these are not compared.
    private static let wordLimit = 20_000
    /// The fewest words on which two items with different headlines are one.
    private static let fewestWords = 60
    /// The fewest words of a teaser.
    private static let fewestTeaserWords = 12
    /// Days within which a site gives what another gave.
    private static let daysOfCopying = 14.0

    /// Prepares an item to be compared.
    public init(_ item: Item) {
        let text = Counters.removed(from: item.text.best)
        headline = Headline(item.title)
        numbers = WrittenNumbers.all(in: text)
        let hashes = Array(TextWords(text).prefix(ItemLikeness.wordLimit))
        words = hashes.count
        triples = Set(
            hashes.indices.dropLast(2).map { place in
                let pair = TextWords.mixed(hashes[place] &* 3 ^ hashes[place + 1])
                return TextWords.mixed(pair &* 3 ^ hashes[place + 2])
            })
        host = item.address?.host
    }

    /// Whether both are one article.
    ///
    /// - Parameter daysApart: days between their dates. Who copies an article does so soon; later, only the very same words
    ///   count.
    public func isSameArticle(as other: ItemLikeness, daysApart: Double) -> Bool {
        let fewest = min(words, other.words)
        let isElsewhere = host != other.host
        let isSoon = abs(daysApart) <= ItemLikeness.daysOfCopying
        if isElsewhere, isSoon, let key = headline.key, key == other.headline.key {
            return fewest >= ItemLikeness.fewestTeaserWords && isTeaserOrCopy(of: other)
        }
        guard fewest >= TextFingerprint.fewestWords, numbers == other.numbers else { return false }
        let isAlike = headline.isLike(other.headline)
        // A site seldom copies itself; what looks so is often a form that was filled in twice.
        guard isAlike || isElsewhere && fewest >= ItemLikeness.fewestWords else { return false }
        let wanted = isElsewhere && isSoon ? isAlike ? 0.8 : 0.9 : 0.97
        return ItemLikeness.share(triples, other.triples) >= wanted
    }

    /// Whether one text is the other in the main, or stands in it as a whole.
    private func isTeaserOrCopy(of other: ItemLikeness) -> Bool {
        let (few, many) =
            triples.count <= other.triples.count
            ? (triples, other.triples) : (other.triples, triples)
        let both = few.count { many.contains($0) }
        return both * 10 >= few.count * 9 || ItemLikeness.share(few, many) >= 0.8
    }

    /// What two sets have in common, 0...1 of all that is in either.
    private static func share(_ one: Set<UInt64>, _ other: Set<UInt64>) -> Double {
        let (few, many) = one.count <= other.count ? (one, other) : (other, one)
        // Even the whole of the smaller one could not be enough.
        guard !many.isEmpty, few.count * 4 >= many.count * 3 else { return 0 }
        let both = few.count { many.contains($0) }
        return Double(both) / Double(few.count + many.count - both)
    }
}
