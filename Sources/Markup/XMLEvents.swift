// SPDX-License-Identifier: MIT

/// The name of an element as written, with the namespace that its prefix stands for.
public struct XMLName: Hashable, Sendable {
    /// The namespace's address; empty when there is none or the prefix was never declared.
    public let namespace: String
    /// The prefix as written; empty when there is none.
    public let prefix: String
    /// The name without its prefix, as written.
    public let local: String

    /// Holds what it is given.
    public init(namespace: String, prefix: String, local: String) {
        self.namespace = namespace
        self.prefix = prefix
        self.local = local
    }
}

/// One attribute of an element; declarations of namespaces are not among them.
public struct XMLAttribute: Hashable, Sendable {
    /// The handler's number for its name.
    public let code: Int
    /// Where its value stands among the bytes that come with it; references are resolved.
    public let value: Range<Int>

    /// Holds what it is given.
    public init(code: Int, value: Range<Int>) {
        self.code = code
        self.value = value
    }
}

/// Takes the parts of an XML document in their order.
///
/// Names are handed over once: ``code(for:)`` and ``code(forAttribute:)`` turn a name into a number of the handler's
/// choice, and every later event speaks of that number. No text is made for what the handler does not want.
public protocol XMLHandler: AnyObject {
    /// A number for an element's name; asked once for each distinct name of a document.
    func code(for name: XMLName) -> Int
    /// A number for an attribute's name; asked once for each distinct name of a document.
    ///
    /// **Shape**: the namespace is empty; the prefix stands for it.
    func code(forAttribute name: XMLName) -> Int
    /// An element begins.
    ///
    /// **Shape**: the values of all its attributes stand in `values`, in UTF-8.
    func open(_ code: Int, attributes: Span<XMLAttribute>, values: Span<UInt8>)
    /// Some of the text of the innermost open element, in UTF-8; one text may come in several pieces.
    func text(_ bytes: Span<UInt8>)
    /// The innermost open element ends.
    func close(_ code: Int)
}

/// How much of a document is read before it counts as an attack.
public struct XMLLimits: Sendable {
    /// Bytes of the document.
    public let bytes: Int
    /// Elements open at once.
    public let depth: Int
    /// Attributes of one element.
    public let attributes: Int

    /// The defaults suit feeds: 32 MB, 256 levels, 256 attributes.
    public init(bytes: Int = 32 << 20, depth: Int = 256, attributes: Int = 256) {
        self.bytes = bytes
        self.depth = depth
        self.attributes = attributes
    }
}
