// SPDX-License-Identifier: MIT

import CSodium

/// Says whether a message comes from somebody who knows a secret (HMAC).
///
/// **Source**: RFC 2104; FIPS 180-4 for the digests, of which SHA-256 and SHA-512 are libsodium's.
public enum KeyedDigest: String, Hashable, Sendable, CaseIterable {
    /// Broken where two messages must not share a digest, and still sound as a keyed one (RFC 6194, section 3.3).
    case sha1
    /// Eight words of 32 bits.
    case sha256
    /// The first six words of SHA-512 begun with other numbers.
    case sha384
    /// Eight words of 64 bits.
    case sha512

    /// The digest of a message under a key.
    ///
    /// **Shape**: lower-case hexadecimal digits, 40, 64, 96 or 128.
    public func hex(of message: [UInt8], key: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let code = bytes(of: message, key: key)
        return String(decoding: code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Whether a digest, as hexadecimal digits in either case, is that of a message under a key.
    ///
    /// Takes as long for a wrong digest as for the right one.
    public func confirms(_ hex: String, of message: [UInt8], key: [UInt8]) -> Bool {
        let right = Array(self.hex(of: message, key: key).utf8)
        let given = Array(hex.lowercased().utf8)
        return given.count == right.count && sodium_memcmp(right, given, right.count) == 0
    }

    private func bytes(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        let short = key.count > blockSize ? digest(key) : key
        let padded = short + [UInt8](repeating: 0, count: blockSize - short.count)
        return digest(padded.map { $0 ^ 0x5c } + digest(padded.map { $0 ^ 0x36 } + message))
    }

    private var blockSize: Int { self == .sha1 || self == .sha256 ? 64 : 128 }

    private func digest(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha1: return SHA1.digest(bytes)
        case .sha256:
            var out = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
            _ = crypto_hash_sha256(&out, bytes, UInt64(bytes.count))
            return out
        case .sha384, .sha512:
            var out = [UInt8](repeating: 0, count: Int(crypto_hash_sha512_BYTES))
            var state = crypto_hash_sha512_state()
            _ = crypto_hash_sha512_init(&state)
            if self == .sha384 { state.state = KeyedDigest.sha384Start }
            _ = crypto_hash_sha512_update(&state, bytes, UInt64(bytes.count))
            _ = crypto_hash_sha512_final(&state, &out)
            return self == .sha384 ? Array(out.prefix(48)) : out
        }
    }

    /// FIPS 180-4, section 5.3.4.
    private static let sha384Start: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
        0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4
    )
}
