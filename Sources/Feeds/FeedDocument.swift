// SPDX-License-Identifier: MIT

public import Model

/// The bytes of a feed as they came, with what the sender said about them.
public struct FeedDocument: Sendable {
    /// The body, decompressed.
    public let bytes: [UInt8]
    /// The address that it came from after redirects; relative links are resolved against it.
    public let base: WebAddress?
    /// The `Content-Type` header, for its charset.
    public let contentType: String?

    /// Holds what it is given.
    public init(bytes: [UInt8], base: WebAddress? = nil, contentType: String? = nil) {
        self.bytes = bytes
        self.base = base
        self.contentType = contentType
    }

    /// What an error calls it.
    var subject: String { base?.text ?? "the document" }
}
