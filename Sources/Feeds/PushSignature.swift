// SPDX-License-Identifier: MIT

public import Model

/// What a hub signed a document with: `sha256=` and hexadecimal digits.
///
/// **Source**: WebSub, section 7.1.
public struct PushSignature: Hashable, Sendable {
    private let algorithm: KeyedDigest
    private let digits: String

    /// Reads the field `X-Hub-Signature`; nil for what is none, or by a method that the standard does not know.
    public init?(_ field: String) {
        let sides = field.split(separator: "=", maxSplits: 1).map(String.init)
        guard sides.count == 2, let algorithm = KeyedDigest(rawValue: sides[0].lowercased()) else {
            return nil
        }
        self.algorithm = algorithm
        digits = sides[1]
    }

    /// Whether it is that of a document under a secret.
    public func confirms(_ body: [UInt8], under secret: PushSecret) -> Bool {
        algorithm.confirms(digits, of: body, key: Array(secret.text.utf8))
    }
}
