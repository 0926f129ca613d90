// SPDX-License-Identifier: MIT

import Markup

/// Reads and writes lists of subscriptions.
public enum OPML {
    /// The namespace of `cairn:licence`, `cairn:sector` and `cairn:note`.
    public static let namespace = "https://example.org/cairn/opml/1"

    /// Reads a document; its attributes of Cairn's namespace are called `cairn:…` whatever prefix it uses.
    ///
    /// **Shape**: any encoding that the document declares. `file` is how mistakes name it.
    /// **Errors**: a ``Mistake`` where it is not well-formed XML, not OPML, or larger than 1 MB.
    public static func read(_ bytes: [UInt8], file: String) throws(Mistake) -> OPMLDocument {
        let root: XMLTree.Element
        do {
            root = try XMLTree(parsing: bytes).root
        } catch {
            throw Mistake(file: file, line: error.line, message: error.reason)
        }
        guard root.name.lowercased() == "opml" else {
            throw Mistake(
                file: file, line: root.line, message: "not OPML: the outermost element is \(root.name)")
        }
        guard let body = root.elements.first(where: { $0.name == "body" }) else {
            throw Mistake(file: file, line: root.line, message: "not OPML: no body")
        }
        let head = root.elements.first { $0.name == "head" }?.elements ?? []
        var namespaces = OPMLNamespaces(root)
        let attributes = namespaces.attributes(of: root)
        let outlines = outlines(in: body, &namespaces)
        return OPMLDocument(
            file: file, attributes: namespaces.declarations + attributes,
            head: head.map { OPMLDocument.Attribute($0.name, $0.text) }, outlines: outlines)
    }

    /// Writes a document in UTF-8; the same document gives the same bytes.
    public static func write(_ document: OPMLDocument) -> String {
        var writer = XMLWriter()
        writer.open("opml", document.attributes.map { ($0.name, $0.value) })
        writer.open("head")
        for entry in document.head { writer.leaf(entry.name, text: entry.value) }
        writer.close()
        writer.open("body")
        for outline in document.outlines { write(outline, to: &writer) }
        writer.close()
        writer.close()
        return writer.text
    }
}

private extension OPML {
    static func write(_ outline: OPMLDocument.Outline, to writer: inout XMLWriter) {
        let attributes = outline.attributes.map { ($0.name, $0.value) }
        guard outline.isGroup else { return writer.leaf("outline", attributes) }
        writer.open("outline", attributes)
        for inner in outline.outlines { write(inner, to: &writer) }
        writer.close()
    }

    static func outlines(
        in element: XMLTree.Element, _ namespaces: inout OPMLNamespaces
    ) -> [OPMLDocument.Outline] {
        element.elements.filter { $0.name == "outline" }.map { inner in
            let attributes = namespaces.attributes(of: inner)
            return OPMLDocument.Outline(
                attributes: attributes, outlines: outlines(in: inner, &namespaces),
                isGroup: !inner.children.isEmpty, line: inner.line)
        }
    }
}
