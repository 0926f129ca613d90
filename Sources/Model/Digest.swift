// SPDX-License-Identifier: MIT

import CSodium

/// A short name for a long text: the SHA-256 of its bytes.
///
/// **Source**: FIPS 180-4, by libsodium's `crypto_hash_sha256`.
public enum Digest {
    /// The whole digest.
    ///
    /// **Shape**: 64 lower-case hexadecimal digits.
    public static func hex(_ text: String) -> String {
        hex(Array(text.utf8))
    }

    /// The whole digest of some bytes.
    ///
    /// **Shape**: 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: [UInt8]) -> String {
        var out = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = crypto_hash_sha256(&out, bytes, UInt64(bytes.count))
        return digits(of: out)
    }

    /// A digest to tell whether bytes stayed as they were, which costs less than SHA-256: BLAKE2b of 256 bits.
    ///
    /// **Shape**: 64 lower-case hexadecimal digits.
    /// **Source**: RFC 7693, by libsodium's `crypto_generichash`; `b2sum -l 256` says the same.
    public static func checksum(_ bytes: [UInt8]) -> String {
        var out = [UInt8](repeating: 0, count: 32)
        _ = crypto_generichash(&out, out.count, bytes, UInt64(bytes.count), nil, 0)
        return digits(of: out)
    }

    static func digits(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The start of the digest, long enough to be unique in a library of many millions of things.
    ///
    /// **Shape**: 16 lower-case hexadecimal digits (64 bits).
    public static func short(_ text: String) -> String { String(hex(text).prefix(16)) }
}
