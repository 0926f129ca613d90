// SPDX-License-Identifier: MIT

/// The path of a rule in `robots.txt`, in which `*` is any run of bytes and `$` at the end is the end.
///
/// **Source**: RFC 9309, section 2.2.2 and 2.2.3.
struct RobotsPattern: Hashable, Sendable {
    /// What must come one after the other, with anything between.
    private let pieces: [[UInt8]]
    private let isWhole: Bool
    /// How much it says, bytes; the longest rule that fits decides.
    let length: Int

    private static let byteLimit = 2_048
    private static let percent = UInt8(ascii: "%")

    init(_ text: String) {
        var bytes = Array(text.utf8.prefix(RobotsPattern.byteLimit))
        isWhole = bytes.last == UInt8(ascii: "$")
        length = bytes.count
        if isWhole { bytes.removeLast() }
        pieces = bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            .map { RobotsPattern.canonical(path: Array($0)) }
    }

    /// Whether a canonical path begins as the pattern says, or is as it says to the end.
    func fits(_ path: [UInt8]) -> Bool {
        guard let first = pieces.first, path.starts(with: first) else { return false }
        var place = first.count
        for (index, piece) in pieces.enumerated().dropFirst() {
            if isWhole, index == pieces.count - 1 {
                return path.count - piece.count >= place && path.suffix(piece.count).elementsEqual(piece)
            }
            guard let found = path.place(of: piece, from: place) else { return false }
            place = found + piece.count
        }
        return !isWhole || place == path.count
    }

    /// A path in the one form in which two paths can be compared.
    ///
    /// **Shape**: what need not be percent-encoded is not; what must be is, with capitals; `*` and `$` are encoded, since
    /// in patterns they mean something else.
    static func canonical(path: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(path.count)
        var index = 0
        while index < path.count {
            let byte = path[index]
            if byte == percent, index + 2 < path.count, let high = digit(path[index + 1]),
                let low = digit(path[index + 2])
            {
                let value = high << 4 | low
                if isUnreserved(value) { out.append(value) } else { encode(value, into: &out) }
                index += 3
                continue
            }
            let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "*") && byte != UInt8(ascii: "$")
            if isPlain { out.append(byte) } else { encode(byte, into: &out) }
            index += 1
        }
        return out
    }

    private static func encode(_ byte: UInt8, into out: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        out += [percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
        }
    }
}

private extension [UInt8] {
    /// Where a run of bytes begins, at or after a place.
    func place(of piece: [UInt8], from start: Int) -> Int? {
        guard let head = piece.first else { return start }
        guard count - start >= piece.count else { return nil }
        for index in start...(count - piece.count) where self[index] == head {
            if self[index..<(index + piece.count)].elementsEqual(piece) { return index }
        }
        return nil
    }
}
