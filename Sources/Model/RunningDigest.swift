// SPDX-License-Identifier: MIT

import CSodium

/// The SHA-256 of bytes that come in pieces; see ``Digest``.
///
/// **Source**: FIPS 180-4, by libsodium's `crypto_hash_sha256`.
public struct RunningDigest: Sendable {
    private var state = crypto_hash_sha256_state()

    /// The digest of nothing yet.
    public init() { _ = crypto_hash_sha256_init(&state) }

    /// Goes on with a piece.
    public mutating func add(_ bytes: [UInt8]) {
        _ = crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The digest of all pieces so far.
    ///
    /// **Shape**: 64 lower-case hexadecimal digits.
    public var hex: String {
        var last = state
        var out = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = crypto_hash_sha256_final(&last, &out)
        return Digest.digits(of: out)
    }
}
