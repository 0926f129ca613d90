// SPDX-License-Identifier: MIT

import CXML2

/// Holds the handler, so that the callbacks can use it without counting references, twice for each event.
final class XMLReceiver {
    let handler: any XMLHandler

    init(handler: any XMLHandler) { self.handler = handler }
}

/// What the callbacks of one parse share: the handler and the names met so far.
///
/// Its place in memory stays the same for one parse, and so does the receiver, which the caller of the parse holds. It
/// cannot be copied, so that no event copies its tables.
struct XMLSink: ~Copyable {
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
        elements.code(local, prefix, namespace) { [receiver] name in
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
            let name = attributeNames.code(part[0], part[1], nil) { [receiver] name in
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

    /// A text that libxml2 does not see.
    func take(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard refusal == nil else { return }
        let text = UnsafeRawBufferPointer(rebasing: bytes).bindMemory(to: UInt8.self)
        receiver._withUnsafeGuaranteedRef { $0.handler.text(text.span) }
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

extension XMLSink {
    /// What libxml2 calls for the parts of a document.
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
}

private func sink(of context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSink>? {
    context?.assumingMemoryBound(to: XMLSink.self)
}

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
