// SPDX-License-Identifier: MIT

public import Model

/// All rules of the curators, ready to be asked what they say of an item.
///
/// Words are found as the terms of a curriculum are (``TermMatcher``), those of all rules in one pass over the text: the work
/// grows with the text and not with the number of rules. There are no patterns, so no rule can be slow.
public struct RuleBook: Sendable {
    /// The rules that are applied, in the order in which they came: without those that are paused, that ask for nothing or
    /// that do nothing.
    public let rules: [Rule]

    private let terms: [String: Int]
    private let trie: TermTrie

    /// No more pieces of evidence stand on one finding.
    public static let evidenceLimit = Classifier.evidenceLimit

    /// Compiles the rules' words; make it once and use it for many items.
    public init(_ rules: [Rule]) {
        self.rules = rules.filter { $0.paused == nil && !$0.condition.isEmpty && !$0.consequence.isEmpty }
        var terms: [String: Int] = [:]
        for word in self.rules.flatMap(\.condition.words.every) where terms[word] == nil {
            terms[word] = terms.count
        }
        self.terms = terms
        trie = TermTrie(
            terms.lazy.flatMap { word, number in
                CompiledTerm(topic: 0, text: word, isWeak: false).writtenForms.map {
                    (letters: $0, term: number)
                }
            })
    }

    /// What the rules say of an item: those that apply, with what made them.
    ///
    /// Its words are the feed's headline and the fuller of the feed's text and the page's.
    /// **Shape**: in the order of ``rules``; empty where none applies.
    public func findings(for item: LibraryItem) -> [RuleFinding] {
        if rules.isEmpty { return [] }
        let title = sightings(in: item.item.title, limit: 2_000)
        let text = sightings(in: item.readable.text.best, limit: 200_000)
        return rules.compactMap { rule in
            guard let evidence = evidence(for: rule, item, title, text) else { return nil }
            let shown = evidence.prefix(RuleBook.evidenceLimit)
            return RuleFinding(
                rule: rule.id, version: rule.version, consequence: rule.consequence,
                evidence: shown.map { $0.weighing(1 / Double(shown.count)) })
        }
    }
}

private extension RuleBook {
    /// How often a word stands in a text, and how it is written there first.
    typealias Sightings = [Int: (words: String, count: Int)]

    func sightings(in text: String, limit: Int) -> Sightings {
        var found: Sightings = [:]
        if terms.isEmpty { return found }
        let text = NormalisedText(text, limit: limit)
        trie.visitTerms(in: text) { term, words in
            found[term, default: (text.quote(words), 0)].count += 1
        }
        return found
    }

    /// What made the rule apply; nil where it does not.
    func evidence(
        for rule: Rule, _ item: LibraryItem, _ title: Sightings, _ text: Sightings
    ) -> [Tag.Evidence]? {
        let (condition, words) = (rule.condition, rule.condition.words)
        let isAnywhere = words.place == .anywhere
        func pieces(_ word: String) -> [Tag.Evidence] {
            guard let number = terms[word] else { return [] }
            let places: [(Tag.Evidence.Place, Sightings)] = [
                (.title, title), (.text, isAnywhere ? text : [:]),
            ]
            return places.compactMap { place, sightings in
                sightings[number].map { piece($0.words, place, of: rule, count: $0.count) }
            }
        }
        let (any, all) = (words.any.map(pieces), words.all.map(pieces))
        guard words.any.isEmpty || any.contains(where: { !$0.isEmpty }), !all.contains(where: \.isEmpty),
            words.none.allSatisfy({ pieces($0).isEmpty })
        else { return nil }
        var found = any.flatMap { $0 } + all.flatMap { $0 }
        if !condition.feeds.isEmpty {
            guard let source = item.sources.first(where: { condition.feeds.contains($0.feed) }) else {
                return nil
            }
            found.append(piece(source.title, .source, of: rule))
        }
        if !condition.licences.isEmpty {
            guard condition.licences.contains(item.licence) else { return nil }
            found.append(piece(item.licence.label, .licence, of: rule))
        }
        return found
    }

    func piece(
        _ words: String, _ place: Tag.Evidence.Place, of rule: Rule, count: Int = 1
    ) -> Tag.Evidence {
        Tag.Evidence(
            words: words, term: rule.id.rawValue, place: place, count: count, weight: 1, kind: .rule)
    }
}

private extension Rule.Words {
    /// Everything that has to be looked for.
    var every: [String] { any + all + none }
}
