// SPDX-License-Identifier: MIT

import Foundation

/// One line of an archive, JSON: the head, a table's head, a row, a table's end, the end.
enum ArchiveLine {
    /// What an archive begins with.
    struct Head: Codable, Hashable {
        var format = Head.name
        var version = 1
        /// The newest step of the schema.
        let schema: Int

        static let name = "cairn-export"
    }

    /// What a table begins with.
    struct Table: Codable, Hashable {
        let table: String
        let columns: [String]
    }

    /// What a table ends with.
    struct End: Codable, Hashable {
        let end: String
        let rows: Int
        let checksum: String
    }

    /// A line of it, keys sorted, with its line break.
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    /// A row: its values in the order of the columns.
    static func text(row: [SQLValue]) throws -> String { try text(row.map(Cell.init)) }

    /// The values of a row; nil for what is no row.
    static func row(_ line: some Collection<UInt8>) -> [SQLValue]? {
        try? decoder.decode([Cell].self, from: Data(line)).map(\.value)
    }

    static func read<Value: Decodable>(_ line: some Collection<UInt8>, as type: Value.Type) -> Value? {
        try? decoder.decode(type, from: Data(line))
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
    private static let decoder = JSONDecoder()

    /// One value of a row.
    private struct Cell: Codable {
        let value: SQLValue

        init(_ value: SQLValue) { self.value = value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .null
            } else if let number = try? container.decode(Int.self) {
                value = .integer(number)
            } else if let number = try? container.decode(Double.self) {
                value = .real(number)
            } else {
                value = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .null: try container.encodeNil()
            case .integer(let number): try container.encode(number)
            case .real(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }
}

/// Reads a file line by line, a piece of it at a time.
struct ArchiveReader {
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0

    /// The most bytes of a line: an article with all its words is far below that.
    private static let lineLimit = 64 << 20

    init(_ path: String) throws(StorageError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .cannotOpen(path: path, reason: "there is no such file, or it may not be read")
        }
        self.handle = handle
    }

    /// The next line without its break; nil at the end.
    ///
    /// A last line without a break is none: something was cut off.
    mutating func line() throws -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return buffer[start..<end]
            }
            searched = buffer.count - start
            buffer.removeFirst(start)
            start = 0
            guard buffer.count <= ArchiveReader.lineLimit, let more = try handle.read(upToCount: 1 << 20),
                !more.isEmpty
            else { return nil }
            buffer.append(contentsOf: more)
        }
    }
}
