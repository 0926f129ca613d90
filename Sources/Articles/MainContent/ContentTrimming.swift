// SPDX-License-Identifier: MIT

import Markup

/// Takes from the chosen content what belongs to the page and not to the article: lines that say who and when, links to
/// other articles, words about advertisements.
struct ContentTrimming {
    /// What is left of the choice.
    private(set) var numbers: [Int]
    /// What is passed over, with everything within.
    private(set) var isOut: [Bool]

    private let outline: PageOutline
    private let measure: ContentMeasure
    private let site: SiteLinks

    /// The least share of the content that must stand in what is named as the article's text, to be believed.
    private static let bodyShare: Float = 0.5
    /// The longest line that says who wrote it; characters.
    private static let bylineLimit = 100
    /// Characters of a list's items from which on links offer other articles; with shorter ones they name things.
    private static let headlineLength: Int32 = 25
    /// What stands behind an announcement and has more of its text in links is what was announced.
    private static let offerDensity: Float = 0.5
    /// Lines with more elements than this are no lines.
    private static let elementLimit = 200

    /// - Parameters:
    ///   - measure: the measure without what was pruned.
    ///   - site: which links lead to the page's own site.
    init(_ numbers: [Int], _ measure: ContentMeasure, site: SiteLinks = SiteLinks(of: nil)) {
        self.numbers = numbers
        self.measure = measure
        self.site = site
        outline = measure.outline
        isOut = measure.isOut
        narrow { outline, number in outline.isArticleBody(number) }
        narrow { outline, number in outline[number].hints.contains(.body) }
        for number in self.numbers { trim(number) }
    }
}

private extension ContentTrimming {
    /// Narrows the choice to the elements that hold the article's text and nothing else, where most of it stands there.
    mutating func narrow(to isBody: (PageOutline, Int) -> Bool) {
        var bodies: [Int] = []
        var (all, held) = (0, 0)
        for top in numbers {
            var number = top
            // Where the body that is being gone through ends.
            var end = top
            while number < outline.end(of: top) {
                let entry = outline[number]
                if isOut[number] {
                    number = outline.end(of: number)
                    continue
                }
                if !entry.isText, number >= end, isBody(outline, number) {
                    bodies.append(number)
                    end = outline.end(of: number)
                }
                all += Int(entry.length.characters)
                if number < end { held += Int(entry.length.characters) }
                number += 1
            }
        }
        if held > 0, Float(held) >= ContentTrimming.bodyShare * Float(all) { numbers = bodies }
    }

    mutating func trim(_ top: Int) {
        var number = top
        while number < outline.end(of: top) {
            let entry = outline[number]
            if isOut[number] || entry.isText {
                number = isOut[number] ? outline.end(of: number) : number + 1
                continue
            }
            if number != top, let line = passing(number) {
                isOut[number] = true
                if line == .announcement { leaveOutOffers(after: number) }
                number = outline.end(of: number)
                continue
            }
            if entry.name == .div, measure.shapes[number] == .itself { trimRuns(in: number) }
            number += 1
        }
    }

    mutating func trimRuns(in number: Int) {
        for run in measure.runs(in: number) {
            let line = PassingLine(
                run.members, of: measure, characters: run.characters, linked: run.linked, site: site)
            if line.isPassing { for member in run.members { isOut[member] = true } }
        }
    }

    /// What is left out of the content.
    enum Passing {
        case remark
        /// Says that other articles follow.
        case announcement
    }

    func passing(_ number: Int) -> Passing? {
        let entry = outline[number]
        let sum = measure.sums[number]
        if sum.characters < ContentTrimming.bylineLimit, saysWhoOrWhen(entry) { return .remark }
        if entry.name == .ul || entry.name == .ol { return offersArticles(number, sum) ? .remark : nil }
        let isLine = entry.name == .p || measure.shapes[number] == .paragraph
        guard isLine || ContentNames.shared.headings.contains(entry.name) || entry.name == .address,
            outline.end(of: number) - number <= ContentTrimming.elementLimit
        else { return nil }
        let line = PassingLine(
            [number], of: measure, characters: sum.characters, linked: sum.linked, site: site)
        guard line.isPassing else { return nil }
        return line.announcesOthers ? .announcement : .remark
    }

    /// Leaves out what stands behind a line that announces it, as long as it is mostly links.
    mutating func leaveOutOffers(after number: Int) {
        let parent = outline.parent(of: number)
        var next = outline.end(of: number)
        while next < outline.end(of: parent) {
            let isBlank = measure.sums[next].characters == 0 && measure.sums[next].images == 0
            guard isOut[next] || isBlank || measure.sums[next].linkDensity > ContentTrimming.offerDensity
            else { return }
            isOut[next] = true
            next = outline.end(of: next)
        }
    }

    func saysWhoOrWhen(_ entry: PageOutline.Entry) -> Bool {
        if entry.hints.contains(.byline) || entry.name == .time { return true }
        let tree = outline.tree
        return tree.words(.rel, of: entry.node).contains("author")
            || tree.words(.itemprop, of: entry.node).contains {
                $0 == "author" || $0 == "datePublished" || $0 == "dateModified"
            }
    }

    func offersArticles(_ number: Int, _ sum: ContentSums) -> Bool {
        sum.linkDensity > 0.9 && sum.characters > ContentTrimming.headlineLength * max(1, sum.items)
            && site.areOwn(in: [number], of: outline)
    }
}
