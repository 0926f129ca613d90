// SPDX-License-Identifier: MIT

import CSodium

/// A secret that opens something for whoever holds it: a session, a one-time link, the programs' door.
///
/// Only its ``digest`` is ever kept. The text is 256 random bits, so nobody guesses it, and a plain digest of it is as safe
/// as a slow one.
public struct AccessKey: Hashable, Sendable, CustomStringConvertible {
    /// What the holder shows.
    ///
    /// **Shape**: 43 letters, digits, hyphens and low lines (RFC 4648, section 5).
    public let text: String

    /// A new one.
    public init() {
        var bytes = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&bytes, bytes.count)
        text = AccessKey.base64url(bytes)
    }

    /// One that somebody shows.
    ///
    /// **Shape**: nil for what cannot be one.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(AccessKey.isDigit) else { return nil }
        self.text = String(text)
    }

    /// What is kept of it: SHA-256, 64 hexadecimal digits.
    public var digest: String { Digest.hex(text) }

    /// A proof for one use that only the holder can make, such as for the forms of a session.
    ///
    /// **Shape**: 64 hexadecimal digits. **Source**: HMAC-SHA256, RFC 2104.
    public func proof(of use: String) -> String {
        KeyedDigest.sha256.hex(of: Array(use.utf8), key: Array(text.utf8))
    }

    /// Whether a proof is the right one; takes as long for a wrong one.
    public func confirms(_ proof: String, of use: String) -> Bool {
        KeyedDigest.sha256.confirms(proof, of: Array(use.utf8), key: Array(text.utf8))
    }

    /// Tells nothing.
    public var description: String { "***" }

    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) }

    private static func base64url(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var held: UInt32 = 0
        var count = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                out.append(digits[Int(held >> UInt32(count) & 63)])
            }
            held &= 63
        }
        if count > 0 { out.append(digits[Int(held << UInt32(6 - count) & 63)]) }
        return String(decoding: out, as: UTF8.self)
    }
}
