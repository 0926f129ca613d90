// SPDX-License-Identifier: MIT

/// A UUID that a name always has, for formats that want no other kind of name.
///
/// **Source**: RFC 9562, section 5.5 (version 5), in the namespace of addresses.
public enum NameUUID {
    /// The UUID of a name, such as an address.
    ///
    /// **Shape**: 36 characters in lower case.
    public static func text(of name: String) -> String {
        var bytes = Array(SHA1.digest(addresses + Array(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x50
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Digest.digits(of: bytes)
        var out = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { out.append("-") }
            out.append(digit)
        }
        return out
    }

    /// 6ba7b811-9dad-11d1-80b4-00c04fd430c8.
    private static let addresses: [UInt8] = [
        0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
    ]
}
