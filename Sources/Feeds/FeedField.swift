// SPDX-License-Identifier: MIT

import Markup
import Model

/// One known element of a feed with what stands in it.
///
/// It only says where that stands among all that was collected: each look at ``text`` makes a new text.
struct FeedField {
    private let store: Unmanaged<FieldStore>
    private let place: Int

    /// The store must live as long as the field is used; see ``CollectedFields``.
    init(_ store: Unmanaged<FieldStore>, at place: Int) {
        self.store = store
        self.place = place
    }

    var element: FeedElement { record.element }
    /// Whether its name belongs to Atom or RSS itself rather than to an extension.
    var isAtom: Bool { record.isAtom }
    /// Whether it had elements inside its text, which is then markup.
    var isMarkup: Bool { record.isMarkup }
    var hasText: Bool { !record.text.isEmpty }
    var hasAttributes: Bool { !record.attributes.isEmpty }
    var language: String? { look { $0.scopes[$0.records[place].scope].language } }
    var base: WebAddress? { look { $0.scopes[$0.records[place].scope].base } }

    /// Its text without white space around it; markup where it had elements inside.
    var text: String { look { $0.text($0.records[place].text) } }

    /// Whether another field has the same text.
    func hasText(of other: FeedField) -> Bool {
        let (own, others) = (record.text, other.record.text)
        return own.count == others.count && look { $0.bytes[own].elementsEqual($0.bytes[others]) }
    }

    /// An attribute's value.
    subscript(_ name: FeedAttribute) -> String? {
        guard let value = value(name) else { return nil }
        return look { $0.text(value) }
    }

    func has(_ name: FeedAttribute) -> Bool { value(name) != nil }

    /// What a link is for.
    var relation: LinkRelation {
        guard let value = value(.rel) else { return .alternate }
        return look { store in
            store.bytes.withUnsafeBufferPointer { LinkRelation(UnsafeBufferPointer(rebasing: $0[value])) }
        }
    }

    /// The known elements directly inside.
    var children: FieldList { FieldList(store, inside: place) }
    var hasChildren: Bool { record.end > place + 1 }

    /// The first child of a kind.
    func child(_ element: FeedElement) -> FeedField? {
        look { store in
            var next = place + 1
            let end = store.records[place].end
            while next < end {
                if store.records[next].element == element { return FeedField(self.store, at: next) }
                next = store.records[next].end
            }
            return nil
        }
    }
}

private extension FeedField {
    func look<Result>(_ body: (FieldStore) -> Result) -> Result { store._withUnsafeGuaranteedRef(body) }

    var record: FieldRecord { look { $0.records[place] } }

    func value(_ name: FeedAttribute) -> Range<Int>? {
        look { store in
            var other: Range<Int>?
            for place in store.records[place].attributes where store.attributes[place].name == name {
                if store.attributes[place].isExact { return store.attributes[place].value }
                if other == nil { other = store.attributes[place].value }
            }
            return other
        }
    }
}

/// What holds for an element and everything inside it: its language and what its links are relative to.
struct FieldScope {
    var language: String?
    var base: WebAddress?

    /// The scope of an element inside, where an `xml:lang` or `xml:base` changes something.
    func inner(_ attribute: FeedAttribute, _ value: String) -> FieldScope {
        var inner = self
        if attribute == .language { inner.language = value.trimmedWhitespace.nonEmpty }
        if attribute == .base { inner.base = WebAddress(value, relativeTo: base) ?? base }
        return inner
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
