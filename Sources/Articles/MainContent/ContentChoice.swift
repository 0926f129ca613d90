// SPDX-License-Identifier: MIT

import Markup

/// Which elements hold the main content: the one with the most points, or one around it, and what goes on beside it.
struct ContentChoice {
    /// The chosen elements and texts, in the page's order, none within another.
    private(set) var numbers: [Int] = []

    private let scores: ContentScores
    private let measure: ContentMeasure
    private let outline: PageOutline

    init(_ scores: ContentScores) {
        self.scores = scores
        measure = scores.measure
        outline = scores.measure.outline
        guard let leader = scores.leaders.first, leader != outline.body else {
            numbers = [outline.body]
            return
        }
        let found = higher(than: common(leader))
        let core = namedBody(around: found) ?? article(around: found) ?? found
        let top = onlyChildren(around: core)
        numbers = top == outline.body ? [top] : joined(top, core)
    }
}

private extension ContentChoice {
    /// How close to the leader's points others must come for an element around them all to be better.
    static var rivalShare: Float { 0.75 }
    static var rivalCount: Int { 3 }
    /// An element with more of its text in links is no article's text, whatever it is called.
    static var bodyLinkDensity: Float { 0.5 }

    /// An element around at least three that have nearly as many points as the leader.
    func common(_ leader: Int) -> Int {
        let best = scores.points(of: leader) ?? 0
        let rivals = scores.leaders.dropFirst().filter {
            (scores.points(of: $0) ?? 0) / best >= ContentChoice.rivalShare
        }
        guard rivals.count >= ContentChoice.rivalCount else { return leader }
        var around = outline.parent(of: leader)
        while around > outline.body {
            let held = rivals.count { around < $0 && $0 < outline.end(of: around) }
            if held >= ContentChoice.rivalCount { return around }
            around = outline.parent(of: around)
        }
        return leader
    }

    /// An element further out where the points rise again: there is more content beside.
    func higher(than top: Int) -> Int {
        var last = scores.points(of: top) ?? scores.beginning(of: top)
        let least = last / 3
        var around = outline.parent(of: top)
        while around > outline.body {
            if let points = scores.points(of: around) {
                if points < least { return top }
                if points > last { return around }
                last = points
            }
            around = outline.parent(of: around)
        }
        return top
    }

    func onlyChildren(around top: Int) -> Int {
        var top = top
        while true {
            let parent = outline.parent(of: top)
            guard parent > outline.body, measure.childCount(of: parent) == 1 else { return top }
            top = parent
        }
    }

    /// The outermost element around, within one `article`, that bears a name that publishing systems give to an article's
    /// whole text; where several beside one another bear it, each has only a part.
    func namedBody(around core: Int) -> Int? {
        var named: Int?
        var around = core
        while around > outline.body {
            if outline.isNamedBody(around), measure.sums[around].linkDensity < ContentChoice.bodyLinkDensity,
                !outline.children(of: outline.parent(of: around)).contains(where: {
                    $0 != around && !measure.isOut[$0] && outline.isNamedBody($0)
                })
            {
                named = around
            }
            if outline[around].name == .article { break }
            around = outline.parent(of: around)
        }
        return named
    }

    /// The `article` around when less than half of its own words are within what was found.
    func article(around core: Int) -> Int? {
        guard
            let around = ([core] + outline.ancestors(of: core)).first(where: { outline[$0].name == .article }
            ),
            measure.sums[around].linkDensity < ContentChoice.bodyLinkDensity,
            measure.sums[core].ownCharacters * 2 < measure.sums[around].ownCharacters
        else { return nil }
        return around
    }

    /// The chosen one with those beside it that read on.
    ///
    /// **Shape**: `core` is what was chosen, `top` the same or an element around it that holds nothing else.
    func joined(_ top: Int, _ core: Int) -> [Int] {
        let parent = outline.parent(of: top)
        let best = scores.points(of: top) ?? scores.beginning(of: top)
        var joined: [Int] = []
        var rest = measure.runs(in: outline[parent].name == .div ? parent : top)[...]
        if outline[parent].name != .div { rest = [] }
        for sibling in outline.children(of: parent) where !measure.isOut[sibling] {
            while let run = rest.first, run.members[0] <= sibling {
                if readsOn(run.characters, run.linked, run.members) { joined += run.members }
                rest.removeFirst()
            }
            if measure.isPhrasing[sibling], outline[parent].name == .div { continue }
            if sibling == top || goesWith(sibling, top, best) || isLike(core, within: sibling) {
                joined.append(sibling)
            }
        }
        return joined.isEmpty ? [top] : joined
    }

    func goesWith(_ sibling: Int, _ top: Int, _ best: Float) -> Bool {
        guard !outline[sibling].isText else { return false }
        if let points = scores.points(of: sibling) {
            let bonus = haveOneClass(sibling, top) ? best * 0.2 : 0
            if points + bonus >= max(10, best * 0.2) { return true }
        }
        guard outline[sibling].name == .p || measure.shapes[sibling] != .itself else { return false }
        return readsOn(measure.sums[sibling].characters, measure.sums[sibling].linked, [sibling])
    }

    /// Whether all that an element holds is one that has points as the chosen one has: a row of the same page builder.
    func isLike(_ core: Int, within sibling: Int) -> Bool {
        var inner = sibling
        while let only = onlyChild(of: inner) { inner = only }
        guard inner != sibling, let points = scores.points(of: inner), let best = scores.points(of: core)
        else {
            return false
        }
        return points >= max(10, best * 0.2)
    }

    func onlyChild(of number: Int) -> Int? {
        guard !outline[number].isText, measure.childCount(of: number) == 1 else { return nil }
        return outline.children(of: number).first {
            !measure.isOut[$0] && !outline[$0].isText && !measure.isPhrasing[$0]
        }
    }

    func haveOneClass(_ one: Int, _ other: Int) -> Bool {
        guard let words = outline.tree.attributeBytes(.class, of: outline[one].node), !words.isEmpty else {
            return false
        }
        return outline.tree.attributeBytes(.class, of: outline[other].node) == words
    }

    /// Whether a paragraph is text and no list of links: long with few links, or short with a full stop and none.
    func readsOn(_ characters: Int32, _ linked: Float, _ members: [Int]) -> Bool {
        if characters > 80 { return linked / Float(characters) < 0.25 }
        guard characters > 0, linked == 0 else { return false }
        return hasFullStop(measure.line(members))
    }

    func hasFullStop(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.contains { $0.hasSuffix(".") }
    }
}
