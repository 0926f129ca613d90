// SPDX-License-Identifier: MIT

import CPostgres

/// How values travel: as text, with the type said where it is known.
enum PostgresType {
    case integer
    case real
    /// Whole where it has no point: the sum of whole numbers is one.
    case numeric
    case truth
    case text

    /// By the number that PostgreSQL has for a type (`pg_type.oid`).
    init(_ number: Oid) {
        switch number {
        case 20, 21, 23: self = .integer
        case 700, 701: self = .real
        case 1700: self = .numeric
        case 16: self = .truth
        default: self = .text
        }
    }

    /// A value that came as text.
    func value(_ text: String) -> SQLValue {
        switch self {
        case .integer: Int(text).map { .integer($0) } ?? .text(text)
        case .real: Double(text).map { .real($0) } ?? .text(text)
        case .numeric: Int(text).map { .integer($0) } ?? Double(text).map { .real($0) } ?? .text(text)
        case .truth: .integer(text == "t" ? 1 : 0)
        case .text: .text(text)
        }
    }

    /// The number of a value's type; 0 lets the server find out.
    static func number(of value: SQLValue) -> Oid {
        switch value {
        case .null: 0
        case .integer: 20
        case .real: 701
        case .text: 25
        }
    }

    /// A value as text; nil for none.
    ///
    /// PostgreSQL keeps no NUL within a text.
    static func text(of value: SQLValue) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
        }
    }
}
