// SPDX-License-Identifier: MIT

import Foundation

/// The lines of a file, one after the other, without holding the whole of it.
struct JSONLines {
    /// One line, counted from 1.
    struct Line {
        let number: Int
        let bytes: Data
    }

    /// Bytes of one line at the most; a longer one is passed over, and said.
    static let lineLimit = 64 << 20

    private let name: String
    private let handle: FileHandle
    private var rest = Data()
    private var number = 0
    private var isAtEnd = false

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws {
        name = path
        if path == "-" {
            handle = .standardInput
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Complaint("there is no file \(path)")
        }
        if isFolder.boolValue { throw Complaint("\(path) is a folder") }
        guard let opened = try? FileHandle(forReadingFrom: URL(filePath: path)) else {
            throw Complaint("\(path) cannot be read")
        }
        handle = opened
    }

    /// The next line that is not blank; nil at the end.
    mutating func next() throws -> Line? {
        while true {
            while let end = lineEnd {
                let bytes = rest[rest.startIndex..<end]
                rest = rest[(end + 1)...]
                number += 1
                if !bytes.allSatisfy({ $0 == 13 || $0 == 32 || $0 == 9 }) {
                    return Line(number: number, bytes: bytes)
                }
            }
            if isAtEnd { return try last() }
            try readOn()
        }
    }
}

private extension JSONLines {
    /// Where the first line ends; nil where it is not all there.
    var lineEnd: Data.Index? {
        rest.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let end = memchr(start, 10, bytes.count) else { return nil }
            return rest.startIndex + (UnsafeRawPointer(end) - start)
        }
    }

    mutating func readOn() throws {
        let more: Data
        do {
            more = try handle.read(upToCount: 1 << 20) ?? Data()
        } catch {
            throw Complaint("\(name) cannot be read")
        }
        isAtEnd = more.isEmpty
        // Copied, so that what was read long ago is let go.
        rest = Data(rest) + more
        guard rest.count <= JSONLines.lineLimit else {
            throw Complaint("\(name):\(number + 1): a line of more than \(JSONLines.lineLimit >> 20) MB")
        }
    }

    mutating func last() throws -> Line? {
        defer { rest = Data() }
        guard !rest.allSatisfy({ $0 == 13 || $0 == 32 || $0 == 9 }) else { return nil }
        return Line(number: number + 1, bytes: rest)
    }
}
