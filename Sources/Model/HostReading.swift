// SPDX-License-Identifier: MIT

import CIDN2

/// Reads the host and port of a web address.
enum HostReading {
    /// The place in lower case, names of other scripts as ASCII (`xn--…`); nil for credentials or no host.
    ///
    /// **Source**: RFC 3986, section 3.2; UTS 46 (non-transitional) by libidn2.
    static func normalised(_ authority: ArraySlice<UInt8>) -> [UInt8]? {
        guard !authority.contains(UInt8(ascii: "@")) else { return nil }
        if authority.first == UInt8(ascii: "[") { return literal(authority) }
        let colon = authority.lastIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        guard isPort(authority[colon...]) else { return nil }
        let written = unescaped(authority[..<colon])
        let host = written.contains { $0 >= 0x80 } ? ascii(written) : written.map { lowered($0) }
        guard let host, !host.isEmpty, host.allSatisfy({ isPlain($0) }) else { return nil }
        return host + authority[colon...]
    }

    /// Whether a byte may stand in a host's name as this writes it.
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}

private extension HostReading {
    static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 32 : byte }

    /// An address of IPv6 in brackets.
    static func literal(_ authority: ArraySlice<UInt8>) -> [UInt8]? {
        guard let end = authority.firstIndex(of: UInt8(ascii: "]")), isPort(authority[(end + 1)...]) else {
            return nil
        }
        let inner = authority[..<end].dropFirst().map { lowered($0) }
        let isAddress = inner.allSatisfy {
            (0x30...0x3A).contains($0) || (0x61...0x66).contains($0) || $0 == UInt8(ascii: ".")
        }
        guard isAddress, inner.contains(UInt8(ascii: ":")) else { return nil }
        return [UInt8(ascii: "[")] + inner + authority[end...]
    }

    static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        let digits = bytes.dropFirst()
        guard first == UInt8(ascii: ":"), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return digits.isEmpty
            || digits.count <= 5 && (Int(String(decoding: digits, as: UTF8.self)) ?? 0) < 65536
    }

    static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return out
    }

    /// A name of another script in the form that the name system knows.
    static func ascii(_ host: [UInt8]) -> [UInt8]? {
        guard !host.contains(0), String(validating: host, as: UTF8.self) != nil else { return nil }
        var name: UnsafeMutablePointer<UInt8>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        guard idn2_lookup_u8(host + [0], &name, flags) == IDN2_OK.rawValue, let name else { return nil }
        defer { idn2_free(name) }
        return Array(String(cString: name).utf8)
    }
}
