// SPDX-License-Identifier: MIT

/// An HTML page or a piece of one as browsers would read it: a tree that never changes.
///
/// ```swift
/// let tree = try HTMLTree(page: bytes, contentType: "text/html; charset=utf-8")
/// for node in tree.descendants(of: tree.root) where tree.name(of: node) == .a {
///     print(tree.attribute(.href, of: node) ?? "", tree.text(of: node))
/// }
/// ```
///
/// A node is a number; ask the tree about it. ``descendants(of:)`` goes in the page's order without recursion,
/// ``ancestors(of:)`` goes up. Two texts may stand beside each other where the page had a stray tag between them.
///
/// **Shape**: one flat list of nodes, one of attributes, and one buffer of bytes in which all words are ranges; most
/// of them are the page's own bytes. Elements of SVG and MathML are in it with their ``Space``; their names are in
/// lower case too. `noscript` is read as markup, since nothing is run.
/// **Source**: the HTML standard, section 13.2 (parsing), without scripts and without forms' owners.
public struct HTMLTree: Sendable {
    /// A node of the tree that gave it, and of no other.
    public struct Node: Hashable, Sendable {
        let index: Int32
        @inline(__always)
        init(_ index: Int32) { self.index = index }
    }

    /// What a node is.
    public enum Kind: UInt8, Sendable {
        case document, element, text, comment, doctype
    }

    /// Which language an element belongs to.
    public enum Space: UInt8, Sendable {
        case html, svg, math
    }

    /// How much is too much.
    public struct Limits: Hashable, Sendable {
        /// Bytes of the page.
        public let bytes: Int
        /// Nodes of the tree.
        public let nodes: Int

        /// 16 MiB and a million nodes unless asked otherwise.
        public init(bytes: Int = 16 << 20, nodes: Int = 1_000_000) {
            self.bytes = bytes
            self.nodes = nodes
        }
    }

    /// The most attributes of a tag that are kept.
    public static let attributeLimit = 64
    /// The most elements within each other; what stands deeper is laid side by side.
    public static let depthLimit = 512

    /// A node as it lies in the list.
    ///
    /// Of an element `start` and `count` are its name, of text and comments the words.
    struct Record {
        var kind: Kind
        var space = Space.html
        var name = HTMLName.other
        var attributeCount: UInt8 = 0
        var attributeStart: Int32 = 0
        var parent: Int32 = -1
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var next: Int32 = -1
        var previous: Int32 = -1
        var start: Int32 = 0
        var count: Int32 = 0
    }

    /// An attribute as it lies in the list: ranges of `bytes`.
    struct Attribute {
        var name: HTMLName
        var nameStart: Int32
        var nameCount: Int32
        var valueStart: Int32
        var valueCount: Int32

        init(name: HTMLName, nameRange: Range<Int>, value: Range<Int>) {
            self.name = name
            self.nameStart = Int32(truncatingIfNeeded: nameRange.lowerBound)
            self.nameCount = Int32(truncatingIfNeeded: nameRange.count)
            self.valueStart = Int32(truncatingIfNeeded: value.lowerBound)
            self.valueCount = Int32(truncatingIfNeeded: value.count)
        }

        var nameRange: Range<Int> { Int(nameStart)..<Int(nameStart + nameCount) }
        var value: Range<Int> { Int(valueStart)..<Int(valueStart + valueCount) }
    }

    let records: [Record]
    let attributes: [Attribute]
    let bytes: [UInt8]
    /// Whether the page's type makes browsers read it as in old times.
    public let isQuirky: Bool

    /// Reads a whole page from its bytes.
    ///
    /// **Shape**: the encoding is that of the mark, the header, the `meta` tag or the bytes themselves (see
    /// ``DocumentText``). Any bytes are a page.
    /// **Errors**: ``HTMLError`` when a limit is passed.
    public init(
        page bytes: [UInt8], contentType: String? = nil, limits: Limits = Limits()
    ) throws(HTMLError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(byteLimit: limits.bytes) }
        let type =
            DocumentText.charset(of: contentType) == nil ? HTMLEncoding.declared(in: bytes) : contentType
        let text = DocumentText(bytes, contentType: type)
        try self.init(utf8: text.utf8, context: nil, limits: limits)
    }

    /// Reads a whole page.
    ///
    /// **Errors**: ``HTMLError`` when a limit is passed.
    public init(page: String, limits: Limits = Limits()) throws(HTMLError) {
        try self.init(utf8: Array(page.utf8), context: nil, limits: limits)
    }

    /// Reads a piece of HTML as if it stood in the body of a page; the root's children are its parts.
    ///
    /// **Errors**: ``HTMLError`` when a limit is passed.
    public init(fragment: String, limits: Limits = Limits()) throws(HTMLError) {
        try self.init(utf8: Array(fragment.utf8), context: .body, limits: limits)
    }

    /// Reads UTF-8: a page, or with a context what stands in that element.
    init(utf8: [UInt8], context: HTMLName?, space: Space = .html, limits: Limits) throws(HTMLError) {
        guard utf8.count <= limits.bytes, utf8.count < Int(Int32.max) / 8 else {
            throw .tooLarge(byteLimit: limits.bytes)
        }
        var builder = HTMLTreeBuilder(
            HTMLTokenizer(utf8), context: context, space: space, nodeLimit: limits.nodes)
        try builder.run()
        records = builder.records
        attributes = builder.tokens.attributes
        bytes =
            builder.tokens.extra.isEmpty ? builder.tokens.input : builder.tokens.input + builder.tokens.extra
        isQuirky = builder.isQuirky
    }
}

/// Why HTML was not read.
public enum HTMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It has more bytes than allowed.
    case tooLarge(byteLimit: Int)
    /// It has more elements and texts than allowed.
    case tooManyNodes(limit: Int)

    public var description: String {
        switch self {
        case .tooLarge(let byteLimit): "the HTML has more than \(byteLimit) bytes"
        case .tooManyNodes(let limit): "the HTML has more than \(limit) elements and texts"
        }
    }
}

/// What a page says about its own encoding.
enum HTMLEncoding {
    /// A content type with the charset that a `meta` tag in the first bytes names, nil where none does.
    ///
    /// **Source**: the HTML standard, section 13.2.3.2; the first 4,096 bytes are searched, four times what it asks.
    static func declared(in bytes: [UInt8]) -> String? {
        let head = Array(bytes.prefix(4096))
        for tag in HTMLTags.read(head, named: ["meta"]) {
            if let charset = tag.value("charset"), !charset.isEmpty { return "text/html; charset=\(charset)" }
            if tag.value("http-equiv")?.lowercased() == "content-type", let type = tag.value("content"),
                DocumentText.charset(of: type) != nil
            {
                return type
            }
        }
        return nil
    }
}
