// SPDX-License-Identifier: MIT

public import Classification
public import Foundation
public import Model
public import Storage

/// How a library's tags fared in what curators decided, and what has changed lately.
public struct TagReckoning: Sendable {
    /// The first month that was looked at, as `2026-01`, UTC.
    public let from: String
    /// The first of the months that count as lately.
    public let turn: String
    /// The last month.
    public let to: String
    /// What came of the tags, by topic, then month.
    public let months: [TopicMonth]
    /// What has changed, in the curriculum's order; topics of which nothing has are not there.
    public let drifts: [TopicDrift]

    /// So many months, with the one that is not over, count as lately.
    public static let lateMonths = 3

    /// Reckons.
    ///
    /// - Parameters:
    ///   - count: how many months, the present one among them; 1 or more. With no more than ``lateMonths`` nothing can
    ///     have changed.
    ///   - now: in the last of these months.
    public init(
        of store: Store, curriculum: Curriculum, months count: Int, now: Date
    ) async throws(StorageError) {
        let from = TopicMonth.month(of: now, back: count - 1)
        let turn = TopicMonth.month(of: now, back: Self.lateMonths - 1)
        (self.from, self.turn) = (from, turn)
        to = TopicMonth.month(of: now)
        let start = (try? Date("\(from)-01T00:00:00Z", strategy: .iso8601)) ?? .distantPast
        let months = try await store.tagVerdicts.months(since: start)
        self.months = months
        let decided = try await store.verdicts.decided(limit: ModelTrainer.exampleLimit)
        let examples = DecidedExamples(decided.filter { $0.decided >= start }, curriculum: curriculum)
        let search = NewWordSearch(
            zip(examples.examples, examples.times).map { example, time in
                (example, TopicMonth.month(of: time) >= turn)
            }, curriculum: curriculum)
        drifts = curriculum.topics.filter { !$0.isRetired }.map { topic in
            TopicDrift(of: topic.id, months: months, since: turn, newWords: search.words(of: topic.id))
        }.filter { !$0.isEmpty }
    }
}
