// SPDX-License-Identifier: MIT

import Markup
import Model

/// Takes the events of an XML feed and keeps what they collect.
final class FieldCollector: XMLHandler {
    private(set) var fields: FieldCollection

    init(base: WebAddress?, entryLimit: Int = FeedParser.entryLimit) {
        fields = FieldCollection(base: base, entryLimit: entryLimit)
    }

    func finish() -> [FeedField] { fields.finish() }
    func code(for name: XMLName) -> Int { fields.code(for: name) }
    func open(_ code: Int, attributes: [XMLAttribute]) { fields.open(code, attributes) }
    func text(_ bytes: Span<UInt8>) { fields.text(bytes) }
    func close(_ code: Int) { fields.close() }
}

/// The known elements of an XML feed: those of the feed, and those of each entry.
///
/// It cannot be copied, so that no step for an element copies all that is collected so far.
struct FieldCollection: ~Copyable {
    private(set) var rootName: XMLName?
    private(set) var rootAttributes: [XMLAttribute] = []
    private(set) var firstName: XMLName?
    private(set) var feed = FieldList()
    private(set) var isCutShort = false
    /// Whether the document broke off within an entry.
    private(set) var isCutInEntry = false
    /// How many entries there were beyond the limit.
    private(set) var leftOut = 0
    /// Prefixes that no namespace was declared for.
    private(set) var undeclared: Set<String> = []
    /// The attributes of the channel element itself (`rdf:about`).
    private(set) var channelAttributes: [XMLAttribute] = []

    private var names: [(name: XMLName, element: FeedElement, isAtom: Bool)] = []
    private var stack: [OpenField] = []
    private var buffer: [UInt8] = []
    private var found: [(order: Int, field: FeedField)] = []
    private var started = 0
    /// The place in the stack of the text element whose children are markup.
    private var capture: Int?
    /// Whether text belongs to a wanted element, and whether it stands among markup there.
    private var isReading = false
    private var isEscaping = false
    private let outermost: FieldScope
    private let entryLimit: Int

    fileprivate struct OpenField {
        let code: Int
        let start: Int
        let order: Int
        /// Nil for markup inside a text.
        let field: FeedField?
    }

    init(base: WebAddress?, entryLimit: Int) {
        self.outermost = FieldScope(language: nil, base: base)
        self.entryLimit = entryLimit
    }

    /// The entries in the document's order; one that was cut off only when there is no other.
    mutating func finish() -> [FeedField] {
        isCutShort = !stack.isEmpty
        isCutInEntry = stack.contains { $0.field?.element == .entry }
        if found.isEmpty { while !stack.isEmpty { close() } }
        while let open = stack.popLast() {
            guard let field = open.field else { continue }
            if field.element == .channel || field.element == .root { feed.append(contentsOf: field.children) }
        }
        return found.sorted { $0.order < $1.order }.map(\.field)
    }

    mutating func code(for name: XMLName) -> Int {
        names.append((name, FeedElement(name), isAtom(name)))
        if name.namespace.isEmpty, !name.prefix.isEmpty { undeclared.insert(name.prefix) }
        return names.count - 1
    }

    mutating func open(_ code: Int, _ attributes: [XMLAttribute]) {
        if firstName == nil { firstName = names[code].name }
        if let capture { return openMarkup(code, attributes, in: capture) }
        let parent = stack.last?.field
        var scope = outermost
        if let parent { scope = parent.scope }
        let element = place(names[code].element, in: parent?.element)
        let field = FeedField(
            element: element, isAtom: names[code].isAtom, attributes: attributes,
            scope: attributes.isEmpty ? scope : scope.inner(attributes))
        stack.append(OpenField(code: code, start: buffer.count, order: started, field: field))
        started += 1
        note(element, code, attributes)
        isReading = element.shape != .container
        if element.shape == .text { capture = stack.count - 1 }
    }

    mutating func text(_ bytes: Span<UInt8>) {
        guard isReading else { return }
        bytes.withUnsafeBufferPointer { piece in
            if isEscaping { Markings.escape(piece, into: &buffer) } else { buffer.append(contentsOf: piece) }
        }
    }

    mutating func close() {
        guard let open = stack.popLast() else { return }
        guard let field = open.field else {
            return Markings.close(names[open.code].name.local, into: &buffer)
        }
        capture = nil
        isEscaping = false
        if field.element.shape != .container {
            field.text = textRead(since: open.start)
            buffer.removeLast(buffer.count - open.start)
        }
        let parent = stack.last?.field
        isReading = parent.map { $0.element.shape == .record } ?? false
        settle(field, open.order, in: parent)
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

    var isInsideEntry: Bool { stack.contains { $0.field?.element == .entry } }

    func isAtom(_ name: XMLName) -> Bool {
        if let isAtom = FeedFamily.isAtom(name.namespace) { return isAtom }
        if !name.namespace.isEmpty { return name.namespace.lowercased().contains("/atom") }
        if name.prefix.lowercased().hasPrefix("atom") { return true }
        return rootName?.local == "feed"
    }

    mutating func note(_ element: FeedElement, _ code: Int, _ attributes: [XMLAttribute]) {
        let isFirst = stack.count == 1
        let isRoot = element == .root || element == .channel || element == .entry && isFirst
        if isRoot, rootName == nil {
            rootName = names[code].name
            rootAttributes = attributes
        }
        if element == .channel { channelAttributes = attributes }
    }

    mutating func openMarkup(_ code: Int, _ attributes: [XMLAttribute], in capture: Int) {
        if let field = stack[capture].field, !field.isMarkup {
            field.isMarkup = true
            let start = stack[capture].start
            let plain = Array(buffer[start...])
            buffer.removeLast(buffer.count - start)
            plain.withUnsafeBufferPointer { Markings.escape($0, into: &buffer) }
        }
        isEscaping = true
        Markings.open(names[code].name.local, attributes, into: &buffer)
        stack.append(OpenField(code: code, start: buffer.count, order: started, field: nil))
    }

    func textRead(since start: Int) -> String {
        if buffer.count == start { return "" }
        let bytes = Markings.trimmed(buffer[start...])
        return TextMending.mended(bytes) ?? String(decoding: bytes, as: UTF8.self)
    }

    mutating func settle(_ field: FeedField, _ order: Int, in parent: FeedField?) {
        switch field.element {
        case .unknown: break
        case .entry:
            if found.count < entryLimit { found.append((order, field)) } else { leftOut += 1 }
        case .root, .channel, .redirect: feed.append(contentsOf: field.children)
        default:
            guard let parent, parent.element != .unknown else { return }
            parent.children.append(field)
        }
    }
}
