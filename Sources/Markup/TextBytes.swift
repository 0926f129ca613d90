// SPDX-License-Identifier: MIT

/// Bytes of UTF-8 to which texts are added, as a page is written once and then goes to the disk as it is.
extension [UInt8] {
    /// Adds a text.
    public mutating func append(utf8 text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Adds a text of the program itself.
    public mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a whole number in digits.
    public mutating func append(digits number: Int) {
        guard number < 0 || number > 9 else { return append(UInt8(ascii: "0") + UInt8(number)) }
        append(utf8: String(number))
    }
}
