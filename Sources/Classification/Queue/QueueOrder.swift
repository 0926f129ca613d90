// SPDX-License-Identifier: MIT

public import FoundationEssentials
import Model

/// In which order a curator's verdicts help the library most: wanted topics first, then what the classifier is
/// unsure of, with variety.
///
/// An item's worth is `0.6 × want + 0.3 × doubt + 0.1 × news`. Want is the largest of confidence × need
/// (``TopicNeeds``). Doubt is 1 where the surest undecided topic stands at the threshold, 0 where it is sure
/// either way. News halves every thirty days. The item's leading topic is the one that gives most of that.
///
/// Variety comes of what stands before: with each item of a topic the next one's worth falls as 2 / (2 + n), with
/// each of a source as 6 / (6 + n). So the best item comes first, and ten of one topic in a row only when there is
/// little else. Usefulness is the worth after that, and never rises from one place to the next.
///
/// **Source**: greedy choice with falling gains is near the best one (Nemhauser, Wolsey and Fisher, 1978), and one
/// look at the head of each pile is enough (Minoux, 1978).
public struct QueueOrder: Sendable {
    private let needs: TopicNeeds
    private let threshold: Double

    /// So many places are laid out with variety; the rest follows by worth.
    public static let variedLimit = 2000

    /// - Parameter threshold: from which confidence on a topic is a tag (``Classifier/threshold``).
    public init(needs: TopicNeeds, threshold: Double) {
        self.needs = needs
        self.threshold = min(max(threshold, 0.01), 0.99)
    }

    /// The items in the order in which they should be looked at, most useful first.
    ///
    /// **Shape**: one place for each item; the same items in another order give the same places.
    public func places(of items: [QueueItem], now: Date) -> [QueuePlace] {
        var places: [QueuePlace] = []
        places.reserveCapacity(items.count)
        var rest: [(index: Int, place: QueuePlace)] = []
        eachPlace(of: items, now: now) { index, place in
            if places.count < Self.variedLimit { places.append(place) } else { rest.append((index, place)) }
        }
        rest.sort { one, other in
            let (left, right) = (one.place.usefulness, other.place.usefulness)
            if left != right { return left > right }
            let (first, second) = (items[one.index], items[other.index])
            return first.date == second.date ? first.id < second.id : first.date > second.date
        }
        return places + rest.map(\.place)
    }

    /// The items' places one by one, none of which is kept: for very many items.
    ///
    /// - Parameter take: hears of each item by its place among `items`: first of those that are laid out with variety, in their
    ///   order, then of the others in no particular order.
    public func eachPlace(of items: [QueueItem], now: Date, _ take: (Int, QueuePlace) -> Void) {
        var piles = Piles(items: items) { worth(of: $0, now: now) }
        for _ in 0..<Self.variedLimit {
            guard let (index, value) = piles.next() else { return }
            take(index, place(items[index], value, now: now))
        }
        piles.eachLeft { index, value in take(index, place(items[index], value, now: now)) }
    }

    private func place(_ item: QueueItem, _ value: Double, now: Date) -> QueuePlace {
        QueuePlace(id: item.id, usefulness: value, reasons: reasons(for: item, worth(of: item, now: now)))
    }
}

/// What one item's verdict is worth by itself.
struct Worth {
    let leading: Topic.ID?
    let want: Double
    let doubt: Double
    let news: Double

    var total: Double { 0.6 * want + 0.3 * doubt + 0.1 * news }
}

extension QueueOrder {
    func worth(of item: QueueItem, now: Date) -> Worth {
        var leading: Topic.ID?
        var (most, want, doubt) = (0.0, 0.0, 0.0)
        for suggestion in item.suggestions {
            let confidence = suggestion.confidence
            let wanted = confidence * needs.need(of: suggestion.topic)
            let doubtful = doubts(confidence)
            (want, doubt) = (max(want, wanted), max(doubt, doubtful))
            let both = 0.6 * wanted + 0.3 * doubtful
            let isFirst = leading.map { suggestion.topic < $0 } ?? true
            if both > most || (both == most && isFirst) { (most, leading) = (both, suggestion.topic) }
        }
        let days = max(now.timeIntervalSince(item.date), 0) / 86_400
        return Worth(leading: leading, want: want, doubt: doubt, news: 30 / (30 + days))
    }

    private func doubts(_ confidence: Double) -> Double {
        confidence < threshold ? confidence / threshold : (1 - confidence) / (1 - threshold)
    }

    private func reasons(for item: QueueItem, _ worth: Worth) -> [String] {
        // So it is with many, and words cost most.
        if item.suggestions.isEmpty { return worth.news > 0.8 ? Self.new : Self.noTopic }
        var reasons: [(weight: Double, words: String)] = []
        if let topic = item.suggestions.max(by: { weight($0) < weight($1) })?.topic, worth.want > 0.15 {
            reasons.append((0.6 * worth.want, needs.words(topic)))
        }
        let unsure = item.suggestions.filter { doubts($0.confidence) > 0.5 }.map { needs.name($0.topic) }
        if let first = unsure.first {
            let words =
                unsure.count > 1 ? "unsure between \(first) and \(unsure[1])" : "unsure about \(first)"
            reasons.append((0.3 * worth.doubt, words))
        }
        if worth.news > 0.8 { reasons.append((0.1 * worth.news, "new")) }
        if reasons.isEmpty { return ["no topic is likely"] }
        return reasons.sorted { $0.weight > $1.weight }.map(\.words)
    }

    private static let new = ["new"]
    private static let noTopic = ["no topic suggested"]

    private func weight(_ suggestion: QueueItem.Suggestion) -> Double {
        suggestion.confidence * needs.need(of: suggestion.topic)
    }
}
