// SPDX-License-Identifier: MIT

import Markup

/// Points for the elements in which paragraphs stand.
///
/// **Source**: the method is that of Arc90's Readability (2009): a paragraph earns points by its length and its commas,
/// the elements around it share them, the nearest the most, and links in an element take from its share.
struct ContentScores {
    let measure: ContentMeasure
    /// Whether what classes and ids say of an element counts.
    let believesHints: Bool
    /// Points by number, which mean nothing where no paragraph stands within reach.
    private var points: [Float]
    private var hasPoints: [Bool]
    /// The numbers that have points, the most first; a handful.
    private(set) var leaders: [Int] = []

    private static let leaderCount = 5
    /// Shorter texts earn nothing; characters.
    private static let shortest: Int32 = 25
    private static let reach = 5

    init(_ measure: ContentMeasure, believesHints: Bool) {
        self.measure = measure
        self.believesHints = believesHints
        points = [Float](repeating: 0, count: measure.outline.count)
        hasPoints = [Bool](repeating: false, count: measure.outline.count)
        var candidates: [Int] = []
        forEachParagraph { parent, characters, commas in
            let earned = Float(commas + 2 + min(characters / 100, 3))
            share(earned, from: parent, with: &candidates)
        }
        for candidate in candidates {
            points[candidate] *= 1 - measure.sums[candidate].linkDensity
        }
        leaders = ContentScores.leaders(of: candidates, by: points)
    }

    /// An element's points; nil where no paragraph stands within reach.
    func points(of number: Int) -> Float? { hasPoints[number] ? points[number] : nil }

    /// The points that an element would begin with, by its name and what its class and id say.
    func beginning(of number: Int) -> Float { tagPoints(number) + weight(of: number) }

    /// What an element's class and id say for and against it.
    func weight(of number: Int) -> Float {
        guard believesHints else { return 0 }
        return ContentScores.weight(of: measure.outline[number])
    }

    /// The same for an element anywhere.
    static func weight(of entry: PageOutline.Entry) -> Float {
        [entry.classHints, entry.idHints].reduce(0) { sum, hints in
            sum + (hints.contains(.content) ? 25 : 0) - (hints.contains(.other) ? 25 : 0)
        }
    }
}

private extension ContentScores {
    /// Calls with the element around each paragraph, and the paragraph's length and commas.
    func forEachParagraph(_ body: (_ parent: Int, _ characters: Int32, _ commas: Int32) -> Void) {
        let outline = measure.outline
        var number = 0
        while number < outline.count {
            guard !measure.isOut[number] else {
                number = outline.end(of: number)
                continue
            }
            let entry = outline[number]
            if !entry.isText {
                let sum = measure.sums[number]
                let isParagraph = measure.shapes[number] == .paragraph
                if isParagraph || ContentNames.shared.scored.contains(entry.name),
                    sum.characters >= ContentScores.shortest
                {
                    body(outline.parent(of: number), sum.characters, sum.commas)
                }
                if entry.name == .div, !isParagraph {
                    for run in measure.runs(in: number) where run.characters >= ContentScores.shortest {
                        body(number, run.characters, run.commas)
                    }
                }
            }
            number += 1
        }
    }

    mutating func share(_ earned: Float, from parent: Int, with candidates: inout [Int]) {
        let outline = measure.outline
        var level = 0
        var around = parent
        while around >= 0, level < ContentScores.reach {
            defer { around = outline.parent(of: around) }
            if measure.shapes[around] == .wrapper { continue }
            guard outline.parent(of: around) > 0 || around == outline.body else { return }
            if !hasPoints[around] {
                hasPoints[around] = true
                points[around] = beginning(of: around)
                candidates.append(around)
            }
            let divider: Float = level == 0 ? 1 : level == 1 ? 2 : Float(level * 3)
            points[around] += earned / divider
            level += 1
        }
    }

    func tagPoints(_ number: Int) -> Float {
        switch measure.outline[number].name {
        case .div: measure.shapes[number] == .itself ? 5 : 0
        case .pre, .td, .blockquote: 3
        case .address, .ol, .ul, .dl, .dd, .dt, .li, .form: -3
        case .h1, .h2, .h3, .h4, .h5, .h6, .th: -5
        default: 0
        }
    }

    static func leaders(of candidates: [Int], by points: [Float]) -> [Int] {
        var leaders: [Int] = []
        for candidate in candidates {
            let place = leaders.firstIndex { points[$0] < points[candidate] } ?? leaders.count
            guard place < leaderCount else { continue }
            leaders.insert(candidate, at: place)
            if leaders.count > leaderCount { leaders.removeLast() }
        }
        return leaders
    }
}
