// SPDX-License-Identifier: MIT

import Foundation
import Model

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is open to be read, in pieces, and closed with this object.
///
/// A file is reached step by step from its folder, and no step may be a link. So no name, and no change of the folder in
/// between, leads out of it. What is read is the file that was opened, also when another has taken its name since.
final class OpenedFile: Sendable {
    private let handle: OpenHandle
    /// How large it was when it was opened, bytes.
    let size: Int
    /// When it was last written, UTC, whole seconds.
    let changed: Date

    /// The most bytes that are read at once.
    static let pieceSize = 64 * 1024
    /// The page of a folder.
    static let index = "index.html"

    /// What lies at the end of some steps.
    enum Found: Sendable {
        case file(OpenedFile)
        /// A folder with a page of its own.
        case folder
        case nothing
    }

    /// Looks for a file below a folder.
    ///
    /// - Parameter steps: names of folders and last the file's; none may be empty or hold a slash.
    static func find(_ steps: [String], in folder: String) -> Found {
        guard var place = OpenHandle(folder) else { return .nothing }
        for step in steps {
            guard let next = OpenHandle(step, in: place) else { return .nothing }
            place = next
        }
        guard let facts = place.facts else { return .nothing }
        switch facts.st_mode & S_IFMT {
        case S_IFDIR: return hasIndex(place) ? .folder : .nothing
        case S_IFREG: return .file(OpenedFile(place, facts))
        default: return .nothing
        }
    }

    private init(_ handle: consuming OpenHandle, _ facts: stat) {
        self.handle = handle
        size = Int(facts.st_size)
        changed = Date(timeIntervalSince1970: Double(facts.st_mtim.tv_sec))
    }

    private static func hasIndex(_ folder: borrowing OpenHandle) -> Bool {
        guard let index = OpenHandle(index, in: folder), let facts = index.facts else { return false }
        return facts.st_mode & S_IFMT == S_IFREG
    }

    /// The bytes from a place on, as many as are read at once, but none beyond ``size``.
    ///
    /// **Shape**: empty at the end, and where the file cannot be read or has become shorter.
    func piece(from place: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(0, min(OpenedFile.pieceSize, size - place))) {
            room, filled in
            while filled < room.count {
                let got = pread(
                    handle.number, room.baseAddress?.advanced(by: filled), room.count - filled,
                    off_t(place + filled))
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { break }
                filled += got
            }
        }
    }

    /// The digest of its bytes; nil where not all of them can be read.
    func digest() -> String? {
        var digest = RunningDigest()
        var place = 0
        while place < size {
            let piece = piece(from: place)
            if piece.isEmpty { return nil }
            digest.add(piece)
            place += piece.count
        }
        return digest.hex
    }
}

/// A file or folder that is open, and closed with this value.
private struct OpenHandle: ~Copyable {
    let number: Int32

    init?(_ folder: String) {
        number = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { return nil }
    }

    init?(_ name: String, in folder: borrowing OpenHandle) {
        // A pipe somebody left in the folder would hold up whoever opens it.
        number = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else { return nil }
    }

    deinit { close(number) }

    var facts: stat? {
        var facts = stat()
        return fstat(number, &facts) == 0 ? facts : nil
    }
}
