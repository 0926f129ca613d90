// SPDX-License-Identifier: MIT

/// One statement with its values kept apart from its text.
///
/// A value enters a statement only by interpolation, which makes a parameter of it; text that is part of the
/// statement itself (never from outside) comes in by `\(raw:)`.
struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The statement's pieces in order.
    private(set) var parts: [Part]

    /// A piece of a statement.
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
    }

    init(stringLiteral value: String) { parts = [.text(value)] }

    init(parts: [Part]) { self.parts = parts }

    init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

    /// The values in order.
    var values: [SQLValue] {
        parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
    }

    /// The statement's text with a placeholder for each value.
    ///
    /// - Parameter placeholder: makes the placeholder of the nth value, counted from 1.
    func text(placeholder: (Int) -> String) -> String {
        var count = 0
        var text = ""
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .value:
                count += 1
                text += placeholder(count)
            }
        }
        return text
    }

    /// Collects a statement's pieces.
    struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }

        mutating func appendInterpolation(_ value: some SQLValueConvertible) {
            parts.append(.value(value.sqlValue))
        }

        mutating func appendInterpolation(_ value: (some SQLValueConvertible)?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }

        /// A list in parentheses for `IN`; an empty one matches nothing.
        mutating func appendInterpolation(list values: [some SQLValueConvertible]) {
            parts.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(value.sqlValue))
            }
            parts.append(.text(values.isEmpty ? "NULL)" : ")"))
        }

        mutating func appendInterpolation(_ value: SQLValue) { parts.append(.value(value)) }

        mutating func appendInterpolation(raw text: String) { parts.append(.text(text)) }

        mutating func appendInterpolation(_ statement: SQL) { parts.append(contentsOf: statement.parts) }
    }
}

/// A value as both engines know it.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
}
