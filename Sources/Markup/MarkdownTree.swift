// SPDX-License-Identifier: MIT

import CMarkGFM
import Synchronization

/// A parsed Markdown text; the one place that touches libcmark-gfm.
struct MarkdownTree: ~Copyable {
    private let root: OpaquePointer?
    private let options: Int32

    /// What a walk through the tree found.
    struct Walk {
        /// The plain text of each heading, in order.
        var headings: [String] = []
        var depth = 0
        var linkDepth = 0
        var isInHeading = false
    }

    /// Parses the text; any text is Markdown.
    init(_ markdown: String, hasFootnotes: Bool = false) {
        MarkdownTree.register
        options = hasFootnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT
        let parser = cmark_parser_new(options | CMARK_OPT_VALIDATE_UTF8)
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        var markdown = markdown
        let tree = MarkdownTree.turn.withLock { _ in
            markdown.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    cmark_parser_feed(parser, $0.baseAddress, $0.count)
                }
            }
            return UInt(bitPattern: cmark_parser_finish(parser))
        }
        root = OpaquePointer(bitPattern: tree)
    }

    /// While a text is parsed, libcmark-gfm notes in one table for all threads which characters its extensions look at, and
    /// takes them out again at the end; so one text is parsed at a time.
    ///
    /// The mutex guards that table.
    private static let turn = Mutex(())

    deinit { cmark_node_free(root) }

    /// Drops links that are not safe, follows the options, and reads the headings.
    func tidy(_ options: MarkdownRenderer.Options, depthLimit: Int) throws(MarkdownError) -> Walk {
        var walk = Walk()
        let steps = cmark_iter_new(root)
        defer { cmark_iter_free(steps) }
        while true {
            let event = cmark_iter_next(steps)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(steps) else { return walk }
            if event == CMARK_EVENT_ENTER {
                MarkdownTree.enter(node, &walk)
                guard walk.depth <= depthLimit else { throw .tooDeep(limit: depthLimit) }
            } else {
                MarkdownTree.leave(node, &walk, options)
            }
        }
    }

    /// The tree as HTML, which with foreign markup is not safe; nil when memory ran out.
    func html(withForeignMarkup: Bool = false) -> String? {
        bytes(withForeignMarkup: withForeignMarkup).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as UTF-8.
    func bytes(withForeignMarkup: Bool = false) -> [UInt8]? {
        let options = withForeignMarkup ? options | CMARK_OPT_UNSAFE : options
        guard let text = cmark_render_html(root, options, nil) else { return nil }
        defer { free(text) }
        return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }
}

private extension MarkdownTree {
    /// libcmark keeps its extensions in one list for the process; this fills it once.
    static let register: Void = cmark_gfm_core_extensions_ensure_registered()

    static func enter(_ node: OpaquePointer, _ walk: inout Walk) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_EMPH, CMARK_NODE_STRONG: walk.depth += 1
        case CMARK_NODE_LINK:
            walk.depth += 1
            walk.linkDepth += 1
        case CMARK_NODE_HEADING:
            walk.headings.append("")
            walk.isInHeading = true
        case CMARK_NODE_TEXT, CMARK_NODE_CODE:
            guard walk.isInHeading, let text = cmark_node_get_literal(node) else { return }
            walk.headings[walk.headings.count - 1] += String(cString: text)
        default: break
        }
    }

    static func leave(_ node: OpaquePointer, _ walk: inout Walk, _ options: MarkdownRenderer.Options) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_EMPH, CMARK_NODE_STRONG: walk.depth -= 1
        case CMARK_NODE_LINK:
            walk.depth -= 1
            walk.linkDepth -= 1
            tidyLink(node, options)
        case CMARK_NODE_IMAGE: tidyPicture(node, isInLink: walk.linkDepth > 0, options)
        case CMARK_NODE_HEADING: walk.isInHeading = false
        default: break
        }
    }

    static func tidyLink(_ node: OpaquePointer, _ options: MarkdownRenderer.Options) {
        let address = Address(String(cString: cmark_node_get_url(node)))
        guard address.isSafeLink else { return replace(node, with: nil) }
        if options.linksToPages, let page = address.page { cmark_node_set_url(node, page) }
    }

    static func tidyPicture(_ node: OpaquePointer, isInLink: Bool, _ options: MarkdownRenderer.Options) {
        let address = Address(String(cString: cmark_node_get_url(node)))
        guard address.isSafePicture else { return replace(node, with: nil) }
        guard options.linksForeignPictures, !address.isRelative else { return }
        if cmark_node_first_child(node) == nil, let words = cmark_node_new(CMARK_NODE_TEXT) {
            cmark_node_set_literal(words, "Picture")
            cmark_node_append_child(node, words)
        }
        replace(node, with: isInLink ? nil : address.text)
    }

    /// Puts a link to the address, or nothing, around the node's children instead of the node.
    static func replace(_ node: OpaquePointer, with address: String?) {
        let link = address == nil ? nil : cmark_node_new(CMARK_NODE_LINK)
        if let link, let address {
            cmark_node_set_url(link, address)
            cmark_node_insert_before(node, link)
        }
        while let child = cmark_node_first_child(node) {
            cmark_node_unlink(child)
            if let link {
                cmark_node_append_child(link, child)
            } else {
                cmark_node_insert_before(node, child)
            }
        }
        cmark_node_unlink(node)
        cmark_node_free(node)
    }
}

/// The address of a link as Markdown gives it: anything at all.
private struct Address {
    let text: String
    /// What stands before the first colon, unless a slash, a question mark or a number sign comes before it.
    let scheme: String?

    init(_ text: String) {
        self.text = text
        let head = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        scheme = text.dropFirst(head.count).first == ":" ? head.lowercased() : nil
    }

    var isRelative: Bool { scheme == nil && !text.hasPrefix("//") && !text.hasPrefix("\\") }

    var isSafeLink: Bool {
        guard let scheme else { return true }
        return ["http", "https", "mailto", "tel"].contains(scheme)
    }

    var isSafePicture: Bool { scheme == nil || scheme == "http" || scheme == "https" }

    /// The page beside a relative Markdown file.
    var page: String? {
        guard isRelative else { return nil }
        let path = text.prefix { $0 != "#" && $0 != "?" }
        guard path.hasSuffix(".md") else { return nil }
        return path.dropLast(3) + ".html" + text.dropFirst(path.count)
    }
}
