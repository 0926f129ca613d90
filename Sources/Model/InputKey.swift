// SPDX-License-Identifier: MIT

import CSodium

/// A digest of everything that something is made from: where it is the same, what was made is the same.
///
/// **Shape**: 128 bits of BLAKE2b, so that two inputs never share one by chance.
public struct InputKey: Hashable, Sendable {
    /// The first 64 bits.
    public let high: UInt64
    /// The last 64 bits.
    public let low: UInt64

    /// Holds what it is given.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The key of a few texts.
    public init(of texts: String...) {
        let digest = InputDigest()
        for text in texts { digest.add(text) }
        self = digest.end()
    }
}

/// Gathers inputs for an ``InputKey``; each is kept apart from the next, so `ab`, `c` is not `a`, `bc`.
///
/// **Source**: RFC 7693, by libsodium's `crypto_generichash`.
public final class InputDigest {
    private let memory: UnsafeMutableRawPointer
    private var state: OpaquePointer { OpaquePointer(memory) }

    /// Begins with nothing.
    public init() {
        _ = Sodium.isReady
        // libsodium wants its state at a multiple of 64.
        memory = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        begin()
    }

    deinit { memory.deallocate() }

    /// Adds some bytes.
    public func add(_ bytes: UnsafeRawBufferPointer) {
        add(bytes.count)
        guard let start = bytes.baseAddress else { return }
        _ = crypto_generichash_update(state, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    /// Adds a text.
    public func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a text or the fact that there is none.
    public func add(_ text: String?) {
        guard let text else { return add(-1) }
        add(text)
    }

    /// Adds a whole number.
    public func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    /// Adds what another digest found.
    public func add(_ key: InputKey) {
        add(key.high)
        add(key.low)
    }

    /// The key of all that was added; then begins anew.
    public func end() -> InputKey {
        var out: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &out) { bytes in
            if let start = bytes.baseAddress {
                _ = crypto_generichash_final(state, start.assumingMemoryBound(to: UInt8.self), bytes.count)
            }
        }
        begin()
        return InputKey(high: UInt64(bigEndian: out.0), low: UInt64(bigEndian: out.1))
    }

    private func begin() { _ = crypto_generichash_init(state, nil, 0, 16) }

    private func add(_ word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { bytes in
            if let start = bytes.baseAddress {
                _ = crypto_generichash_update(state, start.assumingMemoryBound(to: UInt8.self), 8)
            }
        }
    }
}
