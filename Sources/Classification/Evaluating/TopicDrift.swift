// SPDX-License-Identifier: MIT

public import Model

/// What has changed lately about one topic: its tags are wrong more often, are missing more often, or its articles speak in
/// new words.
public struct TopicDrift: Sendable, Hashable, Codable {
    /// The topic.
    public let topic: Topic.ID
    /// Its tags are kept less often than before; nil where that is not so, or may be chance.
    public let precision: Fall?
    /// What curators give is suggested less often than before; nil likewise.
    public let recall: Fall?
    /// Words that were rare in its articles and are not any more, the most telling first.
    public let newWords: [NewWords]

    /// A share that fell.
    public struct Fall: Sendable, Hashable, Codable {
        /// What it was, 0...1.
        public let before: Double
        /// Of how many that was the share.
        public let beforeCount: Int
        /// What it is, 0...1.
        public let lately: Double
        /// Of how many that is the share.
        public let latelyCount: Int
    }

    /// Whether nothing has changed.
    public var isEmpty: Bool { precision == nil && recall == nil && newWords.isEmpty }

    /// What has changed, for a curator.
    ///
    /// **Shape**: one clause for each change, lower case, no full stop; empty where nothing has changed.
    public var clauses: [String] {
        var clauses: [String] = []
        if let precision { clauses.append("its tags are wrong more often: " + precision.words("were kept")) }
        if let recall { clauses.append("it is missed more often: " + recall.words("had been suggested")) }
        if !newWords.isEmpty {
            clauses.append("new words: " + newWords.map(\.description).joined(separator: ", "))
        }
        return clauses
    }
}

extension TopicDrift {
    /// Compares the months from one on with those before it.
    ///
    /// A fall counts from ``leastCount`` decisions on either side on, where chance alone would bring it about once in twenty
    /// times.
    ///
    /// **Source**: the test of two proportions with a pooled variance (Fleiss, "Statistical Methods for Rates and
    /// Proportions", 1981).
    ///
    /// - Parameters:
    ///   - months: all of the topic's.
    ///   - turn: the first of the late months, as `2026-09`.
    ///   - newWords: found by ``NewWordSearch``.
    public init(of topic: Topic.ID, months: [TopicMonth], since turn: String, newWords: [NewWords] = []) {
        let own = months.filter { $0.topic == topic }
        let before = own.filter { $0.month < turn }.total
        let lately = own.filter { $0.month >= turn }.total
        self.topic = topic
        self.newWords = newWords
        precision = Fall((before.kept, before.suggested), (lately.kept, lately.suggested))
        recall = Fall((before.kept, before.wanted), (lately.kept, lately.wanted))
    }

    /// With fewer decisions nothing is said.
    public static let leastCount = 10
}

extension TopicDrift.Fall {
    /// nil where it did not fall, or chance may have done it.
    fileprivate init?(_ before: (hits: Int, all: Int), _ lately: (hits: Int, all: Int)) {
        guard before.all >= TopicDrift.leastCount, lately.all >= TopicDrift.leastCount else { return nil }
        let (beforeAll, latelyAll) = (Double(before.all), Double(lately.all))
        self.init(
            before: Double(before.hits) / beforeAll, beforeCount: before.all,
            lately: Double(lately.hits) / latelyAll, latelyCount: lately.all)
        let pooled = Double(before.hits + lately.hits) / (beforeAll + latelyAll)
        let variance = pooled * (1 - pooled) * (1 / beforeAll + 1 / latelyAll)
        guard self.before - self.lately > 1.645 * variance.squareRoot() else { return nil }
    }

    fileprivate func words(_ verb: String) -> String {
        "of the last \(latelyCount) \(lately.percent) \(verb), of \(beforeCount) before \(before.percent)"
    }
}

extension Double {
    /// A share as people write it.
    fileprivate var percent: String { "\(Int((self * 100).rounded()))%" }
}
