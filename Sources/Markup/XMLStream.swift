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
        var callbacks = XMLSink.callbacks()
        return withUnsafeMutablePointer(to: &sink) { pointer in
            guard let context = xmlCreatePushParserCtxt(&callbacks, pointer, nil, 0, nil) else {
                return .malformed(line: 0, reason: "no memory for the parser")
            }
            defer { xmlFreeParserCtxt(context) }
            pointer.pointee.context = context
            _ = xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
            _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            push(bytes, to: context, pointer)
            if let refusal = pointer.pointee.refusal {
                return .malformed(line: pointer.pointee.refusalLine, reason: refusal)
            }
            guard context.pointee.wellFormed == 0 else { return nil }
            return .malformed(line: Int(context.pointee.lastError.line), reason: reason(of: context))
        }
    }

    /// Gives libxml2 the document without the texts of long sections, which the handler gets at once.
    static func push(
        _ bytes: [UInt8], to context: xmlParserCtxtPtr, _ sink: UnsafeMutablePointer<XMLSink>
    ) {
        bytes.withUnsafeBytes { raw in
            var sections = XMLSections(of: raw)
            var start = 0
            while let section = sections.next() {
                let isGood = push(raw[start..<section.text.lowerBound], isLast: false, to: context)
                guard isGood else { return }
                start = section.text.lowerBound
                guard isInSection(context) else { continue }
                sink.pointee.take(raw[section.text])
                context.pointee.input.pointee.line += Int32(section.lineBreaks)
                start = section.text.upperBound
            }
            _ = push(raw[start...], isLast: true, to: context)
        }
    }

    /// Whether libxml2 waits for the first byte of a section: then it has read all that it has.
    static func isInSection(_ context: xmlParserCtxtPtr) -> Bool {
        guard context.pointee.instate == XML_PARSER_CDATA_SECTION, let input = context.pointee.input else {
            return false
        }
        return input.pointee.cur == input.pointee.end
    }

    /// Hands over large pieces, the last one ended at once, so that libxml2 need not look ahead for each tag's end.
    ///
    /// **Shape**: pieces of 4 MB, libxml2 refuses those of over 10 MB; false after a fault.
    static func push(_ bytes: Slice<UnsafeRawBufferPointer>, isLast: Bool, to context: xmlParserCtxtPtr)
        -> Bool
    {
        let size = 4 << 20
        let raw = UnsafeRawBufferPointer(rebasing: bytes)
        let start = raw.bindMemory(to: CChar.self).baseAddress
        for place in stride(from: 0, to: max(raw.count, 1), by: size) {
            let count = min(size, raw.count - place)
            let isEnd = isLast && place + count == raw.count
            let result = xmlParseChunk(context, start.map { $0 + place }, Int32(count), isEnd ? 1 : 0)
            if result != 0, context.pointee.wellFormed == 0 { return false }
        }
        return true
    }

    static func reason(of context: xmlParserCtxtPtr) -> String {
        guard let message = context.pointee.lastError.message else { return "not well-formed" }
        let words = String(cString: message).split(whereSeparator: \.isNewline).first ?? "not well-formed"
        return String(words.prefix(120))
    }
}
