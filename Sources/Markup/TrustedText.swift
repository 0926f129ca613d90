// SPDX-License-Identifier: MIT

extension String {
    /// A text of bytes that are known to be UTF-8.
    ///
    /// **Shape**: the bytes must be UTF-8, such as a part of UTF-8 that begins and ends between characters. A long text
    /// is not looked through once more; a short one is, because a String that is known to be ASCII is compared and
    /// hashed faster. Debug builds look through all.
    @inlinable public init(trusting utf8: Span<UInt8>) {
        assert((try? UTF8Span(validating: utf8)) != nil, "bytes that are said to be UTF-8 are not")
        if utf8.count > 256 {
            self = String(copying: UTF8Span(unchecked: utf8))
        } else {
            self = utf8.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
    }
}
