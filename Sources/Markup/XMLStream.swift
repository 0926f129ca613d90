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
        var sink = XMLSink(handler: handler, limits: limits)
        let fault = withExtendedLifetime(handler) { parse(bytes, &sink) }
        if let fault { throw fault }
    }
}

private extension XMLStream {
    /// libxml2 compares each attribute with each; a tag of a megabyte would cost minutes.
    static func hasLongTag(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            guard var start = raw.baseAddress else { return false }
            let end = start + raw.count
            while let close = memchr(start, 0x3E, end - start).map({ UnsafeRawPointer($0) }) {
                if close - start > 65536, memchr(start, 0x3D, close - start) != nil { return true }
                start = close + 1
            }
            return end - start > 65536
        }
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
            pointer.pointee.flush()
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

/// What the callbacks of one parse share: the handler and the names met so far.
///
/// Its place in memory stays the same for one parse, and what the handler gets in pieces it is told as one text.
private struct XMLSink {
    /// Held by the caller of the parse; a reference that counts would be counted twice for each event.
    private unowned(unsafe) let handler: any XMLHandler
    let limits: XMLLimits
    var context: xmlParserCtxtPtr?
    var refusal: String?
    var refusalLine = 0
    var faults = 0
    /// Text that the handler has not been told yet.
    private var pieces: [UInt8] = []
    /// libxml2 keeps one copy of each name, so its place in memory identifies it.
    private var codes: [XMLName: Int] = [:]
    private var known = [KnownName](repeating: KnownName(), count: 256)

    private struct KnownName {
        var local: UnsafePointer<xmlChar>?
        var prefix: UnsafePointer<xmlChar>?
        var namespace: UnsafePointer<xmlChar>?
        var code = 0
    }

    init(handler: any XMLHandler, limits: XMLLimits) {
        self.handler = handler
        self.limits = limits
    }

    mutating func code(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?
    ) -> Int {
        let bits = UInt(bitPattern: local) &+ UInt(bitPattern: namespace) &* 31
        let slot = Int((bits ^ bits >> 8 ^ bits >> 16) & 255)
        let found = known[slot]
        if found.local == local, found.prefix == prefix, found.namespace == namespace { return found.code }
        let name = XMLName(namespace: text(namespace), prefix: text(prefix), local: text(local))
        let code = codes[name] ?? handler.code(for: name)
        codes[name] = code
        known[slot] = KnownName(local: local, prefix: prefix, namespace: namespace, code: code)
        return code
    }

    mutating func open(_ code: Int, _ attributes: [XMLAttribute]) {
        flush()
        handler.open(code, attributes: attributes)
    }

    mutating func close(_ code: Int) {
        flush()
        handler.close(code)
    }

    /// A long piece is handed on at once; short ones come by the hundred where a text is full of references.
    mutating func take(_ piece: UnsafeBufferPointer<UInt8>) {
        if piece.count > 1024 {
            flush()
            handler.text(piece.span)
        } else {
            pieces.append(contentsOf: piece)
            if pieces.count > 1 << 16 { flush() }
        }
    }

    mutating func flush() {
        if pieces.isEmpty { return }
        handler.text(pieces.span)
        pieces.removeAll(keepingCapacity: true)
    }

    mutating func refuse(_ reason: String) {
        guard let context, refusal == nil else { return }
        refusal = reason
        refusalLine = Int(context.pointee.input?.pointee.line ?? 0)
        xmlStopParser(context)
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
    let code = sink.pointee.code(local, prefix, namespace)
    guard count > 0, let attributes else { return sink.pointee.open(code, []) }
    var list: [XMLAttribute] = []
    list.reserveCapacity(Int(count))
    for index in 0..<Int(count) {
        let part = attributes + index * 5
        guard let start = part[3], let end = part[4] else { continue }
        let value = UnsafeBufferPointer(start: start, count: end - start)
        list.append(
            XMLAttribute(
                prefix: text(part[1]), local: text(part[0]), value: attribute(value)))
    }
    sink.pointee.open(code, list)
}

/// libxml2 leaves each `&` of an attribute as `&#38;` for a tree builder to resolve.
private func attribute(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
}

private let onEnd: endElementNsSAX2Func = { context, local, prefix, namespace in
    guard let sink = sink(of: context), sink.pointee.refusal == nil else { return }
    sink.pointee.close(sink.pointee.code(local, prefix, namespace))
}

private let onText: charactersSAXFunc = { context, bytes, count in
    guard let sink = sink(of: context), sink.pointee.refusal == nil, let bytes, count > 0 else { return }
    sink.pointee.take(UnsafeBufferPointer(start: bytes, count: Int(count)))
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
    guard let character = HTMLEntities.character(named: text(name)) else { return }
    Array(String(character).utf8).withUnsafeBufferPointer { sink.pointee.take($0) }
}
