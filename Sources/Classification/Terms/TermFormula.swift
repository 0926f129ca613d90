// SPDX-License-Identifier: MIT

/// How sure the terms that stand in an item make us of a topic.
///
/// A term that stands c times gives `worth × c / (c + 6)`: the second time says less than the first, and no
/// term by itself says everything. c is `6 × in the title + in the first 600 words + a third of those after`.
/// A term is worth 1, of one word 0.6, weak 0.5, divided by the number of topics that have it, times how rare it
/// is (``WordFrequencies/specificity(ofShare:)``). The topic's sum, times `(500 / words of the text)^¼` (short
/// texts count as 250 words), is its strength s. What makes the item a notice has a strength n of the same kind.
///
/// In a curriculum with fewer words each of them must say more. So strengths are multiplied by `(25 / m)^0.7`, at
/// least 1, where m is what all terms of a topic are worth together, on average. That brings two blogs with labels
/// of their own (5.7 and 1.1 terms a topic) to where a curriculum of 30 is.
///
/// The confidence is a logistic function of four things: log s, log of s by the strongest topic's (beside it the
/// lesser one is more likely a passing mention), the square root of what stands in the title, and n.
///
/// Where strengths had to be raised, a term that is missing says less, and one that stands there is more often a
/// passing word: in the two blogs the log odds so far were twice too large, and too high. So they are multiplied by
/// `scale^-0.45`, at least 0.5, and lowered by `(ln scale)² / 6`. The order of topics and which of them are tags
/// stay what they were; only how sure we say we are becomes true.
///
/// **Units**: all numbers without unit; confidence 0...1. **Source**: saturation and length as in BM25
/// (Robertson and Zaragoza, 2009); the logistic function's five numbers fitted on 154 labelled articles. Only
/// operations with exact rounding, so that every machine gives the same bytes.
enum TermFormula {
    /// Changes when anything here does.
    static let version = 4

    /// One topic's sum, and the parts of it that each term gives.
    struct Strength {
        let topic: Int
        let parts: [Part]
        let total: Double
        /// What its terms in the title are worth, however often they stand there.
        let title: Double
    }

    /// What one term adds in one place of the item.
    struct Part {
        let sighting: Sighting
        let inTitle: Double
        let inText: Double
    }

    /// By how much strengths of a curriculum with few words are raised, 1 or more.
    ///
    /// - Parameter terms: all terms of its topics, without those of notices.
    static func scale(of terms: some Collection<CompiledTerm>, topics: Int) -> Double {
        let mean = terms.reduce(0) { $0 + worth(of: $1) } / Double(max(topics, 1))
        return mean >= usualWorth || mean <= 0 ? 1 : Exactly.exp(0.7 * Exactly.log(usualWorth / mean))
    }

    /// The strength of every topic that has a term in the item, in the curriculum's order.
    static func strengths(of sightings: Sightings, terms: [CompiledTerm], scale: Double) -> [Strength] {
        let factor = lengthFactor(words: sightings.wordCount) * scale
        return sightings.topics.map { topic, found in
            let parts = found.map { part(of: $0, term: terms[$0.term], factor: factor) }
            return Strength(
                topic: topic, parts: parts, total: parts.reduce(0) { $0 + $1.inTitle + $1.inText },
                title: found.filter { $0.titleCount > 0 }.reduce(0) { $0 + worth(of: terms[$1.term]) * scale }
            )
        }
    }

    /// The strength of what makes the item a notice.
    static func notice(of sightings: Sightings, terms: [CompiledTerm]) -> Double {
        let factor = lengthFactor(words: sightings.wordCount)
        return sightings.notices.map { part(of: $0, term: terms[$0.term], factor: factor) }
            .reduce(0) { $0 + $1.inTitle + $1.inText }
    }

    /// What speaks for a topic beside the strongest, in an item that is more or less of a notice, as log odds that
    /// hold for a curriculum with many words.
    static func logOdds(of strength: Strength, strongest: Double, notice: Double) -> Double {
        let own = Exactly.log(strength.total + smallest)
        let relative = own - Exactly.log(strongest + smallest)
        return 1.47 + 1.69 * own + 0.71 * relative + 1.08 * strength.title.squareRoot() - 2.72 * notice
    }

    /// The confidence that follows in a curriculum whose strengths were raised.
    static func confidence(ofLogOdds odds: Double, scale: Double) -> Double {
        Exactly.probability(ofLogOdds: trusted(odds, scale: scale))
    }

    /// A threshold that lets the same topics through, whatever the scale.
    static func threshold(_ threshold: Double, scale: Double) -> Double {
        Exactly.probability(
            ofLogOdds: trusted(Exactly.log(threshold / (1 - threshold)), scale: scale))
    }
}

private extension TermFormula {
    static let titleWeight = 6.0
    static let lateWeight = 1.0 / 3.0
    static let halfCount = 6.0
    static let singleWordWorth = 0.6
    static let weakWorth = 0.5
    static let smallest = 0.02
    static let usualWorth = 25.0

    /// Log odds as far as they can be believed in a curriculum whose strengths had to be raised.
    static func trusted(_ odds: Double, scale: Double) -> Double {
        guard scale > 1 else { return odds }
        let often = Exactly.log(scale)
        return odds * max(Exactly.exp(-0.45 * often), 0.5) - often * often / 6
    }

    static func part(of sighting: Sighting, term: CompiledTerm, factor: Double) -> Part {
        let title = titleWeight * Double(sighting.titleCount)
        let text = Double(sighting.earlyCount) + lateWeight * Double(sighting.lateCount)
        let each = worth(of: term) * factor / (title + text + halfCount)
        return Part(sighting: sighting, inTitle: each * title, inText: each * text)
    }

    static func worth(of term: CompiledTerm) -> Double {
        let worth = term.isWeak ? weakWorth : term.wordCount == 1 ? singleWordWorth : 1
        return worth * term.specificity / Double(term.topicCount)
    }

    /// The fourth root of how much shorter the text is than 500 words.
    static func lengthFactor(words: Int) -> Double {
        (500 / Double(max(words, 250))).squareRoot().squareRoot()
    }
}
