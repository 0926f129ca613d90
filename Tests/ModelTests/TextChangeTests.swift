// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct TextChangeTests {
    @Test(arguments: [
        ("One plain page", "One plain page", ""),
        ("One plain page", "One  plain\npage", ""),
        ("One plain page", "One clear page", "One [-plain-] {+clear+} page"),
        ("", "New words", "{+New words+}"),
        ("Old words", "", "[-Old words-]"),
        ("a b c", "x a b c", "{+x+} a b c"),
        ("a b c", "a b c x", "a b c {+x+}"),
        ("the cat and the dog", "the dog and the cat", "the [-cat-] {+dog+} and the [-dog-] {+cat+}"),
        ("to be or not to be", "to be or to be", "to be or [-not-] to be"),
        ("予算は三年", "予算は五年", "予算は [-三-] {+五+} 年"),
    ])
    func wordsAreMarkedWhereTheyDiffer(former: String, later: String, marked: String) {
        #expect(TextChange(from: former, to: later).excerpt().marked == marked)
    }

    @Test func partsAddUpToBothTexts() {
        var numbers = Numbers(seed: 7)
        for size in [1, 3, 8, 20, 60, 200] {
            for range in [2, 5, 40, 1_000] {
                let former = numbers.words(size, of: range)
                let later = numbers.edited(former, of: range)
                let change = TextChange(
                    from: former.joined(separator: " "), to: later.joined(separator: " "))
                let old = change.parts.filter { $0.kind != .new }.map(\.text)
                let new = change.parts.filter { $0.kind != .gone }.map(\.text)
                #expect(old.joined(separator: " ") == former.joined(separator: " "))
                #expect(new.joined(separator: " ") == later.joined(separator: " "))
                #expect(change.wordsNew - change.wordsGone == later.count - former.count)
                for (left, right) in zip(change.parts, change.parts.dropFirst()) {
                    #expect(left.kind != right.kind && (left.kind, right.kind) != (.new, .gone))
                }
            }
        }
    }

    @Test func aFewEditsAreFoundAsFew() {
        var numbers = Numbers(seed: 3)
        var words = numbers.words(3_000, of: 400)
        let former = words.joined(separator: " ")
        for place in [40, 900, 2_200] { words[place] = "edited" }
        words.insert("added", at: 1_500)
        let change = TextChange(from: former, to: words.joined(separator: " "))
        #expect(change.wordsGone == 3)
        #expect(change.wordsNew == 4)
    }

    @Test func anExcerptShowsChangesWithAFewWordsAroundThem() {
        let filler = Array(repeating: "and so it went on", count: 40).joined(separator: " ")
        let change = TextChange(
            from: "\(filler) in spring \(filler)", to: "\(filler) in autumn \(filler)")
        let marked = change.excerpt(context: 12).marked
        #expect(marked == "\u{2026} went on in [-spring-] {+autumn+} and so it \u{2026}")
    }

    @Test func anExcerptOfManyChangesEndsAtItsLimit() {
        let former = (0..<2_000).map { "keep\($0) old" }.joined(separator: " ")
        let later = (0..<2_000).map { "keep\($0) new" }.joined(separator: " ")
        let change = TextChange(from: former, to: later)
        let parts = change.excerpt(limit: 200)
        #expect(parts.last?.text == "\u{2026}")
        #expect(parts.marked.count < 400)
        #expect(change.wordsGone == 2_000)
    }

    @Test(arguments: [
        (String(repeating: "a", count: 3_000_000), String(repeating: "a", count: 2_999_999) + "b"),
        (String(repeating: "a b ", count: 300_000), String(repeating: "b a a ", count: 300_000)),
        (String(repeating: "漢", count: 300_000), String(repeating: "字漢", count: 200_000)),
        ("x" + String(repeating: "\u{301}", count: 500_000), "x y"),
    ])
    func hostileTextsAreComparedInBoundedWork(former: String, later: String) {
        let change = TextChange(from: former, to: later)
        #expect(!change.isEmpty)
        #expect(change.excerpt().marked.unicodeScalars.count < 2_000)
    }

    @Test func whatStandsBehindTheFirstWordsIsComparedAsOnePiece() {
        let start = String(repeating: "w ", count: 50_000)
        let change = TextChange(from: start + "old tail here", to: start + "new tail here")
        #expect(change.parts.map(\.kind) == [.same, .gone, .new])
        #expect(change.parts.last?.text == "new tail here")
    }
}

/// Numbers that are the same in every run (a linear congruence).
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func words(_ count: Int, of range: Int) -> [String] {
        (0..<count).map { _ in "w\(next(below: range))" }
    }

    /// A text in which every third word or so is gone, another, or followed by a new one.
    mutating func edited(_ words: [String], of range: Int) -> [String] {
        words.flatMap { word -> [String] in
            switch next(below: 9) {
            case 0: []
            case 1: ["w\(next(below: range))"]
            case 2: [word, "w\(next(below: range))"]
            default: [word]
            }
        }
    }
}
