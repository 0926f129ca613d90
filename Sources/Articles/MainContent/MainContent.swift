// SPDX-License-Identifier: MIT

import Markup
import Model

/// Where in a page its main content stands.
struct MainContent {
    /// The nodes that hold it, in the page's order, none within another; empty where there is none.
    let nodes: [HTMLTree.Node]
    /// The element around all of them: the page's `article` or `main` where they stand in one.
    let place: HTMLTree.Node?
    /// Nodes within those that are no content.
    let leftOut: Set<HTMLTree.Node>
    /// Tables within them that hold no data but lay out the page.
    let layoutTables: Set<HTMLTree.Node>
    /// The same as plain text, blocks parted by a line break, without the words under pictures.
    let text: String

    /// The most titles that headings are compared with.
    private static let titleLimit = 8

    /// Finds it, by structure and by how dense text and links stand.
    ///
    /// **Shape**: linear in the page. A page without much text is looked at again with less suspicion, and what
    /// that finds is taken when it is at least twice as much.
    /// - Parameters:
    ///   - titles: what the page is called; a first heading that says the same is no content.
    ///   - site: the page's own address; links to other sites are references and no offers.
    init(_ tree: HTMLTree, titles: [String] = [], site: WebAddress? = nil) {
        let outline = PageOutline(tree)
        let titles = titles.prefix(MainContent.titleLimit).map { WordSet($0) }.filter { !$0.isEmpty }
        var best: (characters: Int32, nodes: [Int], measure: ContentMeasure)?
        for look in Look.all {
            let marks = Boilerplate(outline, titles: titles, believesHints: look.dropsAsides).marks()
            let measure = ContentMeasure(outline, without: marks)
            let choice = ContentChoice(ContentScores(measure, believesHints: look.weighs))
            let pruned = ContentPruning(measure, believesHints: look.weighs, judges: look.judges)
                .pruned(choice.numbers)
            let characters = choice.numbers.reduce(0) {
                $0 + (pruned.isOut[$1] ? 0 : pruned.sums[$1].characters)
            }
            if Float(characters) > Look.gain * Float(best?.characters ?? 0) {
                best = (characters, choice.numbers, pruned)
            }
            if characters >= Look.enough { break }
        }
        guard let best else {
            nodes = []
            leftOut = []
            layoutTables = []
            place = nil
            text = ""
            return
        }
        let trimmed = ContentTrimming(best.nodes, best.measure, site: SiteLinks(of: site))
        nodes = trimmed.numbers.filter { !trimmed.isOut[$0] }.map { outline[$0].node }
        leftOut = MainContent.leftOut(trimmed, of: outline)
        layoutTables = MainContent.layoutTables(trimmed.numbers, best.measure)
        place = MainContent.place(around: nodes, of: tree)
        text = ContentText.read(trimmed.numbers, in: outline, without: trimmed.isOut)
    }

    private static func place(around nodes: [HTMLTree.Node], of tree: HTMLTree) -> HTMLTree.Node? {
        guard let first = nodes.first, let last = nodes.last else { return nil }
        let around = [first] + tree.ancestors(of: first)
        let others = Set([last] + tree.ancestors(of: last))
        guard let common = around.firstIndex(where: { others.contains($0) }) else { return nil }
        let names: HTMLNameSet = [.article, .main]
        return around[common...].first { names.contains(tree.name(of: $0)) } ?? around[common]
    }

    private static func layoutTables(_ numbers: [Int], _ measure: ContentMeasure) -> Set<HTMLTree.Node> {
        var tables: Set<HTMLTree.Node> = []
        for top in numbers {
            for number in top..<measure.outline.end(of: top)
            where measure.outline[number].name == .table && measure.isLayout(number) {
                tables.insert(measure.outline[number].node)
            }
        }
        return tables
    }

    private static func leftOut(_ trimmed: ContentTrimming, of outline: PageOutline) -> Set<HTMLTree.Node> {
        var leftOut: Set<HTMLTree.Node> = []
        for top in trimmed.numbers {
            var number = top
            while number < outline.end(of: top) {
                guard trimmed.isOut[number] else {
                    number += 1
                    continue
                }
                leftOut.insert(outline[number].node)
                number = outline.end(of: number)
            }
        }
        return leftOut
    }

    /// How suspicious a look at the page is.
    private struct Look {
        /// Whether elements that are called asides are dropped before anything is weighed.
        var dropsAsides = true
        /// Whether classes and ids weigh.
        var weighs = true
        /// Whether elements are judged by what they are made of.
        var judges = true

        /// Less than this is looked for again; characters.
        static let enough: Int32 = 500
        /// How many times as much a less suspicious look must find to be believed.
        static let gain: Float = 2
        static let all = [
            Look(), Look(dropsAsides: false), Look(dropsAsides: false, weighs: false),
            Look(dropsAsides: false, weighs: false, judges: false),
        ]
    }
}
