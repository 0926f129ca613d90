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
    /// The prefix as written; empty when there is none.
    public let prefix: String
    /// The name without its prefix, as written.
    public let local: String
    /// The value, references resolved.
    public let value: String

    /// Holds what it is given.
    public init(prefix: String, local: String, value: String) {
        self.prefix = prefix
        self.local = local
        self.value = value
    }
}

/// Takes the parts of an XML document in their order.
///
/// Names are handed over once: ``code(for:)`` turns a name into a number of the handler's choice, and every later
/// event speaks of that number. No text is made for what the handler does not want.
public protocol XMLHandler: AnyObject {
    /// A number for a name; asked once for each distinct name of a document.
    func code(for name: XMLName) -> Int
    /// An element begins.
    func open(_ code: Int, attributes: [XMLAttribute])
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
