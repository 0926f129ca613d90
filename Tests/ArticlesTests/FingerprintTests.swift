// SPDX-License-Identifier: MIT

import Articles
import Model
import Testing

@Suite struct FingerprintTests {
    private let story = """
        Trustees in three coastal towns have opened their reserves policies to the people who use their services. The \
        meetings began in March, when the boards could not agree how much money a small charity should keep for a hard \
        winter. Since then volunteers, tenants and two retired auditors have written a page that anybody can read, and \
        the towns now publish what they hold at the end of each quarter together with the reasons for it. Councils \
        nearby have asked for copies. The group says that the page matters less than the evenings on which it was made.
        """

    @Test func caseAndPunctuationDoNotCount() throws {
        let plain = try #require(TextFingerprint(of: story))
        #expect(TextFingerprint(of: story.uppercased().replacing(",", with: " –")) == plain)
    }

    @Test func anEditIsNearAndAnotherStoryIsFar() throws {
        let first = try #require(TextFingerprint(of: story))
        let edited = try #require(TextFingerprint(of: story.replacing("nearby", with: "further inland")))
        let words = story.split(separator: " ")
        let other = try #require(TextFingerprint(of: words.shuffled(by: 7).joined(separator: " ")))
        #expect(first.distance(to: edited) <= FingerprintIndex.mostDistance)
        #expect(first.distance(to: other) > 15)
    }

    @Test func shortTextsHaveNone() {
        #expect(TextFingerprint(of: "") == nil)
        #expect(TextFingerprint(of: "Read more about our work in the region.") == nil)
    }

    @Test func textsWithoutSpacesHaveWords() {
        #expect(TextFingerprint(of: String(repeating: "学習会を開きました。", count: 4)) != nil)
    }

    @Test func aFingerprintIsTheSameOnEveryMachine() throws {
        let counted = (1...40).map(String.init).joined(separator: " ")
        #expect(try #require(TextFingerprint(of: counted)).bits == TextFingerprint(of: counted + ".")?.bits)
        #expect(TextFingerprint(bits: 5).distance(to: TextFingerprint(bits: 6)) == 2)
    }

    @Test func theIndexFindsWhatAFullSearchFinds() {
        var numbers = Numbers(state: 11)
        let base = (0..<400).map { _ in numbers.next() }
        // Each with one to eight bits turned, so that some are near and some are not.
        let all = base.flatMap { bits in
            (1...8).map { count in (0..<count).reduce(bits) { made, _ in made ^ 1 << (numbers.next() % 64) } }
        }
        var index = FingerprintIndex()
        for (key, bits) in all.enumerated() { index.insert(TextFingerprint(bits: bits), key: key) }
        #expect(index.count == all.count)
        for bits in base {
            let wanted = all.indices.filter { (all[$0] ^ bits).nonzeroBitCount <= 6 }
            let found = index.matches(for: TextFingerprint(bits: bits))
            #expect(Set(found.map(\.key)) == Set(wanted))
            #expect(found.count == wanted.count)
            #expect(found.map(\.distance) == found.map(\.distance).sorted())
        }
    }

    @Test func anEmptyIndexFindsNothing() {
        #expect(FingerprintIndex().matches(for: TextFingerprint(bits: 0)).isEmpty)
    }
}

/// Numbers in an order that looks random and is always the same.
private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD ^ state >> 29
    }
}

private extension Array {
    /// The same elements in another order that depends on a seed alone.
    func shuffled(by seed: UInt64) -> [Element] {
        var numbers = Numbers(state: seed)
        return map { ($0, numbers.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
}
