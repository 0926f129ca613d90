// SPDX-License-Identifier: MIT

public import Model

/// A word, or two that stand side by side, which a topic's articles did not use and now do.
public struct NewWords: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The words as one of the late articles has them.
    public let words: String
    /// In how many of the late articles they stand.
    public let late: Int
    /// How many late articles there are.
    public let lateAll: Int
    /// In how many of the articles before they stand.
    public let early: Int
    /// How many articles there were before.
    public let earlyAll: Int

    /// For a curator: `“agentic” (in 5 of 12, before in 0 of 40)`.
    public var description: String {
        "\u{201C}\(words)\u{201D} (in \(late) of \(lateAll), before in \(early) of \(earlyAll))"
    }
}

/// Finds the new words of topics among articles that curators gave them.
///
/// Words that a term of the topic covers are no news, nor are those that came up in all articles alike, such as the year.
/// Only what chance would bring about less than once in a thousand times is a new word.
///
/// **Source**: the log-likelihood ratio of two counts (Dunning, "Accurate Methods for the Statistics of Surprise and
/// Coincidence", 1993).
public struct NewWordSearch: Sendable {
    /// So many of the late articles must have a new word.
    public static let leastCount = 3
    /// Of a topic no more are named.
    public static let limit = 5

    private let articles: [Article]
    /// In how many of all late articles each gram stands.
    private let lateCounts: [UInt64: Int]
    private let matcher: TermMatcher

    /// What is kept of one article.
    fileprivate struct Article {
        let item: Item
        let grams: [UInt64]
        let topics: Set<Topic.ID>
        let isLate: Bool
    }

    /// Reads all articles once.
    ///
    /// - Parameter labelled: each with its topics and whether it is one of the late ones.
    public init(_ labelled: [(example: LabelledItem, isLate: Bool)], curriculum: Curriculum) {
        matcher = TermMatcher(curriculum: curriculum)
        var memory = WordMemory()
        articles = labelled.map { example, isLate in
            let grams = Grams(in: ReadItem(example.item), remembering: &memory).grams
            return Article(
                item: example.item, grams: grams, topics: Set(example.topics), isLate: isLate)
        }
        lateCounts = Self.counts(articles.filter(\.isLate))
    }

    /// The new words of a topic, the most telling first.
    public func words(of topic: Topic.ID) -> [NewWords] {
        let own = articles.filter { $0.topics.contains(topic) }
        let late = own.filter(\.isLate)
        let early = own.filter { !$0.isLate }
        guard late.count >= Self.leastCount, early.count >= Self.leastCount else { return [] }
        let counts = Self.counts(late).filter { $0.value >= Self.leastCount }
        let before = Self.counts(early, of: counts)
        let otherAll = articles.count(where: \.isLate) - late.count
        let found = counts.compactMap { gram, count -> Candidate? in
            let early = (hits: before[gram] ?? 0, all: early.count)
            let others = (lateCounts[gram] ?? count) - count
            let share = Double(count) / Double(late.count)
            guard share >= 2 * Double(early.hits) / Double(early.all),
                share >= 1.5 * Double(others) / Double(max(otherAll, 1))
            else { return nil }
            let surprise = Self.surprise((count, late.count), early)
            return surprise > 10.83 ? Candidate(gram: gram, surprise: surprise) : nil
        }
        let best = found.sorted { ($1.surprise, $0.gram) < ($0.surprise, $1.gram) }.prefix(60)
        return named(Array(best), of: topic, in: late).prefix(Self.limit).map { candidate in
            NewWords(
                words: candidate.words, late: counts[candidate.gram] ?? 0, lateAll: late.count,
                early: before[candidate.gram] ?? 0, earlyAll: early.count)
        }
    }
}

/// What may be a new word.
private struct Candidate {
    let gram: UInt64
    let surprise: Double
    var words = ""
}

private extension NewWordSearch {
    static func counts(_ articles: [Article]) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for article in articles { for gram in article.grams { counts[gram, default: 0] += 1 } }
        return counts
    }

    /// Counts the grams that another count has.
    static func counts(_ articles: [Article], of wanted: [UInt64: Int]) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for article in articles {
            for gram in article.grams where wanted[gram] != nil { counts[gram, default: 0] += 1 }
        }
        return counts
    }

    /// How far two counts are from being of one share; 10.83 comes by chance once in a thousand times.
    static func surprise(_ one: (hits: Int, all: Int), _ other: (hits: Int, all: Int)) -> Double {
        let share = Double(one.hits + other.hits) / Double(one.all + other.all)
        func part(_ count: Int, _ expected: Double) -> Double {
            count == 0 ? 0 : Double(count) * Exactly.log(Double(count) / expected)
        }
        func parts(_ side: (hits: Int, all: Int)) -> Double {
            part(side.hits, share * Double(side.all))
                + part(side.all - side.hits, (1 - share) * Double(side.all))
        }
        return 2 * (parts(one) + parts(other))
    }

    /// The candidates with their words, the longer of two as telling first, without those that are no words, that a term
    /// covers, or that an earlier one says.
    func named(_ candidates: [Candidate], of topic: Topic.ID, in articles: [Article]) -> [Candidate] {
        let quotes = quotes(of: Set(candidates.map(\.gram)), in: articles)
        var found: [Candidate] = []
        let worded = candidates.map {
            Candidate(gram: $0.gram, surprise: $0.surprise, words: quotes[$0.gram] ?? "")
        }.sorted { ($1.surprise, $1.words.count, $0.words) < ($0.surprise, $0.words.count, $1.words) }
        for candidate in worded where Self.isOneSaying(candidate.words) {
            if matcher.matches(in: candidate.words).contains(where: { $0.topic == topic }) { continue }
            let plain = candidate.words.lowercased()
            let isSaid = found.contains {
                let other = $0.words.lowercased()
                return other.contains(plain) || plain.contains(other)
            }
            if !isSaid { found.append(candidate) }
        }
        return found
    }

    /// Whether words have a letter, and no end of a sentence between them.
    static func isOneSaying(_ words: String) -> Bool {
        words.contains(where: \.isLetter)
            && words.allSatisfy { $0.isLetter || $0.isNumber || " -&'\u{2019}\u{2010}".contains($0) }
    }

    /// How grams are written where they stand first.
    func quotes(of grams: Set<UInt64>, in articles: [Article]) -> [UInt64: String] {
        var memory = WordMemory()
        var missing = grams
        var quotes: [UInt64: String] = [:]
        for article in articles where !missing.isDisjoint(with: article.grams) {
            let read = ReadItem(article.item)
            let own = Grams(in: read, remembering: &memory)
            for (gram, place) in zip(own.grams, own.places) where missing.remove(gram) != nil {
                quotes[gram] = read.quote(place)
            }
        }
        return quotes
    }
}
