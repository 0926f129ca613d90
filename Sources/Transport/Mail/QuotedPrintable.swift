// SPDX-License-Identifier: MIT

/// Writes text so that it survives every mail server: ASCII, short lines.
///
/// **Source**: RFC 2045, section 6.7.
struct QuotedPrintable {
    private(set) var bytes: [UInt8] = []
    private var column = 0

    /// Bytes of a line at the most, its soft line break among them.
    private static let lineLimit = 76

    /// Encodes a text whose lines end in LF or CRLF.
    static func encode(_ text: some StringProtocol) -> [UInt8] {
        var writing = QuotedPrintable()
        writing.write(text)
        return writing.bytes
    }

    /// Ends the line for the machine but not for readers, so that what follows has a line of its own.
    mutating func breakBeforeSlot() {
        if column > 0 { breakSoftly() }
    }

    /// Adds a text.
    ///
    /// - Parameter isLast: whether its end is the end of a line.
    mutating func write(_ text: some StringProtocol, isLast: Bool = true) {
        let source = Array(text.utf8)
        bytes.reserveCapacity(bytes.count + source.count + source.count / 8)
        var place = 0
        while place < source.count {
            let byte = source[place]
            let next = place + 1 < source.count ? source[place + 1] : isLast ? lineFeed : UInt8(ascii: "x")
            place += 1
            if byte == lineFeed || byte == carriageReturn && next == lineFeed {
                if byte == carriageReturn { place += 1 }
                bytes += [carriageReturn, lineFeed]
                column = 0
            } else if isPlain(byte, before: next) {
                make(room: 1, before: next)
                bytes.append(byte)
                column += 1
            } else {
                make(room: 3, before: next)
                bytes += [UInt8(ascii: "="), hexadecimal(byte >> 4), hexadecimal(byte & 15)]
                column += 3
            }
        }
    }
}

private let carriageReturn: UInt8 = 0x0D
private let lineFeed: UInt8 = 0x0A

private extension QuotedPrintable {
    /// Whether a byte may stand as it is.
    func isPlain(_ byte: UInt8, before next: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        // A space at the end of a line gets lost, and `From ` at its start is changed in mailbox files.
        case 0x20, 0x09: next != carriageReturn && next != lineFeed
        case UInt8(ascii: "F"): column > 0
        case 0x21...0x7E: true
        default: false
        }
    }

    /// Breaks the line where there is no room left for a byte, and for the break that may have to follow it.
    mutating func make(room width: Int, before next: UInt8) {
        let isLast = next == carriageReturn || next == lineFeed
        if column + width > (isLast ? QuotedPrintable.lineLimit : QuotedPrintable.lineLimit - 1) {
            breakSoftly()
        }
    }

    mutating func breakSoftly() {
        bytes += [UInt8(ascii: "="), carriageReturn, lineFeed]
        column = 0
    }

    func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }
}
