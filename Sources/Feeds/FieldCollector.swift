// SPDX-License-Identifier: MIT

import Markup
import Model

/// Takes the events of an XML feed and keeps what they collect.
final class FieldCollector: XMLHandler {
    /// Behind a pointer, because a property of an object is locked and unlocked for each event.
    private let fields: UnsafeMutablePointer<FieldCollection>

    /// **Units**: `byteCount`, how many bytes the document has, so that room for its texts is made once.
    init(base: WebAddress?, byteCount: Int, entryLimit: Int = FeedParser.entryLimit) {
        fields = .allocate(capacity: 1)
        fields.initialize(to: FieldCollection(base: base, byteCount: byteCount, entryLimit: entryLimit))
    }

    deinit {
        fields.deinitialize(count: 1)
        fields.deallocate()
    }

    /// The name of the document's first element, of whatever vocabulary.
    var firstName: XMLName? { fields.pointee.firstName }

    func finish() -> CollectedFields { fields.pointee.finish() }
    func code(for name: XMLName) -> Int { fields.pointee.code(for: name) }
    func code(forAttribute name: XMLName) -> Int { fields.pointee.code(forAttribute: name) }
    func open(_ code: Int, attributes: Span<XMLAttribute>, values: Span<UInt8>) {
        fields.pointee.open(code, attributes, values)
    }
    func text(_ bytes: Span<UInt8>) { fields.pointee.text(bytes) }
    func close(_ code: Int) { fields.pointee.close() }
}

/// The known elements of a document, sorted into those of the feed and its entries.
///
/// Fields and lists of them do not hold what they are made of, which saves counting at each step: it lives as long as
/// this does.
struct CollectedFields {
    let store: FieldStore
    /// The outermost element of a feed; nil for a document of another kind.
    let root: (name: XMLName, field: FeedField)?
    /// The channel element itself (`rdf:about`).
    let channel: (name: XMLName, field: FeedField)?
    let feed: FieldList
    /// In the document's order.
    let entries: [FeedField]
    /// Prefixes that no namespace was declared for.
    let undeclared: Set<String>
    let isCutShort: Bool
    /// Whether the document broke off within an entry.
    let isCutInEntry: Bool
    /// How many entries there were beyond the limit.
    let leftOut: Int
}
