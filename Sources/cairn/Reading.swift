// SPDX-License-Identifier: MIT

import Foundation
import Glibc

/// Reads files that people name on the command line.
enum Reading {
    /// The most bytes of a file that are read.
    private static let limit = 32 << 20

    /// The bytes of a file or a pipe of at most 32 MB.
    static func bytes(of file: URL) throws -> [UInt8] {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            throw Complaint(
                isMissing
                    ? "there is no file \(file.relativePath)" : "\(file.relativePath) cannot be read")
        }
        defer { close(descriptor) }
        let folder = open(file.path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        if folder >= 0 {
            close(folder)
            throw Complaint("\(file.relativePath) is a folder")
        }
        // Where there is an end to go to, it is no pipe.
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let isWhole = size >= 0 && lseek(descriptor, 0, SEEK_SET) == 0
        guard size <= limit else { throw Complaint("\(file.relativePath) is larger than 32 MB") }
        guard let bytes = contents(of: descriptor, expecting: max(0, size), isWhole: isWhole) else {
            throw Complaint("\(file.relativePath) cannot be read")
        }
        guard bytes.count <= limit else { throw Complaint("\(file.relativePath) is larger than 32 MB") }
        return bytes
    }

    /// The bytes of standard input, at most 32 MB.
    static func bytesOfInput() throws -> [UInt8] {
        guard let bytes = contents(of: STDIN_FILENO, expecting: 0, isWhole: false) else {
            throw Complaint("standard input cannot be read")
        }
        guard bytes.count <= limit else { throw Complaint("standard input is larger than 32 MB") }
        return bytes
    }
}

private extension Reading {
    /// All there is, up to a byte more than the limit; a pipe comes in pieces and does not say beforehand how much.
    static func contents(of descriptor: Int32, expecting size: Int, isWhole: Bool) -> [UInt8]? {
        var bytes: [UInt8] = []
        var room = max(size, 65536) + 1
        while bytes.count <= limit {
            guard let piece = piece(of: descriptor, room: room) else { return nil }
            if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
            if piece.isEmpty || isWhole && piece.count < room { return bytes }
            room = 65536
        }
        return bytes
    }

    static func piece(of descriptor: Int32, room: Int) -> [UInt8]? {
        var result = 0
        let piece = [UInt8](unsafeUninitializedCapacity: room) { memory, count in
            repeat {
                result = read(descriptor, memory.baseAddress, memory.count)
            } while result < 0 && errno == EINTR
            count = max(0, result)
        }
        return result < 0 ? nil : piece
    }
}
