// SPDX-License-Identifier: MIT

import Glibc

/// Finds the long CDATA sections of a document, which hold most of what a feed says.
///
/// libxml2 goes over a section three times and byte by byte: for its end, for what may not stand in it, for its lines.
/// Here whole stretches are passed over at once.
struct XMLSections {
    /// Shorter ones cost less with all around them than on their own.
    private static let shortest = 256

    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(of bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next text that looks like a long section's and holds only what may stand there, and its line breaks.
    ///
    /// **Shape**: the bytes between `<![CDATA[` and the first `]]>` behind it, in the document's order. Only a parser
    /// can tell whether it is a section: the same marks may stand in a comment. Where one begins within what was passed
    /// over, it has ended there too.
    mutating func next() -> (text: Range<Int>, lineBreaks: Int)? {
        while let start = start(), let end = end(from: start) {
            place = end + 3
            guard end - start >= Self.shortest else { continue }
            let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            guard let lineBreaks = XMLCharacters.lineBreaks(in: text) else { continue }
            return (start..<end, lineBreaks)
        }
        place = bytes.count
        return nil
    }
}

private extension XMLSections {
    /// The place behind the next `<![CDATA[`; its last byte is rare in all other text.
    func start() -> Int? {
        var from = place
        while let last = bytes.place(of: UInt8(ascii: "["), from: from) {
            if last >= place + 8, bytes.has("<![CDATA", at: last - 8) { return last + 1 }
            from = last + 1
        }
        return nil
    }

    func end(from start: Int) -> Int? {
        var from = start
        while let first = bytes.place(of: UInt8(ascii: "]"), from: from) {
            if bytes.has("]]>", at: first) { return first }
            from = first + 1
        }
        return nil
    }
}

private extension UnsafeRawBufferPointer {
    func place(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - base }
    }

    func has(_ text: StaticString, at place: Int) -> Bool {
        guard let base = baseAddress, place + text.utf8CodeUnitCount <= count else { return false }
        return memcmp(base + place, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
}
