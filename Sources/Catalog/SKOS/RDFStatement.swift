// SPDX-License-Identifier: MIT

/// One statement of a vocabulary: a thing, what is said of it, and what it is said to be.
struct RDFStatement: Hashable {
    /// The thing's address, or `_:` and a name for one that has none.
    let subject: String
    /// The address of what is said.
    let predicate: String
    let object: Object

    /// What a thing is said to be.
    enum Object: Hashable {
        /// Another thing, by its address.
        case thing(String)
        /// Words; `language` in small letters, empty where none is said.
        case words(String, language: String)
    }

    /// Statements of one file at the most.
    static let limit = 2_000_000
}

/// The addresses that vocabularies are made of.
enum RDFName {
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    static let type = rdf + "type"
    static let skos = "http://www.w3.org/2004/02/skos/core#"
    static let deprecated = "http://www.w3.org/2002/07/owl#deprecated"
    static let xml = "http://www.w3.org/XML/1998/namespace"

    /// An address that a base completes.
    ///
    /// - Parameter base: the address of the document; empty for none.
    static func completed(_ address: String, base: String) -> String {
        if address.isEmpty { return base }
        if base.isEmpty || address.contains(":") { return address }
        let document = base.prefix { $0 != "#" }
        if address.hasPrefix("#") { return document + address }
        let host = document.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
        if address.hasPrefix("/") { return host.joined(separator: "/") + address }
        let folder = document.lastIndex(of: "/").map { document[...$0] } ?? document[...]
        return folder + address
    }
}
