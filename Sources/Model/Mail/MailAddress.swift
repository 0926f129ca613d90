// SPDX-License-Identifier: MIT

/// An address that mail can be sent to: one mailbox at one domain, without a name.
///
/// It holds nothing that could end a line of SMTP or of a header, so an address that exists is a safe one.
public struct MailAddress: Hashable, Sendable, Comparable {
    /// The address as it is kept and sent; its domain in lower case and ASCII (`xn--…`).
    public let text: String

    /// Reads an address.
    ///
    /// **Shape**: spaces around it are dropped. The part before the `@` is kept as it is written: letters, digits and
    /// ``!#$%&'*+-/=?^_`{|}~`` of ASCII in words parted by single dots. The domain has two labels or more, or is
    /// `localhost`; names of other scripts become ASCII.
    /// **Units**: 64 bytes before the `@` at the most, 254 in all.
    /// **Errors**: what is wrong with it, without the address.
    /// **Source**: RFC 5321, sections 4.1.2 and 4.5.3.1; RFC 5322, section 3.4.1 without quoted words and comments;
    /// UTS 46 for domains.
    public init(reading raw: String) throws(MailFlaw) {
        guard !raw.unicodeScalars.contains(where: MailFlaw.isControl) else {
            throw .controlCharacter(in: "the address")
        }
        let written = Array(raw.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
        guard !written.isEmpty else { throw .empty("the address") }
        guard written.count <= 1000 else { throw .tooLong("the address", limit: MailAddress.byteLimit) }
        guard let place = written.lastIndex(of: UInt8(ascii: "@")) else { throw .noAt }
        let local = written[..<place]
        guard MailAddress.isDotAtom(local) else { throw .localPart }
        guard local.count <= 64 else { throw .tooLong("the part before the @", limit: 64) }
        guard let domain = MailAddress.domain(written[(place + 1)...]) else { throw .domain }
        let text = String(decoding: local + [UInt8(ascii: "@")] + domain, as: UTF8.self)
        guard text.utf8.count <= MailAddress.byteLimit else {
            throw .tooLong("the address", limit: MailAddress.byteLimit)
        }
        self.text = text
    }

    /// Reads an address; nil where ``init(reading:)`` says what is wrong.
    public init?(_ raw: String) {
        guard let address = try? MailAddress(reading: raw) else { return nil }
        self = address
    }

    /// By which two addresses are the same person's: `Ada@example.org` and `ada@example.org`.
    ///
    /// A domain may tell them apart, but none is known that does; mail goes to ``text``.
    public var key: String { text.lowercased() }

    /// What stands before the `@`.
    public var localPart: String { String(text.prefix(upTo: text.lastIndex(of: "@") ?? text.endIndex)) }

    /// What stands behind the `@`.
    public var domain: String { String(text[(text.lastIndex(of: "@") ?? text.startIndex)...].dropFirst()) }

    public static func < (left: MailAddress, right: MailAddress) -> Bool { left.text < right.text }

    /// Bytes of an address at the most.
    private static let byteLimit = 254
}

extension MailAddress: CustomStringConvertible, CustomDebugStringConvertible {
    /// The address with most of it hidden, for logs and reports: `a…@example.org`.
    ///
    /// Mail goes to ``text``.
    public var description: String { "\(text.prefix(1))…@\(domain)" }

    /// The same, so that no dump shows more.
    public var debugDescription: String { description }
}

extension MailAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = MailAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a mail address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

private extension MailAddress {
    static func isDotAtom(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy(isAtom)
        }
    }

    static func isAtom(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || marks.contains(byte) }

    static let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// A domain as the name system knows it; nil for what can be none.
    static func domain(_ written: ArraySlice<UInt8>) -> [UInt8]? {
        let isPlain = written.allSatisfy {
            $0 >= 0x80 || isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        guard isPlain, let domain = HostReading.normalised(written), domain.count <= 253 else { return nil }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isNamed = labels.allSatisfy { label in
            (1...63).contains(label.count)
                && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
                && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        }
        // A last label of digits is no name but the end of an address in numbers.
        guard isNamed, let last = labels.last, !last.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return labels.count >= 2 || domain.elementsEqual("localhost".utf8) ? domain : nil
    }
}
