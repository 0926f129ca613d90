// SPDX-License-Identifier: MIT

import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lists and reads the files of one library within limits, and notes what it had to leave out.
struct LibraryFiles {
    /// Bytes of one file at the most.
    static let byteLimit = 1 << 20
    /// Files of one library at the most.
    static let fileLimit = 5_000

    let library: Library
    private(set) var mistakes: [Mistake] = []
    private var filesLeft: Int
    /// The library's folder with a slash, once its links are followed.
    private let root: String

    init(_ library: Library, fileLimit: Int = LibraryFiles.fileLimit) {
        self.library = library
        let folder = library.folder.path(percentEncoded: false)
        let real = LibraryFiles.real(folder) ?? folder
        root = real.hasSuffix("/") ? real : real + "/"
        self.filesLeft = fileLimit
    }

    /// The files of a folder with an ending, by name; nothing hidden, nothing from deeper down.
    mutating func list(_ folder: URL, ending: String) -> [URL] {
        let found = entries(of: folder) { $0.lowercased().hasSuffix(ending) }
        let allowed = found.filter { !$0.isFolder && isInside($0) }
        if allowed.count > filesLeft {
            note(folder, "more than \(LibraryFiles.fileLimit) files in the library; the rest was not read")
        }
        let taken = allowed.prefix(filesLeft)
        filesLeft -= taken.count
        return taken.map(\.url)
    }

    /// The folders directly inside a folder, by name; nothing hidden.
    mutating func folders(in folder: URL) -> [URL] {
        entries(of: folder) { _ in true }.filter { $0.isFolder && isInside($0) }.map(\.url)
    }

    /// The bytes of a file; nil, and a mistake noted, where it cannot be read.
    mutating func bytes(of file: URL) -> [UInt8]? {
        do {
            return try LibraryFiles.read(file, named: library.name(of: file))
        } catch {
            mistakes.append(error)
            return nil
        }
    }

    /// The text of a file in UTF-8; nil, and a mistake noted, where it cannot be read.
    mutating func text(of file: URL) -> String? {
        guard let bytes = bytes(of: file) else { return nil }
        do {
            return try LibraryFiles.text(bytes, named: library.name(of: file))
        } catch {
            mistakes.append(error)
            return nil
        }
    }

    /// The bytes of a plain file within the limit.
    static func read(
        _ file: URL, named name: String, limit: Int = byteLimit
    ) throws(Mistake) -> [UInt8] {
        // Something that waits for a writer is no plain file, and is not waited for.
        let handle = open(file.path(percentEncoded: false), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard handle >= 0 || ![ENOENT, ENOTDIR, ELOOP].contains(errno) else {
            throw Mistake(file: name, message: "no such file")
        }
        defer { if handle >= 0 { close(handle) } }
        var facts = stat()
        guard handle >= 0, fstat(handle, &facts) == 0 else { throw unreadable(name) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw Mistake(file: name, message: "no such file") }
        let bytes = try contents(of: handle, limit: limit + 1, size: Int(facts.st_size), named: name)
        guard bytes.count <= limit else {
            throw Mistake(file: name, message: "more than \(limit) bytes; not read")
        }
        return bytes
    }

    /// Bytes as text in UTF-8, a byte order mark dropped.
    static func text(_ bytes: [UInt8], named name: String) throws(Mistake) -> String {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let text = String(validating: bytes[start...], as: UTF8.self) else {
            let good = bytes[start...].split(separator: 10, omittingEmptySubsequences: false)
                .prefix { String(validating: $0, as: UTF8.self) != nil }
            throw Mistake(file: name, line: good.count + 1, message: "not UTF-8 text")
        }
        return text
    }
}

private extension LibraryFiles {
    mutating func note(_ file: URL, _ message: String) {
        mistakes.append(Mistake(file: library.name(of: file), message: message))
    }

    /// At most so many bytes of an open file, however large it says that it is.
    static func contents(
        of handle: Int32, limit: Int, size: Int, named name: String
    ) throws(Mistake) -> [UInt8] {
        var bytes: [UInt8] = []
        var last = 1
        while last > 0, bytes.count < limit {
            // One more than there should be tells that this is all.
            let room = min(limit - bytes.count, max(size + 1 - bytes.count, 4096))
            bytes += [UInt8](unsafeUninitializedCapacity: room) { space, count in
                last = some(of: handle, UnsafeMutableRawBufferPointer(space))
                count = max(0, last)
            }
        }
        guard last >= 0 else { throw unreadable(name) }
        return bytes
    }

    static func some(of handle: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(handle, room.baseAddress, room.count)
            #else
                let count = Darwin.read(handle, room.baseAddress, room.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }

    static func unreadable(_ name: String) -> Mistake {
        Mistake(file: name, message: "cannot be read: \(String(cString: strerror(errno)).lowercased())")
    }

    /// A path with its links followed; nil where it leads nowhere.
    static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Something in a folder.
    struct Entry {
        let url: URL
        let path: String
        /// Whether it is a folder, or leads to one.
        let isFolder: Bool
        /// Whether it is in the library wherever its folder is.
        let isPlain: Bool
        /// Whether its folder is in the library, once links are followed.
        let isFolderInside: Bool
    }

    func entries(of folder: URL, where isMeant: (String) -> Bool) -> [Entry] {
        let path = folder.path(percentEncoded: false)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        // What leads nowhere is told of when it is read.
        let isInside = LibraryFiles.real(path).map { "\($0)/".hasPrefix(root) } ?? true
        return names.filter { !$0.hasPrefix(".") && isMeant($0) }.sorted().map { name in
            let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            var facts = stat()
            let isLink = lstat(file, &facts) != 0 || facts.st_mode & S_IFMT == S_IFLNK
            let isFolder = (!isLink || stat(file, &facts) == 0) && facts.st_mode & S_IFMT == S_IFDIR
            return Entry(
                url: folder.appending(path: name, directoryHint: .notDirectory), path: file,
                isFolder: isFolder, isPlain: !isLink, isFolderInside: isInside)
        }
    }

    /// Whether something, once its links are followed, is still in the library; notes a mistake where it is not.
    mutating func isInside(_ entry: Entry) -> Bool {
        if entry.isPlain, entry.isFolderInside { return true }
        guard let real = LibraryFiles.real(entry.path), !real.hasPrefix(root) else { return true }
        note(entry.url, "a link that leads out of the library; not followed")
        return false
    }
}
