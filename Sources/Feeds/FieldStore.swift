// SPDX-License-Identifier: MIT

import Markup

/// All that was kept of one document: its texts in one array, and records that say what stands where.
///
/// A field costs a few numbers instead of an object, and a text is made only where it is asked for.
///
/// What refers to it does so without counting, which would be done at each step; ``CollectedFields`` holds it.
final class FieldStore {
    /// In the order in which the elements begin, so that what is inside an element follows it.
    let records: [FieldRecord]
    /// UTF-8.
    let bytes: [UInt8]
    let attributes: [FieldAttribute]
    let scopes: [FieldScope]

    init(records: [FieldRecord], bytes: [UInt8], attributes: [FieldAttribute], scopes: [FieldScope]) {
        self.records = records
        self.bytes = bytes
        self.attributes = attributes
        self.scopes = scopes
    }

    /// The text of a range, which begins and ends between characters.
    ///
    /// What a handler of XML is given is UTF-8: ``DocumentText``, libxml2 and ``TolerantXMLStream`` each see to it.
    func text(_ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { String(trusting: UnsafeBufferPointer(rebasing: $0[range]).span) }
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

/// An attribute's meaning, and where its value is.
struct FieldAttribute {
    let name: FeedAttribute
    /// Whether its name is written as the vocabulary has it: without a prefix, in lower case.
    let isExact: Bool
    private let start: Int32
    private let end: Int32

    init(_ name: FeedAttribute, isExact: Bool, value: Range<Int>) {
        self.name = name
        self.isExact = isExact
        self.start = Int32(value.lowerBound)
        self.end = Int32(value.upperBound)
    }

    /// Its value's bytes.
    var value: Range<Int> { Int(start)..<Int(end) }
}

/// What an attribute means.
enum FeedAttribute: String {
    case about, duration, filesize, href, ispermalink, label, lastmod, length, medium, mode
    case rel, resource, term, text, title, type, url, version
    /// `xml:lang` and `xml:base`.
    case language, base
    case unknown

    init(_ name: XMLName) {
        let local = name.local.lowercased()
        switch (name.prefix, local) {
        case ("xml", "lang"): self = .language
        case ("xml", "base"): self = .base
        case (_, "language"), (_, "base"): self = .unknown
        default: self = FeedAttribute(rawValue: local) ?? .unknown
        }
    }
}
