// SPDX-License-Identifier: MIT

import Markup

/// Who wrote a page, from what it says: first what is meant for machines, then what readers see.
struct Bylines {
    /// The names, parted by commas; nil where nobody is named.
    let byline: String?

    init(_ page: PageStatements, content: HTMLTree.Node?) {
        let names =
            Self.linked(page).nonEmpty ?? Self.meta(page).nonEmpty ?? Self.visible(page, content: content)
        byline = names.isEmpty ? nil : names.joined(separator: ", ")
    }
}

private extension Bylines {
    static let nameLimit = 12

    static func linked(_ page: PageStatements) -> [String] {
        guard let article = page.article else { return [] }
        for property in ["author", "creator"] {
            let values = page.linkedData.values(property, of: article).prefix(nameLimit)
            let names = values.flatMap { value -> [String] in
                if let text = value.text { return [text] }
                let name = page.linkedData.texts("name", of: value)
                if !name.isEmpty { return name }
                let parts = [value["givenName"]?.text, value["familyName"]?.text].compactMap { $0 }
                return parts.isEmpty ? [] : [parts.joined(separator: " ")]
            }
            let good = PersonName.unique(
                names.map { SaidText.folded($0) }.compactMap { PersonName.stated($0) })
            if !good.isEmpty { return good }
        }
        return []
    }

    static func meta(_ page: PageStatements) -> [String] {
        for name in [
            "dc:creator", "dcterms:creator", "dcterm:creator", "citation_author", "author", "parsely-author",
            "sailthru:author", "article:author", "og:article:author", "byl", "byline", "twitter:data1",
        ] {
            // Of a Twitter card's rows only one that is labelled so is an author.
            if name == "twitter:data1", page.meta.first("twitter:label1")?.lowercased() != "written by" {
                continue
            }
            let names = page.meta.all(name).prefix(nameLimit).compactMap { PersonName.stated($0) }
            if !names.isEmpty { return PersonName.unique(names) }
        }
        return []
    }

    static func visible(_ page: PageStatements, content: HTMLTree.Node?) -> [String] {
        let nodes = page.marks.bylines.filter { !page.isBesideTheArticle($0) }
        // What is marked as the author for machines is so beside the article too.
        let marked = page.marks.properties["author"] ?? []
        let start = page.marks.headings.first { !page.isBesideTheArticle($0) }?.place ?? 0
        // What follows the headline names its author sooner than what stands above it.
        for node in nodes.filter({ $0.place > start }) + nodes.filter({ $0.place <= start }) + marked {
            let names = names(in: node, of: page)
            if !names.isEmpty { return names }
        }
        return []
    }

    static func names(in node: HTMLTree.Node, of page: PageStatements) -> [String] {
        if let said = page.tree.attribute(.content, of: node), page.tree.name(of: node) == .meta {
            return [PersonName.stated(SaidText.folded(said))].compactMap { $0 }
        }
        let lines = page.lines(of: node)
        guard !lines.isEmpty, lines.reduce(0, { $0 + $1.utf8.count }) <= 300 else { return [] }
        let exact = exactNames(in: node, of: page)
        return exact.isEmpty ? PersonName.seen(in: lines) : exact
    }

    /// The names that elements within say are names: `itemprop=name`, class `fn`, `rel=author`.
    static func exactNames(in node: HTMLTree.Node, of page: PageStatements) -> [String] {
        let tree = page.tree
        let nodes = tree.descendants(of: node).lazy.prefix(PageStatements.nodeLimit).filter { inner in
            tree.isElement(inner)
                && (tree.words(.itemprop, of: inner).contains("name")
                    || tree.words(.rel, of: inner).contains("author")
                    || tree.words(.class, of: inner).contains { $0 == "fn" || $0 == "p-name" })
        }
        let names = nodes.prefix(nameLimit).compactMap { page.words(of: $0) }
            .flatMap { PersonName.seen(in: [$0]) }
        return PersonName.unique(Array(names))
    }
}

extension Array {
    /// Nil instead of an empty list.
    var nonEmpty: [Element]? { isEmpty ? nil : self }
}
