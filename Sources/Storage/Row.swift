// SPDX-License-Identifier: MIT

import Foundation
import Model

/// One row of an answer, read by position.
struct Row: Sendable {
    private let values: [SQLValue]

    init(_ values: [SQLValue]) { self.values = values }

    /// All values, in the order of the columns.
    var all: [SQLValue] { values }

    /// The text in a column that holds one.
    func text(_ column: Int) throws(StorageError) -> String {
        guard case .text(let text) = values[column] else { throw .damaged("column \(column) holds no text") }
        return text
    }

    /// The text in a column that may hold none.
    func optionalText(_ column: Int) -> String? {
        if case .text(let text) = values[column] { text } else { nil }
    }

    /// The whole number in a column that may hold none.
    func optionalInteger(_ column: Int) -> Int? {
        if case .integer(let number) = values[column] { number } else { nil }
    }

    /// The whole number in a column that holds one.
    func integer(_ column: Int) throws(StorageError) -> Int {
        guard case .integer(let number) = values[column] else {
            throw .damaged("column \(column) holds no number")
        }
        return number
    }

    /// The number in a column that may hold none.
    func optionalReal(_ column: Int) -> Double? {
        switch values[column] {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    /// The number in a column that holds one.
    func real(_ column: Int) throws(StorageError) -> Double {
        switch values[column] {
        case .real(let number): return number
        case .integer(let number): return Double(number)
        default: throw .damaged("column \(column) holds no number")
        }
    }

    /// The moment in a column that may hold one.
    func optionalDate(_ column: Int) throws(StorageError) -> Date? {
        guard let text = optionalText(column) else { return nil }
        // Nearly all moments are as we write them, which needs no pattern.
        if let date = QuickJSON.date(text) { return date }
        guard let date = try? Date(text, strategy: .iso8601) else { throw .damaged("not a time: \(text)") }
        return date
    }

    /// The moment in a column that holds one.
    func date(_ column: Int) throws(StorageError) -> Date {
        guard let date = try optionalDate(column) else { throw .damaged("column \(column) holds no time") }
        return date
    }

    /// The address in a column that may hold one.
    func optionalAddress(_ column: Int) -> WebAddress? { optionalText(column).flatMap { WebAddress($0) } }

    /// What `JSONText` kept in a column.
    func json<Value: Decodable>(_ column: Int, as type: Value.Type = Value.self) throws(StorageError) -> Value
    {
        let text = try text(column)
        do {
            return try Row.decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw .damaged("column \(column) holds no \(type)")
        }
    }

    private static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }()
}
