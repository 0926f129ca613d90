// SPDX-License-Identifier: MIT

import Model

/// Where and how often one term stands in one item.
struct Sighting: Equatable {
    /// The term's number in the matcher.
    let term: Int
    /// How often it stands in the title.
    var titleCount = 0
    /// How often it stands in the first words of the text.
    var earlyCount = 0
    /// How often it stands in the rest of the text.
    var lateCount = 0
    /// Its first words in the title, as they stand there.
    var titleWords = ""
    /// Its first words in the text, as they stand there.
    var textWords = ""

    var textCount: Int { earlyCount + lateCount }
}

/// All terms that stand in one item: by topic, and those of a notice.
struct Sightings {
    /// How many words of the text count as its beginning.
    static let earlyWordLimit = 600

    /// The topics that have a term here, by number, each with its terms in the curriculum's order.
    let topics: [(topic: Int, sightings: [Sighting])]
    /// What makes the item a notice, in the curriculum's order.
    let notices: [Sighting]
    /// How many words the text has.
    let wordCount: Int

    /// Looks for terms in an item's title and text.
    init(in item: ReadItem, by matcher: TermMatcher) {
        let (title, text) = (item.title, item.text)
        wordCount = text.words.count
        var found: [Int: Sighting] = [:]
        for hit in matcher.hits(in: title) { found.count(hit, in: title, isTitle: true) }
        for hit in matcher.hits(in: text) { found.count(hit, in: text, isTitle: false) }
        let byTopic = Dictionary(grouping: found.values) { matcher.terms[$0.term].topic }
            .mapValues { $0.sorted { $0.term < $1.term } }
        notices = byTopic[matcher.notices] ?? []
        topics = byTopic.filter { $0.key != matcher.notices }.sorted { $0.key < $1.key }
            .map { (topic: $0.key, sightings: $0.value) }
    }
}

extension [Int: Sighting] {
    fileprivate mutating func count(_ hit: TermHit, in text: NormalisedText, isTitle: Bool) {
        var sighting = self[hit.term] ?? Sighting(term: hit.term)
        if isTitle {
            if sighting.titleCount == 0 { sighting.titleWords = text.quote(hit.words) }
            sighting.titleCount += 1
        } else {
            if sighting.textCount == 0 { sighting.textWords = text.quote(hit.words) }
            let isEarly = hit.words.lowerBound < Sightings.earlyWordLimit
            sighting.earlyCount += isEarly ? 1 : 0
            sighting.lateCount += isEarly ? 0 : 1
        }
        self[hit.term] = sighting
    }
}
