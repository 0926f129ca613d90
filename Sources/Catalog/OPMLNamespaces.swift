// SPDX-License-Identifier: MIT

import Markup

/// The namespaces of a list, each with one prefix, so that they can all be declared at the outermost element.
struct OPMLNamespaces {
    private var prefixes: [(prefix: String, namespace: String)] = []
    private static let xml = "http://www.w3.org/XML/1998/namespace"

    /// None but Cairn's own.
    init() {}

    /// Those of a document's outermost element.
    init(_ root: XMLTree.Element) {
        for declaration in root.declarations {
            if declaration.prefix.isEmpty {
                prefixes.append(("", declaration.namespace))
            } else {
                _ = prefix(for: declaration.namespace, wanted: declaration.prefix)
            }
        }
    }

    /// The prefix of a namespace; the wanted one, or that with a number where it stands for another
    /// namespace.
    mutating func prefix(for namespace: String, wanted: String) -> String {
        if namespace == OPML.namespace { return "cairn" }
        if namespace == OPMLNamespaces.xml { return "xml" }
        if let known = prefixes.first(where: { $0.namespace == namespace && !$0.prefix.isEmpty }) {
            return known.prefix
        }
        var free = wanted
        var number = 2
        while ["cairn", "xml", "xmlns"].contains(free) || prefixes.contains(where: { $0.prefix == free }) {
            free = "\(wanted)\(number)"
            number += 1
        }
        prefixes.append((free, namespace))
        return free
    }

    /// An element's attributes, those of Cairn's namespace as `cairn:…`.
    mutating func attributes(of element: XMLTree.Element) -> [OPMLDocument.Attribute] {
        element.attributes.map { attribute in
            guard !attribute.prefix.isEmpty else {
                return OPMLDocument.Attribute(attribute.name, attribute.value)
            }
            let prefix = prefix(for: attribute.namespace, wanted: attribute.prefix)
            return OPMLDocument.Attribute("\(prefix):\(attribute.name)", attribute.value)
        }
    }

    /// The declarations for the outermost element, Cairn's own last.
    var declarations: [OPMLDocument.Attribute] {
        prefixes.map {
            OPMLDocument.Attribute($0.prefix.isEmpty ? "xmlns" : "xmlns:\($0.prefix)", $0.namespace)
        } + [OPMLDocument.Attribute("xmlns:cairn", OPML.namespace)]
    }
}
