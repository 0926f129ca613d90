// SPDX-License-Identifier: MIT

public import Model

extension Library {
    /// The file of a rule: what ``read()`` understands as that rule.
    ///
    /// **Shape**: the same rule gives the same text. Feeds stand in it by their addresses where the library lists them.
    public static func text(of rule: Rule, _ holdings: Holdings) -> String {
        let (condition, consequence) = (rule.condition, rule.consequence)
        let feeds = condition.feeds.map { holdings.listedFeed($0)?.feed.address.text ?? $0.rawValue }
        var text = "---\n" + YAMLText.line("id", rule.id.rawValue) + YAMLText.line("title", rule.title)
        if let paused = rule.paused { text += YAMLText.line("paused", paused) }
        text += "if:\n" + YAMLText.list("feeds", feeds, indent: "  ")
        text += YAMLText.list("words", condition.words.any, indent: "  ")
        text += YAMLText.list("all_words", condition.words.all, indent: "  ")
        text += YAMLText.list("no_words", condition.words.none, indent: "  ")
        if condition.words.place != .anywhere { text += "  in: \(condition.words.place.rawValue)\n" }
        text += YAMLText.list("licences", condition.licences.map(\.id), indent: "  ")
        text += "then:\n" + YAMLText.list("topics", consequence.topics.map(\.rawValue), indent: "  ")
        text += YAMLText.list("audiences", consequence.audiences.map(\.rawValue), indent: "  ")
        if let rejection = consequence.rejection { text += "  " + YAMLText.line("reject", rejection) }
        return text + "---\n" + (rule.why.isEmpty ? "" : rule.why + "\n")
    }

    /// The file of a rule.
    public static func file(of rule: Rule.ID) -> String { "curated/rules/\(rule).md" }

    /// Reads one rule that is only a text yet.
    ///
    /// **Errors**: ``CatalogError/mistakes(_:)``.
    public static func rule(
        in text: String, named name: String, _ holdings: Holdings
    ) throws(CatalogError) -> Rule {
        let page: Page
        do throws(Mistake) { page = try Page(text, file: name) } catch { throw .mistakes([error]) }
        let topics = Set((holdings.curriculum?.topics ?? []).map(\.id.rawValue))
        let reader = RuleReader(
            References(holdings.curriculum, topics: topics), feeds: holdings.feeds,
            areAll: !holdings.mistakes.contains { $0.file.hasPrefix("feeds/") })
        guard let rule = reader.read(page, isNamed: false) else {
            throw .mistakes(page.notes.mistakes.sorted())
        }
        return rule
    }
}

/// How a rule is told in a sentence.
public struct RuleWords: Sendable {
    private let holdings: Holdings
    private let curriculum: Curriculum?

    /// - Parameter usesNames: whether topics and audiences are named; else their ids stand there, as in the file.
    public init(_ holdings: Holdings, usesNames: Bool = false) {
        self.holdings = holdings
        curriculum = usesNames ? holdings.curriculum : nil
    }

    /// The rule in one sentence.
    public func sentence(_ rule: Rule) -> String {
        let condition = rule.condition
        let words = condition.words
        let feeds = condition.feeds.map { holdings.listedFeed($0)?.feed.title ?? $0.rawValue }
        let place = words.place == .title ? " in the headline" : ""
        let parts = [
            feeds.isEmpty ? nil : "it is from \(list(feeds, "or"))",
            words.any.isEmpty ? nil : "\(list(words.any, "or")) stands\(place)",
            words.all.isEmpty ? nil : "\(list(words.all, "and")) stand\(place)",
            words.none.isEmpty ? nil : "no \(list(words.none, "or")) stands\(place)",
            condition.licences.isEmpty
                ? nil : "its licence is \(condition.licences.map(\.label).joined(separator: " or "))",
        ]
        let consequence = RuleWords.consequence(rule.consequence, naming: curriculum)
        return "if " + parts.compactMap { $0 }.joined(separator: ", and ") + ": \(consequence)"
    }

    /// What becomes of an item.
    ///
    /// - Parameter curriculum: what names topics and audiences; nil for their ids.
    public static func consequence(
        _ consequence: Rule.Consequence, naming curriculum: Curriculum? = nil
    ) -> String {
        if let rejection = consequence.rejection { return "reject: \(rejection)" }
        let topics = consequence.topics.map { curriculum?.topic($0)?.name ?? $0.rawValue }
        let audiences = consequence.audiences.map { curriculum?.name(of: $0) ?? $0.rawValue }
        return [("topic", topics), ("audience", audiences)].filter { !$0.1.isEmpty }
            .map { "\($0.0)\($0.1.count == 1 ? "" : "s") \($0.1.joined(separator: ", "))" }
            .joined(separator: "; ")
    }

    private func list(_ values: [String], _ join: String) -> String {
        values.map { "\u{201C}\($0)\u{201D}" }.joined(separator: " \(join) ")
    }
}
