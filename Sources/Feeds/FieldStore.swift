// SPDX-License-Identifier: MIT

import Markup

/// All that was kept of one document: its texts in one array, and records that say what stands where.
///
/// A field costs a few numbers instead of an object, and a text is made only where it is asked for.
final class FieldStore {
    /// In the order in which the elements begin, so that what is inside an element follows it.
    let records: [FieldRecord]
    /// UTF-8.
    let bytes: [UInt8]
    let attributes: [XMLAttribute]
    let scopes: [FieldScope]

    init(records: [FieldRecord], bytes: [UInt8], attributes: [XMLAttribute], scopes: [FieldScope]) {
        self.records = records
        self.bytes = bytes
        self.attributes = attributes
        self.scopes = scopes
    }
}

/// Where an element's text, attributes, scope and end are.
struct FieldRecord {
    var element: FeedElement
    let isAtom: Bool
    var isMarkup = false
    private let scopePlace: Int32
    private let firstAttribute: Int32
    private let endOfAttributes: Int32
    private var textStart: Int32 = 0
    private var endOfText: Int32 = 0
    private var endPlace: Int32 = 0

    init(_ element: FeedElement, isAtom: Bool, scope: Int, attributes: Range<Int>) {
        self.element = element
        self.isAtom = isAtom
        self.scopePlace = Int32(scope)
        self.firstAttribute = Int32(attributes.lowerBound)
        self.endOfAttributes = Int32(attributes.upperBound)
    }

    /// Its place among the scopes.
    var scope: Int { Int(scopePlace) }
    /// Its attributes' places.
    var attributes: Range<Int> { Int(firstAttribute)..<Int(endOfAttributes) }
    /// Its text's bytes.
    var text: Range<Int> {
        get { Int(textStart)..<Int(endOfText) }
        set { (textStart, endOfText) = (Int32(newValue.lowerBound), Int32(newValue.upperBound)) }
    }
    /// The place of the first record that is not inside.
    var end: Int {
        get { Int(endPlace) }
        set { endPlace = Int32(newValue) }
    }
}
