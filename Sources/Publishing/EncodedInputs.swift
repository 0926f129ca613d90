// SPDX-License-Identifier: MIT

import FoundationEssentials
public import Model

extension InputDigest {
    /// Adds a whole value by its JSON, so that no part of it can be forgotten.
    public func add(encoded value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // What JSON cannot say, which no type of ours is, counts as itself only.
        guard let data = try? encoder.encode(value) else { return add(String(describing: value)) }
        data.withUnsafeBytes { add($0) }
    }

    /// A digest of a key and a whole value.
    static func key(of value: some Encodable, after base: InputKey) -> InputKey {
        let digest = InputDigest()
        digest.add(base)
        digest.add(encoded: value)
        return digest.end()
    }
}
