// SPDX-License-Identifier: MIT

/// Mails as they lie in a file: one alone, or many in a mailbox (mbox).
public enum MailFile {
    /// Bytes of one mail at the most; what is longer is cut off, since all that counts stands early.
    public static let byteLimit = 4_000_000

    /// The mails of a file, in order.
    ///
    /// **Shape**: a file that begins with `From ` is a mailbox, whose mails begin with such a line after an empty one; any
    /// other file is one mail; an empty file is none.
    /// **Source**: RFC 4155.
    public static func mails(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard bytes.starts(with: mark) else {
            return bytes.allSatisfy { $0 <= 0x20 } ? [] : [bytes.prefix(byteLimit)]
        }
        var starts: [Int] = []
        var line = 0
        var isAfterEmpty = true
        while line < bytes.count {
            let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
            if isAfterEmpty, isMark(bytes[line..<end]) { starts.append(line) }
            isAfterEmpty = end == line || end == line + 1 && bytes[line] == 0x0D
            line = end + 1
        }
        return starts.enumerated().map { index, start in
            let next = index + 1 < starts.count ? starts[index + 1] : bytes.count
            // The mark's own line is no part of the mail.
            let first = bytes[start..<next].firstIndex(of: 0x0A).map { $0 + 1 } ?? next
            return bytes[first..<next].prefix(byteLimit)
        }
    }

    private static let mark = Array("From ".utf8)

    /// Whether a line begins a mail: `From somebody@example.org Mon Nov  2 09:00:00 2026`, and no words that begin alike.
    private static func isMark(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: mark) && line.count < 500
            && String(decoding: line, as: UTF8.self).contains(/\s\d{1,2}:\d{2}/)
    }
}
