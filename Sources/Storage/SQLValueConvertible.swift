// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Something that can be kept in a column.
protocol SQLValueConvertible {
    /// The value to keep.
    var sqlValue: SQLValue { get }
}

extension String: SQLValueConvertible {
    var sqlValue: SQLValue { .text(self) }
}

extension Int: SQLValueConvertible {
    var sqlValue: SQLValue { .integer(self) }
}

extension Double: SQLValueConvertible {
    var sqlValue: SQLValue { .real(self) }
}

extension Date: SQLValueConvertible {
    /// ISO 8601, UTC, whole seconds: sorts as it reads.
    var sqlValue: SQLValue { .text(formatted(.iso8601)) }
}

extension Identifier: SQLValueConvertible {
    var sqlValue: SQLValue { .text(rawValue) }
}

extension WebAddress: SQLValueConvertible {
    var sqlValue: SQLValue { .text(text) }
}

/// A list or a struct kept as JSON text in one column, keys sorted so that equal values are equal texts.
struct JSONText<Value: Codable>: SQLValueConvertible {
    let value: Value

    init(_ value: Value) { self.value = value }

    /// The JSON itself; empty for what JSON cannot say, which no type of ours is.
    var text: String {
        guard let data = try? jsonEncoder.encode(value) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    var sqlValue: SQLValue {
        let text = text
        return text.isEmpty ? .null : .text(text)
    }
}

/// One for all, since making one costs more than most values.
private let jsonEncoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
}()
