// SPDX-License-Identifier: MIT

/// Turns our Markdown into safe HTML.
///
/// GitHub's tables, strikethrough and autolinks are understood. Raw HTML is left out, a link goes to `http`, `https`,
/// `mailto`, `tel` or a relative address or is none, and every heading gets a stable id (see ``Anchors``).
///
/// **Source**: GitHub Flavored Markdown 0.29, by libcmark-gfm in its safe mode.
public struct MarkdownRenderer: Sendable {
    /// What to do where the Markdown asks for something that a page may not want.
    public let options: Options
    /// How much is too much.
    public let limits: Limits

    /// What to do where the Markdown asks for something that a page may not want.
    public struct Options: Hashable, Sendable {
        /// Whether pictures of other sites become links, so that reading the page asks nothing of them.
        public let linksForeignPictures: Bool
        /// Whether relative links to `.md` files go to the `.html` beside them.
        public let linksToPages: Bool

        /// Holds what it is given; pictures stay and links stay unless asked otherwise.
        public init(linksForeignPictures: Bool = false, linksToPages: Bool = false) {
            self.linksForeignPictures = linksForeignPictures
            self.linksToPages = linksToPages
        }
    }

    /// How much is too much.
    public struct Limits: Hashable, Sendable {
        /// Bytes of Markdown.
        public let bytes: Int
        /// Lists, quotations, emphasis and links within each other.
        public let depth: Int
        /// Cells of all tables.
        public let cells: Int

        /// A megabyte, 100 levels and 100,000 cells unless asked otherwise.
        public init(bytes: Int = 1_000_000, depth: Int = 100, cells: Int = 100_000) {
            self.bytes = bytes
            self.depth = depth
            self.cells = cells
        }
    }

    /// Holds what it is given.
    public init(options: Options = Options(), limits: Limits = Limits()) {
        self.options = options
        self.limits = limits
    }

    /// The HTML of a whole text.
    ///
    /// **Errors**: ``MarkdownError`` when a limit is passed.
    public func html(_ markdown: String) throws(MarkdownError) -> String {
        var anchors = Anchors()
        return try html(markdown, anchors: &anchors)
    }

    /// The HTML of one part of a page, with heading ids that no other part of it has.
    ///
    /// **Errors**: ``MarkdownError`` when a limit is passed.
    public func html(_ markdown: String, anchors: inout Anchors) throws(MarkdownError) -> String {
        try rendered(markdown).html(anchors: &anchors)
    }

    /// The HTML of one part of a page, whose headings get their ids when the page is put together.
    ///
    /// **Errors**: ``MarkdownError`` when a limit is passed.
    public func rendered(_ markdown: String) throws(MarkdownError) -> RenderedMarkdown {
        var html = RenderedMarkdown()
        try write(markdown, to: &html)
        return html
    }

    /// Adds the same to a part that was begun.
    ///
    /// **Errors**: ``MarkdownError`` when a limit is passed; then nothing is added.
    public func write(_ markdown: String, to html: inout RenderedMarkdown) throws(MarkdownError) {
        if PlainMarkdown.write(markdown, to: &html, options, limits) { return }
        try parse(markdown, to: &html)
    }

    /// The same for Markdown that is there as UTF-8.
    ///
    /// **Errors**: ``MarkdownError`` when a limit is passed; then nothing is added.
    public func write(_ markdown: Span<UInt8>, to html: inout RenderedMarkdown) throws(MarkdownError) {
        let isPlain = markdown.withUnsafeBufferPointer {
            PlainMarkdown.write($0, to: &html, options, limits)
        }
        if !isPlain { try parse(String(trusting: markdown), to: &html) }
    }
}

extension MarkdownRenderer {
    /// Lets the parser read a text.
    func parse(_ markdown: String, to html: inout RenderedMarkdown) throws(MarkdownError) {
        try MarkdownCost(markdown).check(limits)
        let tree = MarkdownTree(markdown)
        let walk = try tree.tidy(options, depthLimit: limits.depth)
        guard let bytes = tree.bytes() else { throw .outOfMemory }
        html.append(bytes, headings: walk.headings)
    }
}
