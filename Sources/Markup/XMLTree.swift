// SPDX-License-Identifier: MIT

import CXML2

/// A small XML document as a tree of values, for files that people keep (OPML, settings of other tools).
///
/// Feeds are larger and are read as a stream instead.
public struct XMLTree: Hashable, Sendable {
    /// The outermost element.
    public let root: Element

    /// One element.
    public struct Element: Hashable, Sendable {
        /// Its name without a prefix.
        public let name: String
        /// The prefix as written; empty when there is none.
        public let prefix: String
        /// The namespace's address; empty when there is none.
        public let namespace: String
        /// The namespaces that it declares, in order: `prefix` is what they are bound to, empty for the default one.
        public let declarations: [Declaration]
        /// Its attributes in order, declarations of namespaces not among them.
        public let attributes: [Attribute]
        /// What is inside it, in order; comments and processing instructions are left out.
        public let children: [Node]
        /// The line on which it begins, counted from 1.
        public let line: Int

        /// The elements directly inside it, in order.
        public var elements: [Element] {
            children.compactMap { if case .element(let element) = $0 { element } else { nil } }
        }

        /// The text directly inside it, joined.
        public var text: String {
            children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        }
    }

    /// One attribute.
    public struct Attribute: Hashable, Sendable {
        /// Its name without a prefix; with it, when the prefix was never declared.
        public let name: String
        /// The prefix as written; empty when there is none.
        public let prefix: String
        /// The namespace's address; empty when there is none.
        public let namespace: String
        /// Its value, references resolved.
        public let value: String
    }

    /// One declaration of a namespace.
    public struct Declaration: Hashable, Sendable {
        /// The prefix; empty for the default namespace.
        public let prefix: String
        /// The namespace's address.
        public let namespace: String
    }

    /// What an element can hold.
    public enum Node: Hashable, Sendable {
        /// Another element.
        case element(Element)
        /// Text, references resolved.
        case text(String)
    }

    /// How much of a document is read before it is refused.
    public struct Limits: Hashable, Sendable {
        /// Bytes of the document.
        public let bytes: Int
        /// Elements inside each other; 200 at the most.
        public let depth: Int
        /// Elements, attributes and texts in all.
        public let nodes: Int

        /// The defaults suit files that people keep: 1 MB, 64 levels, 200,000 nodes.
        public init(bytes: Int = 1 << 20, depth: Int = 64, nodes: Int = 200_000) {
            self.bytes = bytes
            self.depth = min(depth, 200)
            self.nodes = nodes
        }
    }

    /// Reads a document; nothing is fetched, no entity is resolved.
    ///
    /// **Shape**: any encoding that the document declares and libxml2 knows; UTF-8 where it declares none.
    /// **Errors**: malformed with line; a document type declaration is refused whole; too large, deep or full.
    /// **Source**: XML 1.0, fifth edition; Namespaces in XML 1.0.
    public init(parsing bytes: [UInt8], limits: Limits = Limits()) throws(XMLError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(byteLimit: limits.bytes) }
        let parse = XMLParse(bytes)
        if let refusal = parse.refusal { throw refusal }
        // libxml2 tells the line on which a tag ends; people look where it begins.
        let lines = bytes.contains(0) ? [] : XMLSpan.all(in: bytes).map(\.line)
        var budget = NodeBudget(limits: limits, lines: lines)
        self.root = try parse.root(&budget)
    }
}

/// Why a document is not read as XML.
public enum XMLError: Error, Hashable, CustomStringConvertible {
    /// It is not well-formed; the line counts from 1.
    case malformed(line: Int, reason: String)
    /// It has a document type declaration.
    case documentType(line: Int)
    /// It has more bytes than allowed.
    case tooLarge(byteLimit: Int)
    /// Elements stand deeper inside each other than allowed.
    case tooDeep(line: Int, depthLimit: Int)
    /// It has more nodes than allowed.
    case tooMany(line: Int, nodeLimit: Int)

    /// The line to look at, counted from 1; nil where it is the document as a whole.
    public var line: Int? {
        switch self {
        case .malformed(let line, _), .documentType(let line), .tooDeep(let line, _), .tooMany(let line, _):
            line
        case .tooLarge: nil
        }
    }

    /// What is wrong, without the line.
    public var reason: String {
        switch self {
        case .malformed(_, let reason): "not well-formed XML: \(reason)"
        case .documentType: "a document type declaration is not allowed here"
        case .tooLarge(let byteLimit): "more than \(byteLimit) bytes"
        case .tooDeep(_, let depthLimit): "elements more than \(depthLimit) deep"
        case .tooMany(_, let nodeLimit): "more than \(nodeLimit) elements, attributes and texts"
        }
    }

    public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}

/// What is left of the limits while the tree is built, and the lines on which its elements begin.
private struct NodeBudget {
    let limits: XMLTree.Limits
    let lines: [Int]
    var nodes = 0
    var elements = 0

    /// The line of the next element; that of libxml2 where the bytes could not be gone through.
    mutating func line(or line: Int) -> Int {
        defer { elements += 1 }
        return elements < lines.count ? lines[elements] : max(1, line)
    }

    mutating func spend(line: Int, depth: Int) throws(XMLError) {
        nodes += 1
        guard nodes <= limits.nodes else { throw .tooMany(line: line, nodeLimit: limits.nodes) }
        guard depth <= limits.depth else { throw .tooDeep(line: line, depthLimit: limits.depth) }
    }
}

/// One run of libxml2 over one document; owns the parser and what it made.
private struct XMLParse: ~Copyable {
    private let context: xmlParserCtxtPtr?
    private let document: xmlDocPtr?

    init(_ bytes: [UInt8]) {
        _ = XMLParse.isReady
        let context = xmlNewParserCtxt()
        // The callback keeps no state: a stopped parser says so itself, by its error number.
        context?.pointee.sax.pointee.internalSubset = { parser, _, _, _ in
            xmlStopParser(parser?.assumingMemoryBound(to: xmlParserCtxt.self))
        }
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
        self.document = bytes.withUnsafeBytes { raw in
            xmlCtxtReadMemory(
                context, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil, nil,
                Int32(options))
        }
        self.context = context
    }

    deinit {
        xmlFreeDoc(document)
        xmlFreeParserCtxt(context)
    }

    /// Why the parser stopped; nil when it came to the end.
    var refusal: XMLError? {
        guard let parser = context?.pointee else { return .malformed(line: 1, reason: "out of memory") }
        if parser.errNo == Int32(XML_ERR_USER_STOP.rawValue) {
            return .documentType(line: parser.input.map { Int($0.pointee.line) } ?? 1)
        }
        guard document == nil || parser.wellFormed == 0 else { return nil }
        let message = parser.lastError.message.map { String(cString: $0) } ?? "nothing in it"
        let line = max(1, Int(parser.lastError.line))
        return .malformed(line: line, reason: message.split(separator: "\n").joined(separator: " "))
    }

    func root(_ budget: inout NodeBudget) throws(XMLError) -> XMLTree.Element {
        guard let root = xmlDocGetRootElement(document) else {
            throw .malformed(line: 1, reason: "no element in it")
        }
        return try XMLParse.element(root, depth: 1, &budget)
    }

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()
}

private extension XMLParse {
    static func element(
        _ node: xmlNodePtr, depth: Int, _ budget: inout NodeBudget
    ) throws(XMLError) -> XMLTree.Element {
        let line = budget.line(or: Int(xmlGetLineNo(node)))
        try budget.spend(line: line, depth: depth)
        return XMLTree.Element(
            name: text(node.pointee.name), prefix: text(node.pointee.ns?.pointee.prefix),
            namespace: text(node.pointee.ns?.pointee.href), declarations: declarations(of: node),
            attributes: try attributes(of: node, line: line, &budget),
            children: try children(of: node, depth: depth, &budget), line: line)
    }

    static func declarations(of node: xmlNodePtr) -> [XMLTree.Declaration] {
        var found: [XMLTree.Declaration] = []
        var next = node.pointee.nsDef
        while let current = next {
            found.append(
                XMLTree.Declaration(
                    prefix: text(current.pointee.prefix), namespace: text(current.pointee.href)))
            next = current.pointee.next
        }
        return found
    }

    static func attributes(
        of node: xmlNodePtr, line: Int, _ budget: inout NodeBudget
    ) throws(XMLError) -> [XMLTree.Attribute] {
        var found: [XMLTree.Attribute] = []
        var next = node.pointee.properties
        while let current = next {
            try budget.spend(line: line, depth: 0)
            let value = xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1)
            defer { cairn_xml_free(value) }
            found.append(
                XMLTree.Attribute(
                    name: text(current.pointee.name), prefix: text(current.pointee.ns?.pointee.prefix),
                    namespace: text(current.pointee.ns?.pointee.href), value: text(value)))
            next = current.pointee.next
        }
        return found
    }

    static func children(
        of node: xmlNodePtr, depth: Int, _ budget: inout NodeBudget
    ) throws(XMLError) -> [XMLTree.Node] {
        var found: [XMLTree.Node] = []
        var next = node.pointee.children
        while let current = next {
            if current.pointee.type == XML_ELEMENT_NODE {
                found.append(.element(try element(current, depth: depth + 1, &budget)))
            } else if current.pointee.type == XML_TEXT_NODE {
                try budget.spend(line: max(1, Int(xmlGetLineNo(current))), depth: 0)
                found.append(.text(text(current.pointee.content)))
            }
            next = current.pointee.next
        }
        return found
    }

    static func text(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}
