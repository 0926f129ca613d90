// SPDX-License-Identifier: MIT

import Markup

/// The page's elements counted, and divs told apart by what they are used for.
struct ContentMeasure {
    /// What an element is used for.
    enum Shape: UInt8 {
        /// What its name says.
        case itself
        /// A paragraph by another name.
        case paragraph
        /// Only something around one paragraph.
        case wrapper
    }

    let outline: PageOutline
    /// What is passed over, with everything within.
    private(set) var isOut: [Bool]
    private(set) var sums: [ContentSums]
    private(set) var shapes: [Shape]
    private(set) var isPhrasing: [Bool]
    private let names = ContentNames.shared

    /// Counts everything that is not left out.
    init(_ outline: PageOutline, without isOut: [Bool]) {
        self.outline = outline
        self.isOut = isOut
        sums = [ContentSums](repeating: ContentSums(), count: outline.count)
        shapes = [Shape](repeating: .itself, count: outline.count)
        isPhrasing = [Bool](repeating: false, count: outline.count)
        count(0..<outline.count) { _, _ in true }
    }

    /// Counts again what lies in a range, from the end on, leaving out elements that are not kept.
    mutating func count(_ range: Range<Int>, keeping isKept: (Int, ContentSums) -> Bool) {
        for number in range { sums[number] = ContentSums() }
        for number in range.reversed() {
            guard !isOut[number] else { continue }
            finish(number)
            guard isKept(number, sums[number]) else {
                isOut[number] = true
                continue
            }
            let parent = outline.parent(of: number)
            if parent >= range.lowerBound { sums[parent].add(asPart(number)) }
        }
    }

    /// A run of words and what stands in a line, as it lies in a div between blocks: a paragraph without a tag.
    struct Run {
        var members: [Int] = []
        var characters: Int32 = 0
        var commas: Int32 = 0
        var linked: Float = 0
        var hasContent = false
    }

    /// The runs directly in a div; two line breaks end one.
    func runs(in number: Int) -> [Run] {
        var runs: [Run] = []
        var run = Run()
        var breaks = 0
        for child in outline.children(of: number) where !isOut[child] {
            let isBreak = outline[child].name == .br && !outline[child].isText
            if isBreak { breaks += 1 }
            if !isPhrasing[child] || isBreak && breaks > 1 {
                if run.hasContent { runs.append(run) }
                run = Run()
            }
            guard isPhrasing[child] else {
                breaks = 0
                continue
            }
            run.members.append(child)
            let sum = sums[child]
            run.characters += sum.characters
            run.commas += sum.commas
            run.linked += sum.linked
            if !isBreak, sum.characters > 0 || !outline[child].isText {
                breaks = 0
                run.hasContent = true
            }
        }
        if run.hasContent { runs.append(run) }
        return runs
    }

    /// Whether a table only lays out the page: it says so, has one row or column, or other tables in it.
    func isLayout(_ number: Int) -> Bool {
        let role = outline.tree.attribute(.role, of: outline[number].node)
        if role == "presentation" || role == "none" { return true }
        let sum = sums[number]
        return !sum.hasTableParts && (sum.tables > 0 || sum.rows <= 1 || sum.columns <= 1)
    }

    /// The beginning of the text of some elements and texts, without what is passed over; one line, white space folded.
    ///
    /// **Shape**: bounded work, whatever they hold: enough for a line, which is what such texts are asked for.
    func line(_ numbers: [Int]) -> String {
        var bytes: [UInt8] = []
        var seen = 0
        for top in numbers {
            var number = top
            while number < outline.end(of: top), seen < Line.entryLimit, bytes.count < Line.byteLimit {
                seen += 1
                guard !isOut[number] else {
                    number = outline.end(of: number)
                    continue
                }
                if outline[number].isText {
                    bytes += outline.tree.textBytes(of: outline[number].node).prefix(Line.byteLimit)
                }
                number += 1
            }
        }
        return PlainText.folded(String(decoding: bytes, as: UTF8.self))
    }

    private enum Line {
        /// Elements and texts that are looked at, and bytes that are taken.
        static let entryLimit = 400
        static let byteLimit = 4_096
    }

    /// The elements directly within, those without a tag counted.
    func childCount(of number: Int) -> Int {
        let isDiv = outline[number].name == .div
        let elements = outline.children(of: number).reduce(into: 0) { count, child in
            if !isOut[child], !outline[child].isText, !(isDiv && isPhrasing[child]) { count += 1 }
        }
        return elements + (isDiv ? runs(in: number).count : 0)
    }
}

private extension ContentMeasure {
    /// Completes what an element counts for itself once all within it has been counted.
    mutating func finish(_ number: Int) {
        let entry = outline[number]
        if entry.isText {
            sums[number].characters = entry.length.characters
            sums[number].commas = entry.length.commas
            isPhrasing[number] = true
            return
        }
        if names.phrasing.contains(entry.name) {
            isPhrasing[number] = true
        } else if names.perhapsPhrasing.contains(entry.name) {
            isPhrasing[number] = outline.children(of: number).allSatisfy { isOut[$0] || isPhrasing[$0] }
        }
        if entry.name == .div { finishDiv(number) }
        if entry.name == .table { sums[number].hasDataTable = sums[number].hasDataTable || isData(number) }
    }

    mutating func finishDiv(_ number: Int) {
        var others = 0
        var only = -1
        for child in outline.children(of: number) where !isOut[child] && !isPhrasing[child] {
            others += 1
            only = child
        }
        let runs = runs(in: number)
        sums[number].paragraphs += Int32(runs.count)
        sums[number].blocks += Int32(runs.count)
        let isLinked = sums[number].linkDensity >= 0.25
        shapes[number] = .itself
        if others == 0, runs.count == 1, !isLinked {
            sums[number].paragraphs -= 1
            shapes[number] = .paragraph
        } else if runs.isEmpty, others == 1, outline[only].name == .p, !isLinked {
            shapes[number] = .wrapper
        } else if runs.isEmpty, sums[number].blocks == 0 {
            shapes[number] = .paragraph
        }
    }

    /// What an element counts for in the one around it.
    func asPart(_ number: Int) -> ContentSums {
        var sum = sums[number]
        let entry = outline[number]
        guard !entry.isText else { return sum }
        if names.textual.contains(entry.name) { sum.blockCharacters += sum.characters }
        if names.block.contains(entry.name) { sum.blocks += 1 }
        if names.headings.contains(entry.name) { sum.headingCharacters += sum.characters }
        switch entry.name {
        case .a: sum.linked = Float(sum.characters) * (pointsWithinPage(entry.node) ? 0.3 : 1)
        case .p: sum.paragraphs += 1
        case .div where shapes[number] == .paragraph: sum.paragraphs += 1
        case .img: sum.images += 1
        case .li: sum.items += 1
        case .input: sum.inputs += 1
        case .ul, .ol: sum.listCharacters = sum.characters
        case .object, .embed, .iframe: count(embed: entry.node, in: &sum)
        case .td, .th: sum.cells = 1
        case .tr:
            sum.rows += 1
            sum.columns = max(sum.columns, sum.cells)
            sum.cells = 0
        case .table: sum.tables += 1
        default: break
        }
        if names.tableParts.contains(entry.name) { sum.hasTableParts = true }
        return sum
    }

    func pointsWithinPage(_ node: HTMLTree.Node) -> Bool {
        let address = outline.tree.attributeBytes(.href, of: node)
        return address?.first == UInt8(ascii: "#") && (address?.count ?? 0) > 1
    }

    func count(embed node: HTMLTree.Node, in sum: inout ContentSums) {
        let address = outline.tree.attribute(.src, of: node) ?? outline.tree.attribute(.data, of: node) ?? ""
        if VideoSites.contain(address) { sum.hasVideo = true } else { sum.embeds += 1 }
    }

    /// Whether a table holds data and is not there for the page's layout.
    func isData(_ number: Int) -> Bool {
        let node = outline[number].node
        if outline.tree.attribute(.role, of: node) == "presentation" { return false }
        if outline.tree.attribute(named: "datatable", of: node) == "0" { return false }
        if outline.tree.attribute(named: "summary", of: node)?.isEmpty == false { return true }
        let sum = sums[number]
        if sum.hasTableParts { return true }
        if sum.tables > 0 || sum.rows <= 1 || sum.columns <= 1 { return false }
        return sum.rows >= 10 || sum.columns > 4 || sum.rows * sum.columns > 10
    }
}

/// Sites whose embedded players belong to an article.
enum VideoSites {
    private static let hosts = [
        "youtube.com/", "youtube-nocookie.com/", "player.vimeo.com/", "dailymotion.com/", "player.twitch.tv/",
        "archive.org/", "upload.wikimedia.org/", "bilibili.com/",
    ]

    static func contain(_ address: String) -> Bool {
        hosts.contains { address.contains($0) }
    }
}
