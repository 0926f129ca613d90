// SPDX-License-Identifier: MIT

import CXML2
import Glibc

/// Reads well-formed XML with libxml2 and stops at the first fault.
///
/// Nothing is loaded and nothing is expanded: no entities of the document's own, no external subset, no network.
/// For documents that are broken there is ``TolerantXMLStream``.
public enum XMLStream {
    /// Hands a document to a handler.
    ///
    /// **Shape**: UTF-8 bytes; an encoding that the XML declaration names is ignored.
    /// **Errors**: `malformed` at the first fault, also for an internal DTD subset, too deep nesting or a run of 64 kB
    /// inside one tag; the handler has then seen everything before the fault. `tooLarge` before any of it is read.
    public static func read(_ bytes: [UInt8], into handler: any XMLHandler, limits: XMLLimits = XMLLimits())
        throws(MarkupError)
    {
        guard bytes.count <= limits.bytes else { throw .tooLarge(byteLimit: limits.bytes) }
        guard !hasLongTag(bytes) else { throw .malformed(line: 1, reason: "a tag is longer than 64 kB") }
        let receiver = XMLReceiver(handler: handler)
        var sink = XMLSink(receiver: Unmanaged.passUnretained(receiver), limits: limits)
        let fault = withExtendedLifetime(receiver) { parse(bytes, &sink) }
        if let fault { throw fault }
    }
}

private extension XMLStream {
    /// libxml2 compares each attribute with each; a tag of a megabyte would cost minutes.
    ///
    /// Where each stretch of half that length has a `>`, no tag is so long, and most stretches have one at once.
    static func hasLongTag(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return false }
            let isShort = stride(from: 0, to: raw.count, by: 32768).allSatisfy { place in
                memchr(start + place, 0x3E, min(32768, raw.count - place)) != nil
                    || raw.count - place < 32768
            }
            return isShort ? false : hasLongTag(from: start, to: start + raw.count)
        }
    }

    static func hasLongTag(from first: UnsafeRawPointer, to end: UnsafeRawPointer) -> Bool {
        var start = first
        while let close = memchr(start, 0x3E, end - start).map({ UnsafeRawPointer($0) }) {
            if close - start > 65536, memchr(start, 0x3D, close - start) != nil { return true }
            start = close + 1
        }
        return end - start > 65536
    }

    static func parse(_ bytes: [UInt8], _ sink: inout XMLSink) -> MarkupError? {
        var callbacks = callbacks()
        return withUnsafeMutablePointer(to: &sink) { pointer in
            guard let context = xmlCreatePushParserCtxt(&callbacks, pointer, nil, 0, nil) else {
                return .malformed(line: 0, reason: "no memory for the parser")
            }
            defer { xmlFreeParserCtxt(context) }
            pointer.pointee.context = context
            _ = xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
            _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            push(bytes, to: context)
            if let refusal = pointer.pointee.refusal {
                return .malformed(line: pointer.pointee.refusalLine, reason: refusal)
            }
            guard context.pointee.wellFormed == 0 else { return nil }
            return .malformed(line: Int(context.pointee.lastError.line), reason: reason(of: context))
        }
    }

    /// Hands over large pieces, the last one ended at once, so that libxml2 need not look ahead for each tag's end.
    ///
    /// **Shape**: pieces of 4 MB; libxml2 refuses those of over 10 MB.
    static func push(_ bytes: [UInt8], to context: xmlParserCtxtPtr) {
        let size = 4 << 20
        bytes.withUnsafeBytes { raw in
            let start = raw.bindMemory(to: CChar.self).baseAddress
            for place in stride(from: 0, to: max(raw.count, 1), by: size) {
                let count = min(size, raw.count - place)
                let isLast = place + count == raw.count
                let result = xmlParseChunk(context, start.map { $0 + place }, Int32(count), isLast ? 1 : 0)
                if result != 0, context.pointee.wellFormed == 0 { return }
            }
        }
    }

    static func callbacks() -> xmlSAXHandler {
        var callbacks = xmlSAXHandler()
        callbacks.initialized = UInt32(XML_SAX2_MAGIC)
        callbacks.startElementNs = onStart
        callbacks.endElementNs = onEnd
        callbacks.characters = onText
        callbacks.ignorableWhitespace = onText
        callbacks.cdataBlock = onText
        callbacks.reference = onReference
        callbacks.processingInstruction = { context, _, _ in sink(of: context)?.pointee.checkNames() }
        callbacks.internalSubset = { _, _, _, _ in }
        callbacks.entityDecl = onEntity
        callbacks.serror = onFault
        return callbacks
    }

    static func reason(of context: xmlParserCtxtPtr) -> String {
        guard let message = context.pointee.lastError.message else { return "not well-formed" }
        let words = String(cString: message).split(whereSeparator: \.isNewline).first ?? "not well-formed"
        return String(words.prefix(120))
    }
}

/// Holds the handler, so that the callbacks can use it without counting references, twice for each event.
private final class XMLReceiver {
    let handler: any XMLHandler

    init(handler: any XMLHandler) { self.handler = handler }
}

/// What the callbacks of one parse share: the handler and the names met so far.
///
/// Its place in memory stays the same for one parse, and so does the receiver, which the caller of the parse holds.
private struct XMLSink {
    let receiver: Unmanaged<XMLReceiver>
    let limits: XMLLimits
    var context: xmlParserCtxtPtr?
    var refusal: String?
    var refusalLine = 0
    var faults = 0
    private var elements = XMLNameTable()
    private var attributeNames = XMLNameTable()
    /// The attributes of the element that begins, in room that is used again.
    private var attributes: [XMLAttribute] = []
    private var values: [UInt8] = []

    init(receiver: Unmanaged<XMLReceiver>, limits: XMLLimits) {
        self.receiver = receiver
        self.limits = limits
    }

    mutating func code(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?
    ) -> Int {
        elements.code(local, prefix, namespace) { name in
            receiver._withUnsafeGuaranteedRef { $0.handler.code(for: name) }
        }
    }

    /// An element with attributes, each of which libxml2 gives as five pointers.
    mutating func open(_ code: Int, _ count: Int, _ parts: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
        attributes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        for index in 0..<count {
            let part = parts + index * 5
            guard let start = part[3], let end = part[4] else { continue }
            let name = attributeNames.code(part[0], part[1], nil) { name in
                receiver._withUnsafeGuaranteedRef { $0.handler.code(forAttribute: name) }
            }
            let place = values.count
            values.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
            mendValue(from: place)
            attributes.append(XMLAttribute(code: name, value: place..<values.count))
        }
        receiver._withUnsafeGuaranteedRef {
            $0.handler.open(code, attributes: attributes.span, values: values.span)
        }
    }

    /// libxml2 leaves each `&` of an attribute as `&#38;` for a tree builder to resolve.
    private mutating func mendValue(from start: Int) {
        guard values[start...].contains(UInt8(ascii: "&")) else { return }
        let text = String(decoding: values[start...], as: UTF8.self)
        values.removeLast(values.count - start)
        values.append(contentsOf: text.replacing("&#38;", with: "&").utf8)
    }

    /// libxml2 keeps each name in a table that does not grow beyond some ten thousand rows; millions would cost minutes.
    mutating func checkNames() {
        guard let names = context?.pointee.dict, xmlDictSize(names) > 50_000 else { return }
        refuse("it has too many different names")
    }

    mutating func refuse(_ reason: String) {
        guard let context, refusal == nil else { return }
        refusal = reason
        refusalLine = Int(context.pointee.input?.pointee.line ?? 0)
        xmlStopParser(context)
    }
}

/// The names of a document with the handler's numbers for them.
///
/// libxml2 keeps one copy of each name as long as it parses, so the places in memory identify it: no text is made, and
/// none compared, for a name that was met before.
private struct XMLNameTable {
    private var known = [KnownName](repeating: KnownName(), count: 128)
    private var count = 0

    private struct KnownName {
        var local: UnsafePointer<xmlChar>?
        var prefix: UnsafePointer<xmlChar>?
        var namespace: UnsafePointer<xmlChar>?
        var code = 0

        /// Mixed by a multiplication, so that names that stand in a row in memory do not gather in one place.
        var slot: Int {
            let bits = UInt64(UInt(bitPattern: local) &+ UInt(bitPattern: namespace) &* 31)
            return Int(truncatingIfNeeded: bits &* 0x9E37_79B9_7F4A_7C15 >> 32)
        }
    }

    mutating func code(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?, or make: (XMLName) -> Int
    ) -> Int {
        var name = KnownName(local: local, prefix: prefix, namespace: namespace)
        var slot = name.slot & (known.count - 1)
        while let taken = known[slot].local {
            let found = known[slot]
            if taken == local, found.prefix == prefix, found.namespace == namespace { return found.code }
            slot = (slot + 1) & (known.count - 1)
        }
        name.code = make(XMLName(namespace: text(namespace), prefix: text(prefix), local: text(local)))
        known[slot] = name
        count += 1
        if count * 2 > known.count { grow() }
        return name.code
    }

    private mutating func grow() {
        let names = known
        known = [KnownName](repeating: KnownName(), count: names.count * 2)
        for name in names where name.local != nil {
            var slot = name.slot & (known.count - 1)
            while known[slot].local != nil { slot = (slot + 1) & (known.count - 1) }
            known[slot] = name
        }
    }
}

private func sink(of context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSink>? {
    context?.assumingMemoryBound(to: XMLSink.self)
}

private func text(_ pointer: UnsafePointer<xmlChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

private let onStart: startElementNsSAX2Func = {
    context, local, prefix, namespace, _, _, count, _, attributes in
    guard let sink = sink(of: context), sink.pointee.refusal == nil else { return }
    let depth = Int(sink.pointee.context?.pointee.nameNr ?? 0)
    guard depth < sink.pointee.limits.depth else { return sink.pointee.refuse("it is nested too deeply") }
    guard Int(count) <= sink.pointee.limits.attributes else {
        return sink.pointee.refuse("an element has too many attributes")
    }
    sink.pointee.checkNames()
    let code = sink.pointee.code(local, prefix, namespace)
    guard count > 0, let attributes else {
        return sink.pointee.receiver._withUnsafeGuaranteedRef {
            $0.handler.open(code, attributes: Span(), values: Span())
        }
    }
    sink.pointee.open(code, Int(count), attributes)
}

private let onEnd: endElementNsSAX2Func = { context, local, prefix, namespace in
    guard let sink = sink(of: context), sink.pointee.refusal == nil else { return }
    let code = sink.pointee.code(local, prefix, namespace)
    sink.pointee.receiver._withUnsafeGuaranteedRef { $0.handler.close(code) }
}

private let onText: charactersSAXFunc = { context, bytes, count in
    guard let sink = sink(of: context), sink.pointee.refusal == nil, let bytes, count > 0 else { return }
    sink.pointee.receiver._withUnsafeGuaranteedRef {
        $0.handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)).span)
    }
}

/// Undeclared prefixes do not stop libxml2, but each costs it a message; a document of nothing else is not read so.
private let onFault: xmlStructuredErrorFunc = { context, _ in
    guard let sink = sink(of: context) else { return }
    sink.pointee.faults += 1
    if sink.pointee.faults > 500 { sink.pointee.refuse("it has too many faults") }
}

private let onEntity: entityDeclSAXFunc = { context, _, _, _, _, _ in
    sink(of: context)?.pointee.refuse("it declares entities")
}

/// A reference to an entity that nobody declared: HTML's names are meant.
private let onReference: referenceSAXFunc = { context, name in
    guard let sink = sink(of: context), sink.pointee.refusal == nil else { return }
    sink.pointee.checkNames()
    guard let character = HTMLEntities.character(named: text(name)) else { return }
    let bytes = Array(String(character).utf8)
    sink.pointee.receiver._withUnsafeGuaranteedRef { $0.handler.text(bytes.span) }
}
