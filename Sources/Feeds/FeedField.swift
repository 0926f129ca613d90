// SPDX-License-Identifier: MIT

import Markup
import Model

/// One known element of a feed with what stands in it; made, filled and read within one parse.
final class FeedField {
    let element: FeedElement
    /// Whether its name belongs to Atom or RSS itself rather than to an extension.
    let isAtom: Bool
    let attributes: [XMLAttribute]
    let scope: FieldScope
    /// Its text without white space around it; markup where it had elements inside.
    var text = ""
    var isMarkup = false
    var children = FieldList()

    init(element: FeedElement, isAtom: Bool, attributes: [XMLAttribute], scope: FieldScope) {
        self.element = element
        self.isAtom = isAtom
        self.attributes = attributes
        self.scope = scope
    }

    var language: String? { scope.language }
    var base: WebAddress? { scope.base }

    /// An attribute by its local name.
    subscript(name name: String) -> String? {
        if attributes.isEmpty { return nil }
        return attributes.first { $0.local == name && $0.prefix.isEmpty }?.value
            ?? attributes.first { $0.local.lowercased() == name }?.value
    }

    /// The first child of a kind.
    func child(_ element: FeedElement) -> FeedField? { children.all(element).first }
}

/// What holds for an element and everything inside it: its language and what its links are relative to.
final class FieldScope {
    let language: String?
    let base: WebAddress?

    init(language: String?, base: WebAddress?) {
        self.language = language
        self.base = base
    }

    /// The scope of an element inside, changed by its `xml:lang` and `xml:base`.
    func inner(_ attributes: [XMLAttribute]) -> FieldScope {
        guard attributes.contains(where: { $0.prefix == "xml" }) else { return self }
        var (language, base) = (language, base)
        for attribute in attributes where attribute.prefix == "xml" {
            if attribute.local == "lang" { language = attribute.value.trimmedWhitespace.nonEmpty }
            if attribute.local == "base" {
                base = WebAddress(attribute.value, relativeTo: base) ?? base
            }
        }
        return FieldScope(language: language, base: base)
    }
}

/// Fields in the document's order, which knows at once what kinds are not among them.
struct FieldList: Sequence {
    private var fields: [FeedField] = []
    /// Their kinds in the same order; a search among them touches no field but the one it finds.
    private var elements: [FeedElement] = []
    private var kinds: ElementSet = []
    /// Whether there is a link with attributes; only such a link can be anything else than the page.
    private(set) var hasRelations = false

    init() {}

    init(_ fields: [FeedField]) { for field in fields { append(field) } }

    var isEmpty: Bool { fields.isEmpty }

    mutating func append(_ field: FeedField) {
        fields.append(field)
        elements.append(field.element)
        kinds.insert(field.element)
        if field.element == .link, !field.attributes.isEmpty { hasRelations = true }
    }

    mutating func append(contentsOf other: FieldList) { for field in other.fields { append(field) } }

    /// The first field of a kind that has text.
    func first(_ element: FeedElement) -> FeedField? {
        guard kinds.contains(element) else { return nil }
        for place in elements.indices where elements[place] == element && !fields[place].text.isEmpty {
            return fields[place]
        }
        return nil
    }

    /// Whether there is a field of some kinds.
    func has(_ wanted: ElementSet) -> Bool { !kinds.isDisjoint(with: wanted) }

    /// The fields of a kind.
    func all(_ element: FeedElement) -> [FeedField] {
        guard kinds.contains(element) else { return [] }
        var found: [FeedField] = []
        for place in elements.indices where elements[place] == element { found.append(fields[place]) }
        return found
    }

    /// The fields of some kinds.
    func all(_ wanted: ElementSet) -> [FeedField] {
        guard has(wanted) else { return [] }
        var found: [FeedField] = []
        for place in elements.indices where wanted.contains(elements[place]) { found.append(fields[place]) }
        return found
    }

    /// The only field of a kind; nil where there is none or more than one.
    func only(_ element: FeedElement) -> FeedField? {
        guard kinds.contains(element), let place = elements.firstIndex(of: element),
            !elements[(place + 1)...].contains(element)
        else { return nil }
        return fields[place]
    }

    /// What stands inside the containers of media.
    var media: FieldList {
        guard has(.mediaContainers) else { return FieldList() }
        return FieldList(all(.mediaContainers).flatMap { Array($0.children) })
    }

    func makeIterator() -> IndexingIterator<[FeedField]> { fields.makeIterator() }
}

/// Some kinds of elements.
struct ElementSet: ExpressibleByArrayLiteral {
    private var bits: UInt128 = 0

    static let mediaContainers: ElementSet = [.mediaGroup, .mediaContent]

    init(arrayLiteral elements: FeedElement...) { for element in elements { insert(element) } }

    mutating func insert(_ element: FeedElement) { bits |= 1 << UInt128(element.rawValue) }
    func contains(_ element: FeedElement) -> Bool { bits >> UInt128(element.rawValue) & 1 == 1 }
    func isDisjoint(with other: ElementSet) -> Bool { bits & other.bits == 0 }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without white space around it.
    var trimmedWhitespace: String {
        guard let first = utf8.first, let last = utf8.last else { return "" }
        if first > 0x20, last > 0x20 { return String(self) }
        guard let start = utf8.firstIndex(where: { $0 > 0x20 }),
            let end = utf8.lastIndex(where: { $0 > 0x20 })
        else { return "" }
        return String(self[start..<utf8.index(after: end)])
    }

    /// Nil instead of an empty text.
    var nonEmpty: String? { isEmpty ? nil : String(self) }
}
