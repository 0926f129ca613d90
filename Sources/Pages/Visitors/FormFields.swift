// SPDX-License-Identifier: MIT

import FoundationEssentials

/// What somebody filled in: named texts, a name as often as it comes.
///
/// **Source**: WHATWG URL, application/x-www-form-urlencoded.
public struct FormFields: Hashable, Sendable {
    private let values: [String: [String]]
    private let files: [String: FormFile]

    /// The most fields of one form; whoever sends more has sent none of ours.
    public static let limit = 5000

    /// A form with nothing in it.
    public init() { self.init(values: [:]) }

    init(values: [String: [String]], files: [String: FormFile] = [:]) {
        self.values = values
        self.files = files
    }

    /// Reads the body of a form, or a query.
    ///
    /// **Shape**: nil for too many fields. What is no UTF-8 becomes U+FFFD; line breaks become single ones, and other control
    /// characters go.
    public init?(encoded text: some StringProtocol) {
        var values: [String: [String]] = [:]
        var count = 0
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            count += 1
            guard count <= FormFields.limit else { return nil }
            let cut = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = FormFields.decoded(pair[..<cut])
            values[name, default: []].append(FormFields.decoded(pair[cut...].dropFirst()))
        }
        self.init(values: values)
    }

    /// A file that somebody chose; nil where none was.
    public func file(_ name: String) -> FormFile? { files[name] }

    /// The names of all fields, in their order.
    public var names: [String] { values.keys.sorted() }

    /// The text of a field; empty where there is none.
    public subscript(name: String) -> String { values[name]?.last ?? "" }

    /// The text of a field without spaces at its ends; empty where there is none.
    public func trimmed(_ name: String) -> String {
        let text = self[name]
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// All texts of a field, such as of ticked boxes.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether a box is ticked or a button was the one pressed.
    public func has(_ name: String) -> Bool { values[name] != nil }

    private static func decoded(_ text: some Collection<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap(hexadecimal)
                if digits.count == 2 {
                    bytes.append(digits[0] << 4 | digits[1])
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            default: bytes.append(byte)
            }
        }
        return tame(String(decoding: bytes, as: UTF8.self))
    }

    /// A text without what no field of ours can hold.
    static func tame(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else { return text }
        var scalars = String.UnicodeScalarView()
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if before != "\r" { scalars.append("\n") }
            case "\t": scalars.append(scalar)
            case _ where scalar.value < 32 || scalar.value == 127: break
            default: scalars.append(scalar)
            }
            before = scalar
        }
        return String(scalars)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
