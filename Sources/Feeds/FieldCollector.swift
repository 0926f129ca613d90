// SPDX-License-Identifier: MIT

import Markup
import Model

/// Collects the known elements of an XML feed: those of the feed, and those of each entry.
final class FieldCollector: XMLHandler {
    private(set) var rootName: XMLName?
    private(set) var rootAttributes: [XMLAttribute] = []
    private(set) var firstName: XMLName?
    private(set) var feed: [FeedField] = []
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
    private var found: [(order: Int, fields: FeedField)] = []
    private var started = 0
    /// The place in the stack of the text element whose children are markup.
    private var capture: Int?
    private let base: WebAddress?
    private let entryLimit: Int

    fileprivate struct OpenField {
        let code: Int
        var field: FeedField
        let start: Int
        var order = 0
    }

    init(base: WebAddress?, entryLimit: Int = FeedParser.entryLimit) {
        self.base = base
        self.entryLimit = entryLimit
    }

    /// The entries in the document's order; one that was cut off only when there is no other.
    func finish() -> [FeedField] {
        isCutShort = !stack.isEmpty
        isCutInEntry = stack.contains { $0.field.element == .entry }
        if found.isEmpty { while !stack.isEmpty { close(stack[stack.count - 1].code) } }
        while !stack.isEmpty {
            let open = stack.removeLast()
            if open.field.element == .channel { feed.append(contentsOf: open.field.children) }
            if open.field.element == .root { feed.append(contentsOf: open.field.children) }
        }
        return found.sorted { $0.order < $1.order }.map(\.fields)
    }

    func code(for name: XMLName) -> Int {
        names.append((name, FeedElement(name), isAtom(name)))
        if name.namespace.isEmpty, !name.prefix.isEmpty { undeclared.insert(name.prefix) }
        return names.count - 1
    }

    func open(_ code: Int, attributes: [XMLAttribute]) {
        let (name, known, isAtom) = names[code]
        if firstName == nil { firstName = name }
        if capture != nil { return openMarkup(code, name, attributes) }
        let element = place(known)
        var field = FeedField(element: element, isAtom: isAtom, attributes: attributes)
        inherit(into: &field, attributes)
        stack.append(OpenField(code: code, field: field, start: buffer.count, order: started))
        started += 1
        note(element, name, attributes)
        if element.shape == .text { capture = stack.count - 1 }
    }

    func text(_ bytes: Span<UInt8>) {
        guard let last = stack.last else { return }
        if let capture {
            bytes.withUnsafeBufferPointer { piece in
                if stack[capture].field.isMarkup {
                    Markings.escape(piece, into: &buffer)
                } else {
                    buffer.append(contentsOf: piece)
                }
            }
        } else if last.field.element.shape == .record {
            bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
        }
    }

    func close(_ code: Int) {
        guard let last = stack.last else { return }
        if let capture, capture < stack.count - 1 {
            stack.removeLast()
            Markings.close(names[last.code].name.local, into: &buffer)
            return
        }
        capture = nil
        var open = stack.removeLast()
        if open.field.element.shape != .container {
            let bytes = Markings.trimmed(buffer[open.start...])
            open.field.text = TextMending.mended(bytes) ?? String(decoding: bytes, as: UTF8.self)
            buffer.removeLast(buffer.count - open.start)
        }
        settle(open)
    }
}

private extension FieldCollector {
    /// What an element means where it stands.
    func place(_ element: FeedElement) -> FeedElement {
        guard let parent = stack.last?.field.element else { return element }
        switch element {
        case .root where parent != .unknown: return .unknown
        // An extension's own copies of an entry (`sx:conflict` holds the losing edits) are no entries of the feed.
        case .entry where parent == .unknown && isInsideEntry: return .unknown
        case .name, .mail, .uri: return parent.shape == .record ? element : .unknown
        case .imageURL:
            return parent == .image
                ? .imageURL : parent == .author || parent == .contributor ? .uri : .unknown
        case .body where parent != .entry: return .unknown
        default: return element
        }
    }

    var isInsideEntry: Bool { stack.contains { $0.field.element == .entry } }

    func isAtom(_ name: XMLName) -> Bool {
        let namespace = name.namespace.lowercased()
        return namespace.contains("/atom")
            || (namespace.isEmpty
                && (name.prefix.lowercased().hasPrefix("atom") || rootName?.local == "feed"))
    }

    func note(_ element: FeedElement, _ name: XMLName, _ attributes: [XMLAttribute]) {
        if rootName == nil, element == .root || element == .channel || element == .entry && stack.count == 1 {
            rootName = name
            rootAttributes = attributes
        }
        if element == .channel { channelAttributes = attributes }
    }

    func inherit(into field: inout FeedField, _ attributes: [XMLAttribute]) {
        field.base = stack.last?.field.base ?? (stack.isEmpty ? base : nil)
        field.language = stack.last?.field.language
        for attribute in attributes where attribute.prefix == "xml" {
            if attribute.local == "lang" { field.language = attribute.value.trimmedWhitespace.nonEmpty }
            if attribute.local == "base" {
                field.base = WebAddress(attribute.value, relativeTo: field.base) ?? field.base
            }
        }
    }

    func openMarkup(_ code: Int, _ name: XMLName, _ attributes: [XMLAttribute]) {
        guard let capture else { return }
        if !stack[capture].field.isMarkup {
            stack[capture].field.isMarkup = true
            let start = stack[capture].start
            let plain = Array(buffer[start...])
            buffer.removeLast(buffer.count - start)
            plain.withUnsafeBufferPointer { Markings.escape($0, into: &buffer) }
        }
        Markings.open(name.local, attributes, into: &buffer)
        stack.append(
            OpenField(code: code, field: FeedField(element: .unknown, isAtom: false), start: buffer.count))
    }

    func settle(_ open: OpenField) {
        switch open.field.element {
        case .unknown: break
        case .entry:
            if found.count < entryLimit { found.append((open.order, open.field)) } else { leftOut += 1 }
        case .root, .channel, .redirect: feed.append(contentsOf: open.field.children)
        default:
            if stack.isEmpty || stack[stack.count - 1].field.element == .unknown { return }
            stack[stack.count - 1].field.children.append(open.field)
        }
    }
}

/// Writes markup back as it was read.
enum Markings {
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ]

    static func escape(_ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            default: out.append(byte)
            }
        }
    }

    /// The bytes without white space (no-break spaces too) around them.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes.drop { $0 <= 0x20 }
        while rest.first == 0xC2, rest.dropFirst().first == 0xA0 {
            rest = rest.dropFirst(2).drop { $0 <= 0x20 }
        }
        while let last = rest.last {
            if last <= 0x20 {
                rest.removeLast()
            } else if last == 0xA0, rest.dropLast().last == 0xC2 {
                rest.removeLast(2)
            } else {
                break
            }
        }
        return rest
    }

    static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { escape($0, into: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    static func open(_ name: String, _ attributes: [XMLAttribute], into out: inout [UInt8]) {
        out.append(UInt8(ascii: "<"))
        out.append(contentsOf: name.utf8)
        for attribute in attributes where attribute.prefix.isEmpty {
            out.append(contentsOf: " \(attribute.local)=\"".utf8)
            out.append(contentsOf: escaped(attribute.value).replacing("\"", with: "&quot;").utf8)
            out.append(UInt8(ascii: "\""))
        }
        out.append(UInt8(ascii: ">"))
    }

    static func close(_ name: String, into out: inout [UInt8]) {
        guard !void.contains(name.lowercased()) else { return }
        out.append(contentsOf: "</\(name)>".utf8)
    }
}
