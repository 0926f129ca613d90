// SPDX-License-Identifier: MIT

/// Why something cannot be an address or a part of a mail; says nothing of whose it is.
public enum MailFlaw: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing.
    case empty(String)
    /// A line break, a NUL or the like, by which a header could be smuggled in.
    case controlCharacter(in: String)
    /// It is longer than its limit, bytes.
    case tooLong(String, limit: Int)
    /// An address without an `@`.
    case noAt
    /// What stands before the `@` is no name of a mailbox.
    case localPart
    /// What stands behind the `@` is no domain.
    case domain

    /// One sentence that a person can act on.
    public var description: String {
        switch self {
        case .empty(let what): "\(what) is empty"
        case .controlCharacter(let what): "\(what) holds a line break or another control character"
        case .tooLong(let what, let limit): "\(what) is longer than \(limit) bytes"
        case .noAt: "a mail address has an @"
        case .localPart: "what stands before the @ is no mailbox that mail can be sent to"
        case .domain: "what stands after the @ is no domain"
        }
    }

    /// Whether a scalar is a control character, or ends a line in some reader's eyes.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// Refuses a text that cannot stand in a header.
    ///
    /// **Errors**: control characters; nothing but white space; too many bytes.
    public static func check(line text: String, named what: String, byteLimit: Int) throws(MailFlaw) {
        guard !text.unicodeScalars.contains(where: isControl) else { throw .controlCharacter(in: what) }
        guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(what) }
        guard text.utf8.count <= byteLimit else { throw .tooLong(what, limit: byteLimit) }
    }
}
