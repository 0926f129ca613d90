// SPDX-License-Identifier: MIT

/// A list of subscriptions as other feed readers exchange it, with everything that its author wrote.
///
/// **Source**: OPML 2.0 (opml.org/spec2.opml). Cairn's own attributes stand in the namespace ``OPML/namespace``.
public struct OPMLDocument: Hashable, Sendable {
    /// The file it was read from, relative to the library; empty for one made in memory.
    public let file: String
    /// The attributes of the outermost element, `version` and declarations of namespaces among them.
    public let attributes: [Attribute]
    /// The entries of the head, such as `title`, in order.
    public let head: [Attribute]
    /// The outlines, in order.
    public let outlines: [Outline]

    /// A name, with its prefix where it has one, and a value.
    public struct Attribute: Hashable, Sendable {
        /// Its name as written, such as `cairn:licence`.
        public let name: String
        /// Its value.
        public let value: String

        /// Holds what it is given.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A feed, or a group of outlines.
    public struct Outline: Hashable, Sendable {
        /// Its attributes in order, known and unknown.
        public let attributes: [Attribute]
        /// The outlines inside it.
        public let outlines: [Outline]
        /// Whether it is a group: it holds outlines, or room for them.
        public let isGroup: Bool
        /// The line on which it begins, counted from 1; 0 for one made in memory.
        public let line: Int

        /// Holds what it is given; an outline with others inside it is a group in any case.
        public init(attributes: [Attribute], outlines: [Outline] = [], isGroup: Bool = false, line: Int = 0) {
            self.attributes = attributes
            self.outlines = outlines
            self.isGroup = isGroup || !outlines.isEmpty
            self.line = line
        }

        /// The value of an attribute; its name is compared without regard to case, as writers differ in it.
        public func value(_ name: String) -> String? {
            let wanted = name.lowercased()
            return attributes.first { $0.name.lowercased() == wanted }?.value
        }

        /// Its title, or its text where it has none; nil where both are empty.
        public var title: String? {
            [value("title"), value("text")].compactMap { $0?.trimmed }.first { !$0.isEmpty }
        }
    }

    /// Holds what it is given; the attributes of the outermost element are those of OPML 2.0 with Cairn's namespace.
    public init(
        file: String = "",
        attributes: [Attribute] = [
            Attribute("version", "2.0"), Attribute("xmlns:cairn", OPML.namespace),
        ], head: [Attribute], outlines: [Outline]
    ) {
        self.file = file
        self.attributes = attributes
        self.head = head
        self.outlines = outlines
    }

    /// The title in the head; empty where there is none.
    public var title: String { head.first { $0.name.lowercased() == "title" }?.value.trimmed ?? "" }
}
