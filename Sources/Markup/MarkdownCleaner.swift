// SPDX-License-Identifier: MIT

/// Turns foreign Markdown, with whatever HTML is in it, into safe HTML.
///
/// ```swift
/// try MarkdownCleaner(headingShift: 1).html("# Why\n\nAsk <b onclick=x()>people</b>[^1].\n\n[^1]: All of them.")
/// // <h2 id="h-why">Why</h2> … <b>people</b><sup><a href="#h-fn-1" id="h-fnref-1">1</a></sup>. …
/// ```
///
/// GitHub's tables, strikethrough, autolinks and footnotes are understood. All that comes out has passed
/// ``HTMLCleaner``. Headings and footnotes have ids, the same every time, which begin with `h-`; links to headings by
/// their usual names lead to them.
///
/// **Source**: GitHub Flavored Markdown 0.29, by libcmark-gfm.
public struct MarkdownCleaner: Sendable {
    private let headingShift: Int
    private let cleaner: HTMLCleaner
    private let limits: MarkdownRenderer.Limits

    /// Holds what it is given; `headingShift` is by how many levels headings go down (of 6, those below stay at 6).
    public init(
        headingShift: Int = 0, cleaner: HTMLCleaner = HTMLCleaner(),
        limits: MarkdownRenderer.Limits = MarkdownRenderer.Limits()
    ) {
        self.headingShift = headingShift
        self.cleaner = cleaner
        self.limits = limits
    }

    /// The HTML of a text.
    ///
    /// **Errors**: ``MarkdownError`` when a limit is passed.
    public func html(_ markdown: String) throws(MarkdownError) -> String {
        try MarkdownCost(markdown).check(limits)
        let tree = MarkdownTree(markdown, hasFootnotes: true)
        _ = try tree.tidy(MarkdownRenderer.Options(), depthLimit: limits.depth)
        guard let html = tree.html(withForeignMarkup: true) else { throw .outOfMemory }
        do {
            let tree = try HTMLTree(fragment: html, limits: cleaner.limits)
            let plan = HTMLCleanPlan(tree, headingShift: headingShift)
            var cleaning = HTMLCleaning(tree, resolve: cleaner.resolve, plan: plan)
            cleaning.takeChildren(of: tree.root)
            return cleaning.text
        } catch {
            throw .tooMuchMarkup(error)
        }
    }
}
