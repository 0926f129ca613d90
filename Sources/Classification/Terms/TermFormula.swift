// SPDX-License-Identifier: MIT

/// How sure the terms that stand in an item make us of a topic.
///
/// A term that stands c times gives `worth × c / (c + 6)`: the second time says less than the first, and no
/// term by itself says everything. c is `6 × in the title + in the first 600 words + a third of those after`.
/// A term is worth 1, of one word 0.6, weak 0.5, divided by the number of topics that have it. The topic's
/// sum, times `(500 / words of the text)^¼` (short texts count as 250 words), is its strength s.
///
/// Beside a stronger topic the lesser one is more likely to be a passing mention: `x = s × √(s / strongest
/// s)`. The confidence is `x² / (x² + 0.35²)`: in a text of the same length it grows with every further term
/// of the topic, and falls with those of a stronger one. It is an order first; how near it is to a
/// probability is measured, not promised.
///
/// **Units**: all numbers without unit; confidence 0...1. **Source**: saturation and length as in BM25
/// (Robertson and Zaragoza, 2009); the constants are the middle of a broad plateau, not an optimum. Only IEEE
/// operations with exact rounding, so that every machine gives the same bytes.
enum TermFormula {
    /// Changes when anything here does.
    static let version = 1

    /// One topic's sum, and the parts of it that each term gives.
    struct Strength {
        let topic: Int
        let parts: [Part]
        let total: Double
    }

    /// What one term adds in one place of the item.
    struct Part {
        let sighting: Sighting
        let inTitle: Double
        let inText: Double
    }

    /// The strength of every topic that has a strong term in the item, in the curriculum's order.
    static func strengths(of sightings: Sightings, terms: [CompiledTerm]) -> [Strength] {
        let length = lengthFactor(words: sightings.wordCount)
        return sightings.topics.map { topic, found in
            let parts = found.map { part(of: $0, term: terms[$0.term], length: length) }
            return Strength(
                topic: topic, parts: parts, total: parts.reduce(0) { $0 + $1.inTitle + $1.inText })
        }
    }

    /// The confidence of a topic of some strength beside the strongest.
    ///
    /// **Shape**: 0...1; 0 for no strength.
    static func confidence(of strength: Double, strongest: Double) -> Double {
        guard strength > 0 else { return 0 }
        let relative = strength * (strength / strongest).squareRoot()
        return relative * relative / (relative * relative + middle * middle)
    }
}

private extension TermFormula {
    static let titleWeight = 6.0
    static let lateWeight = 1.0 / 3.0
    static let halfCount = 6.0
    static let singleWordWorth = 0.6
    static let weakWorth = 0.5
    static let middle = 0.35

    static func part(of sighting: Sighting, term: CompiledTerm, length: Double) -> Part {
        let title = titleWeight * Double(sighting.titleCount)
        let text = Double(sighting.earlyCount) + lateWeight * Double(sighting.lateCount)
        let each = worth(of: term) * length / (title + text + halfCount)
        return Part(sighting: sighting, inTitle: each * title, inText: each * text)
    }

    static func worth(of term: CompiledTerm) -> Double {
        let worth = term.isWeak ? weakWorth : term.wordCount == 1 ? singleWordWorth : 1
        return worth / Double(term.topicCount)
    }

    /// The fourth root of how much shorter the text is than 500 words.
    static func lengthFactor(words: Int) -> Double {
        (500 / Double(max(words, 250))).squareRoot().squareRoot()
    }
}
