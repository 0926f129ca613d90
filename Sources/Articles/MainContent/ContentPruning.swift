// SPDX-License-Identifier: MIT

import Markup

/// Takes out of the chosen elements what is no content: by what it is made of, not only by what it is called.
struct ContentPruning {
    let outline: PageOutline
    /// Whether what classes and ids say of an element counts.
    let believesHints: Bool
    /// Whether elements are judged by what they are made of.
    let judges: Bool
    private let measure: ContentMeasure
    private let names = ContentNames.shared

    /// What is never kept within an article.
    private static let refused: HTMLNameSet = [
        .footer, .aside, .object, .embed, .iframe, .textarea, .select, .button, .input, .nav, .dialog,
    ]
    private static let judged: HTMLNameSet = [.form, .fieldset, .table, .ul, .div]
    /// An element for sharing is taken out when its text is shorter; characters.
    private static let shareLimit = 500

    init(_ measure: ContentMeasure, believesHints: Bool, judges: Bool) {
        outline = measure.outline
        self.measure = measure
        self.believesHints = believesHints
        self.judges = judges
    }

    /// The measure without what was taken out of the chosen numbers.
    func pruned(_ numbers: [Int]) -> ContentMeasure {
        var pruned = measure
        for number in numbers {
            let range = number..<outline.end(of: number)
            let context = contexts(range)
            pruned.count(range) { inner, sum in
                isKept(inner, sum, context[inner - range.lowerBound], isChosen: inner == number)
            }
        }
        return pruned
    }
}

private extension ContentPruning {
    struct Context: OptionSet {
        let rawValue: UInt8
        static let dataTable = Context(rawValue: 1)
        static let code = Context(rawValue: 2)
        static let figure = Context(rawValue: 4)
    }

    /// For each number of a range what is around it.
    func contexts(_ range: Range<Int>) -> [Context] {
        var contexts = [Context](repeating: [], count: range.count)
        for number in range.dropFirst() {
            let parent = outline.parent(of: number)
            var context = contexts[parent - range.lowerBound]
            switch outline[parent].name {
            case .table where measure.sums[parent].hasDataTable: context.insert(.dataTable)
            case .code: context.insert(.code)
            case .figure: context.insert(.figure)
            default: break
            }
            contexts[number - range.lowerBound] = context
        }
        return contexts
    }

    func isKept(_ number: Int, _ sum: ContentSums, _ context: Context, isChosen: Bool) -> Bool {
        let entry = outline[number]
        guard !entry.isText else { return true }
        if !isChosen, ContentPruning.refused.contains(entry.name) { return false }
        // A picture that can be shared is no share bar.
        if !isChosen, entry.name != .img, entry.hints.contains(.share),
            sum.characters < ContentPruning.shareLimit
        {
            return false
        }
        if believesHints, entry.name == .h1 || entry.name == .h2, ContentScores.weight(of: entry) < 0 {
            return false
        }
        guard judges, ContentPruning.judged.contains(entry.name) else { return true }
        if entry.name == .div, measure.shapes[number] != .itself { return true }
        if sum.hasDataTable || !context.isDisjoint(with: [.dataTable, .code]) { return true }
        return passes(number, sum, isInFigure: context.contains(.figure))
    }

    /// Whether what an element is made of speaks for content.
    func passes(_ number: Int, _ sum: ContentSums, isInFigure: Bool) -> Bool {
        let entry = outline[number]
        let weight = believesHints ? ContentScores.weight(of: entry) : 0
        if weight < 0 { return false }
        if sum.commas >= 10 || sum.hasVideo { return true }
        let isList = entry.name == .ul || Float(sum.listCharacters) > 0.9 * Float(sum.characters)
        let isForm = entry.name == .form || entry.name == .fieldset
        if isForm, sum.inputs > sum.paragraphs / 3 { return false }
        if isForm, sum.embeds > 1 || sum.embeds == 1 && sum.characters < 75 { return false }
        guard isSuspicious(sum, weight: weight, isList: isList, isInFigure: isInFigure) else { return true }
        return isList && isListOfImages(number, sum)
    }

    func isSuspicious(_ sum: ContentSums, weight: Float, isList: Bool, isInFigure: Bool) -> Bool {
        if !isInFigure, sum.images > 1, sum.paragraphs * 2 < sum.images { return true }
        if !isList, sum.items - 100 > sum.paragraphs { return true }
        let isHeading = Float(sum.headingCharacters) >= 0.9 * Float(sum.characters) && sum.characters > 0
        if !isList, !isInFigure, !isHeading, sum.characters < 25, sum.images == 0 || sum.images > 2,
            sum.linkDensity > 0
        {
            return true
        }
        if !isList, weight < 25, sum.linkDensity > 0.2 { return true }
        if weight >= 25, sum.linkDensity > 0.5 { return true }
        return sum.images == 0 && sum.blockCharacters == 0
    }

    /// Whether each item of a list is an image and little else.
    func isListOfImages(_ number: Int, _ sum: ContentSums) -> Bool {
        for item in outline.children(of: number) where !measure.isOut[item] {
            if measure.childCount(of: item) > 1 { return false }
        }
        return sum.images == sum.items
    }
}
