// SPDX-License-Identifier: MIT

import Markup

/// Reads statements from RDF in XML.
///
/// **Source**: RDF 1.1 XML Syntax, W3C, 2014; lists (`rdf:parseType="Collection"`) are passed over.
struct RDFXMLReader {
    private var statements: [RDFStatement] = []
    private var blanks = 0
    private let file: String

    /// All statements of a document, in its order.
    static func statements(_ bytes: [UInt8], file: String) throws(Mistake) -> [RDFStatement] {
        let root: XMLTree.Element
        do {
            let limits = XMLTree.Limits(bytes: CurriculumSource.byteLimit, nodes: RDFStatement.limit)
            root = try XMLTree(parsing: bytes, limits: limits).root
        } catch {
            throw Mistake(file: file, line: error.line, message: error.reason)
        }
        guard root.namespace == RDFName.rdf, root.name == "RDF" else {
            throw Mistake(
                file: file, line: root.line, message: "not RDF: the outermost element is \(root.name)")
        }
        var reader = RDFXMLReader(file: file)
        let context = Context(base: "", language: "").inside(root)
        for element in root.elements { _ = reader.thing(element, context) }
        return reader.statements
    }

    private init(file: String) { self.file = file }

    /// What an element inherits.
    fileprivate struct Context {
        let base: String
        let language: String

        func inside(_ element: XMLTree.Element) -> Context {
            func own(_ name: String) -> String? {
                element.attributes.first { $0.name == name && $0.namespace == RDFName.xml }?.value
            }
            return Context(base: own("base") ?? base, language: own("lang")?.lowercased() ?? language)
        }
    }
}

private extension RDFXMLReader {
    /// An element that stands for a thing.
    ///
    /// - Returns: its address.
    mutating func thing(_ element: XMLTree.Element, _ outer: Context) -> String {
        let context = outer.inside(element)
        let address =
            value("about", of: element).map { RDFName.completed($0, base: context.base) }
            ?? value("ID", of: element).map { RDFName.completed("#" + $0, base: context.base) }
            ?? value("nodeID", of: element).map { "_:named-\($0)" } ?? newBlank()
        if element.namespace != RDFName.rdf || element.name != "Description" {
            add(address, RDFName.type, .thing(element.namespace + element.name))
        }
        for attribute in element.attributes
        where attribute.namespace != RDFName.rdf && attribute.namespace != RDFName.xml
            && !attribute.namespace.isEmpty
        {
            add(
                address, attribute.namespace + attribute.name,
                .words(attribute.value, language: context.language))
        }
        for property in element.elements { add(property, of: address, context) }
        return address
    }

    /// An element that stands for something that is said of a thing.
    mutating func add(_ property: XMLTree.Element, of subject: String, _ outer: Context) {
        let context = outer.inside(property)
        let predicate = property.namespace + property.name
        if let other = value("resource", of: property) {
            add(subject, predicate, .thing(RDFName.completed(other, base: context.base)))
        } else if let other = value("nodeID", of: property) {
            add(subject, predicate, .thing("_:named-\(other)"))
        } else if value("parseType", of: property) == "Resource" {
            let blank = newBlank()
            add(subject, predicate, .thing(blank))
            for inner in property.elements { add(inner, of: blank, context) }
        } else if let inner = property.elements.first {
            if value("parseType", of: property) == nil {
                add(subject, predicate, .thing(thing(inner, context)))
            }
        } else {
            add(subject, predicate, .words(property.text, language: context.language))
        }
    }

    mutating func add(_ subject: String, _ predicate: String, _ object: RDFStatement.Object) {
        statements.append(RDFStatement(subject: subject, predicate: predicate, object: object))
    }

    /// An attribute of RDF's own.
    func value(_ name: String, of element: XMLTree.Element) -> String? {
        element.attributes.first { $0.name == name && ($0.namespace == RDFName.rdf || $0.namespace.isEmpty) }?
            .value
    }

    mutating func newBlank() -> String {
        blanks += 1
        return "_:blank-\(blanks)"
    }
}
