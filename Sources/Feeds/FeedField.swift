// SPDX-License-Identifier: MIT

import Markup
import Model

/// One known element of a feed with what stands in it.
///
/// It only says where that stands among all that was collected: each look at ``text`` makes a new text.
struct FeedField {
    private let store: FieldStore
    private let place: Int

    init(_ store: FieldStore, at place: Int) {
        self.store = store
        self.place = place
    }

    private var record: FieldRecord { store.records[place] }

    var element: FeedElement { record.element }
    /// Whether its name belongs to Atom or RSS itself rather than to an extension.
    var isAtom: Bool { record.isAtom }
    /// Whether it had elements inside its text, which is then markup.
    var isMarkup: Bool { record.isMarkup }
    var hasText: Bool { !record.text.isEmpty }
    var hasAttributes: Bool { !record.attributes.isEmpty }
    var language: String? { store.scopes[record.scope].language }
    var base: WebAddress? { store.scopes[record.scope].base }

    /// Its text without white space around it; markup where it had elements inside.
    var text: String {
        let range = record.text
        return store.bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }

    /// Whether another field has the same text.
    func hasText(of other: FeedField) -> Bool {
        store.bytes[record.text].elementsEqual(other.store.bytes[other.record.text])
    }

    /// An attribute by its local name.
    subscript(name name: String) -> String? {
        if record.attributes.isEmpty { return nil }
        let attributes = store.attributes[record.attributes]
        return attributes.first { $0.local == name && $0.prefix.isEmpty }?.value
            ?? attributes.first { $0.local.lowercased() == name }?.value
    }

    /// The known elements directly inside.
    var children: FieldList { FieldList(store, inside: place) }
    var hasChildren: Bool { record.end > place + 1 }

    /// The first child of a kind.
    func child(_ element: FeedElement) -> FeedField? {
        hasChildren ? children.all(element).first : nil
    }
}

/// What holds for an element and everything inside it: its language and what its links are relative to.
struct FieldScope {
    let language: String?
    let base: WebAddress?

    /// The scope of an element inside, where its `xml:lang` or `xml:base` changes something.
    func inner(_ attributes: [XMLAttribute]) -> FieldScope? {
        guard attributes.contains(where: { $0.prefix == "xml" }) else { return nil }
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
