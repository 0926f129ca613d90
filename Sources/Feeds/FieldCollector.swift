// SPDX-License-Identifier: MIT

import Markup
import Model

/// Takes the events of an XML feed and keeps what they collect.
final class FieldCollector: XMLHandler {
    private(set) var fields: FieldCollection

    /// **Units**: `byteCount`, how many bytes the document has, so that room for its texts is made once.
    init(base: WebAddress?, byteCount: Int, entryLimit: Int = FeedParser.entryLimit) {
        fields = FieldCollection(base: base, byteCount: byteCount, entryLimit: entryLimit)
    }

    func finish() -> CollectedFields { fields.finish() }
    func code(for name: XMLName) -> Int { fields.code(for: name) }
    func open(_ code: Int, attributes: [XMLAttribute]) { fields.open(code, attributes) }
    func text(_ bytes: Span<UInt8>) { fields.text(bytes) }
    func close(_ code: Int) { fields.close() }
}

/// The known elements of a document, sorted into those of the feed and its entries.
struct CollectedFields {
    let feed: FieldList
    /// In the document's order.
    let entries: [FeedField]
}
