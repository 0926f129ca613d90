// SPDX-License-Identifier: MIT

import Markup
import Model

/// The known elements of an XML feed while it is read.
///
/// It cannot be copied, so that no step for an element copies all that is collected so far.
struct FieldCollection: ~Copyable {
    private var rootName: XMLName?
    private var rootPlace = 0
    private var channel: (name: XMLName, place: Int)?
    private var leftOut = 0
    private var undeclared: Set<String> = []

    private var names: [XMLName] = []
    /// What each name means, beside whether it is Atom's.
    private var meanings: [(element: FeedElement, isAtom: Bool)] = []
    /// The vocabularies met so far whose address alone tells them.
    private var vocabularies: [(namespace: String, family: FeedFamily, isAtom: Bool)] = []
    private var attributeNames: [XMLName] = []
    private var attributeMeanings: [(name: FeedAttribute, isExact: Bool)] = []
    private var stack: [OpenField] = []
    private var records: [FieldRecord] = []
    private var attributes: [FieldAttribute] = []
    private var scopes: [FieldScope]
    /// All texts that are kept, one after the other; at its end the one that is being read.
    private var bytes: [UInt8] = []
    /// The texts of the open records, which other elements may interrupt.
    private var pending: [UInt8] = []
    private var feedParts: [Int] = []
    private var entries: [Int] = []
    /// The place in the stack of the text element whose children are markup.
    private var capture: Int?
    /// Whether text belongs to a wanted element, and whether it stands among markup there.
    private var isReading = false
    private var isEscaping = false
    private let entryLimit: Int

    fileprivate struct OpenField {
        let code: Int
        /// Where its text begins.
        let start: Int
        /// Its record; nil for markup inside a text.
        let place: Int?
        let element: FeedElement
        let scope: Int
    }

    init(base: WebAddress?, byteCount: Int, entryLimit: Int) {
        self.scopes = [FieldScope(language: nil, base: base)]
        self.entryLimit = entryLimit
        bytes.reserveCapacity(byteCount)
    }

    /// The name of the document's first element.
    var firstName: XMLName? { names.first }

    /// All that was collected; an entry that was cut off only when there is no other.
    mutating func finish() -> CollectedFields {
        let isCutShort = !stack.isEmpty
        let isCutInEntry = stack.contains { $0.place != nil && $0.element == .entry }
        if entries.isEmpty { while !stack.isEmpty { close() } }
        while let open = stack.popLast() {
            guard let place = open.place else { continue }
            records[place].end = records.count
            if open.element == .channel || open.element == .root {
                feedParts.append(place)
            } else {
                records[place].element = .unknown
            }
        }
        let whole = FieldStore(records: records, bytes: bytes, attributes: attributes, scopes: scopes)
        let store = Unmanaged.passUnretained(whole)
        return CollectedFields(
            store: whole, root: rootName.map { ($0, FeedField(store, at: rootPlace)) },
            channel: channel.map { ($0.name, FeedField(store, at: $0.place)) },
            feed: FieldList(store, insideAll: feedParts),
            entries: entries.sorted().map { FeedField(store, at: $0) }, undeclared: undeclared,
            isCutShort: isCutShort, isCutInEntry: isCutInEntry, leftOut: leftOut)
    }

    mutating func code(for name: XMLName) -> Int {
        names.append(name)
        meanings.append(meaning(of: name))
        if name.namespace.isEmpty, !name.prefix.isEmpty { undeclared.insert(name.prefix) }
        return names.count - 1
    }

    mutating func code(forAttribute name: XMLName) -> Int {
        attributeNames.append(name)
        let meaning = FeedAttribute(name)
        attributeMeanings.append(
            (meaning, isExact: name.prefix.isEmpty && name.local == meaning.rawValue))
        return attributeNames.count - 1
    }

    mutating func open(_ code: Int, _ attributes: Span<XMLAttribute>, _ values: Span<UInt8>) {
        if let capture { return openMarkup(code, attributes, values, in: capture) }
        let parent = stack.last
        let element = place(meanings[code].element, in: parent?.element)
        let first = self.attributes.count
        var scope = parent?.scope ?? 0
        if !attributes.isEmpty { keep(attributes, values, of: element, &scope) }
        let isText = element.shape == .text
        stack.append(
            OpenField(
                code: code, start: isText ? bytes.count : pending.count, place: records.count,
                element: element, scope: scope))
        records.append(
            FieldRecord(
                element, isAtom: meanings[code].isAtom, scope: scope,
                attributes: first..<self.attributes.count))
        note(element, code)
        isReading = element.shape != .container
        if isText { capture = stack.count - 1 }
    }

    mutating func text(_ bytes: Span<UInt8>) {
        guard isReading else { return }
        bytes.withUnsafeBufferPointer { piece in
            if isEscaping {
                Markings.escape(piece, into: &self.bytes)
            } else if capture != nil {
                self.bytes.append(contentsOf: piece)
            } else {
                pending.append(contentsOf: piece)
            }
        }
    }

    mutating func close() {
        guard let open = stack.popLast() else { return }
        guard let place = open.place else { return Markings.close(names[open.code].local, into: &bytes) }
        capture = nil
        isEscaping = false
        if open.element.shape != .container { keepText(of: open, at: place) }
        records[place].end = records.count
        isReading = stack.last?.element.shape == .record
        settle(open.element, place)
    }
}

private extension FieldCollection {
    /// What an element means where it stands.
    func place(_ element: FeedElement, in parent: FeedElement?) -> FeedElement {
        guard let parent else { return element }
        switch element {
        case .root where parent != .unknown: return .unknown
        // An extension's own copies of an entry (`sx:conflict` holds the losing edits) are no entries of the feed.
        case .entry where parent == .unknown: return isInsideEntry ? .unknown : element
        case .name, .mail, .uri: return parent.shape == .record ? element : .unknown
        case .imageURL:
            return parent == .image
                ? .imageURL : parent == .author || parent == .contributor ? .uri : .unknown
        case .body where parent != .entry: return .unknown
        case .skipHour where parent != .skipHours, .skipDay where parent != .skipDays: return .unknown
        default: return element
        }
    }

    /// What a name means; a vocabulary is looked up once for a document.
    mutating func meaning(of name: XMLName) -> (FeedElement, isAtom: Bool) {
        if !name.namespace.isEmpty, let known = vocabularies.first(where: { $0.namespace == name.namespace })
        {
            return (FeedElement(name, in: known.family), known.isAtom)
        }
        let (family, isAtom) = (FeedFamily(name), isAtom(name))
        if FeedFamily.isKnown(name.namespace) { vocabularies.append((name.namespace, family, isAtom)) }
        return (FeedElement(name, in: family), isAtom)
    }

    var isInsideEntry: Bool { stack.contains { $0.element == .entry } }

    func isAtom(_ name: XMLName) -> Bool {
        if let isAtom = FeedFamily.isAtom(name.namespace) { return isAtom }
        if !name.namespace.isEmpty { return name.namespace.lowercased().contains("/atom") }
        if name.prefix.lowercased().hasPrefix("atom") { return true }
        return rootName?.local == "feed"
    }

    /// Keeps the attributes of a wanted element, and follows `xml:lang` and `xml:base` on any.
    mutating func keep(
        _ attributes: Span<XMLAttribute>, _ values: Span<UInt8>, of element: FeedElement, _ scope: inout Int
    ) {
        var inner: FieldScope?
        for index in attributes.indices {
            let attribute = attributes[index]
            let meaning = attributeMeanings[attribute.code]
            let value = values.extracting(attribute.value)
            if meaning.name == .language || meaning.name == .base {
                let text = value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
                inner = (inner ?? scopes[scope]).inner(meaning.name, text)
            }
            guard element != .unknown else { continue }
            let start = bytes.count
            value.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            self.attributes.append(
                FieldAttribute(meaning.name, isExact: meaning.isExact, value: start..<bytes.count))
        }
        guard let inner else { return }
        scopes.append(inner)
        scope = scopes.count - 1
    }

    mutating func note(_ element: FeedElement, _ code: Int) {
        let isFirst = stack.count == 1
        let isRoot = element == .root || element == .channel || element == .entry && isFirst
        if isRoot, rootName == nil {
            rootName = names[code]
            rootPlace = records.count - 1
        }
        if element == .channel { channel = (names[code], records.count - 1) }
    }

    mutating func openMarkup(
        _ code: Int, _ attributes: Span<XMLAttribute>, _ values: Span<UInt8>, in capture: Int
    ) {
        if let place = stack[capture].place, !records[place].isMarkup {
            records[place].isMarkup = true
            let start = stack[capture].start
            let plain = Array(bytes[start...])
            bytes.removeLast(plain.count)
            plain.withUnsafeBufferPointer { Markings.escape($0, into: &bytes) }
        }
        isEscaping = true
        Markings.open(names[code].local, attributes, values, names: attributeNames, into: &bytes)
        stack.append(OpenField(code: code, start: 0, place: nil, element: .unknown, scope: 0))
    }

    /// Puts a text without white space around it where it stays, mended where that is needed.
    mutating func keepText(of open: OpenField, at place: Int) {
        var start = open.start
        if open.element.shape == .record {
            let text = Markings.trimmed(pending.span, from: start)
            start = bytes.count
            bytes.append(contentsOf: pending[text])
            pending.removeLast(pending.count - open.start)
        }
        let text = Markings.trimmed(bytes.span, from: start)
        if let mended = TextMending.mended(bytes.span.extracting(text)) {
            bytes.removeLast(bytes.count - start)
            bytes.append(contentsOf: mended.utf8)
            records[place].text = start..<bytes.count
        } else {
            records[place].text = text
        }
    }

    mutating func settle(_ element: FeedElement, _ place: Int) {
        switch element {
        case .unknown: if place == records.count - 1 { records.removeLast() }
        case .entry: if entries.count < entryLimit { entries.append(place) } else { leftOut += 1 }
        case .root, .channel, .redirect: feedParts.append(place)
        default: break
        }
    }
}
