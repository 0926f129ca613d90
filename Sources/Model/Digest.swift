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

    /// A number to tell whether some texts stayed as they were: 64 bits of BLAKE2b, which cost less than SHA-256.
    ///
    /// **Shape**: other numbers where the same characters are parted otherwise.
    /// **Source**: as ``checksum(_:)``.
    public static func number(_ texts: [String]) -> Int {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 1 })
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            // No text in UTF-8 holds this byte.
            bytes.append(0xFF)
        }
        var out = [UInt8](repeating: 0, count: 16)
        _ = crypto_generichash(&out, out.count, bytes, UInt64(bytes.count), nil, 0)
        return out.prefix(8).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The same checksum of bytes that come piece by piece.
    public final class Running {
        private let memory: UnsafeMutableRawPointer
        private var state: OpaquePointer { OpaquePointer(memory) }

        /// Begins with nothing.
        public init() {
            // libsodium wants its state at a multiple of 64.
            memory = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
            _ = crypto_generichash_init(state, nil, 0, 32)
        }

        deinit { memory.deallocate() }

        /// Adds the bytes of a text.
        public func add(_ text: String) {
            var text = text
            text.withUTF8 { _ = crypto_generichash_update(state, $0.baseAddress, UInt64($0.count)) }
        }

        /// What ``Digest/checksum(_:)`` says of all of it; nothing can be added afterwards.
        public func end() -> String {
            var out = [UInt8](repeating: 0, count: 32)
            _ = crypto_generichash_final(state, &out, out.count)
            return Digest.digits(of: out)
        }
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
