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
        var facts = stat()
        guard stat(file.path(percentEncoded: false), &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw Mistake(file: name, message: "no such file")
        }
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            let data = try handle.read(upToCount: limit + 1) ?? Data()
            guard data.count <= limit else {
                throw Mistake(file: name, message: "more than \(limit) bytes; not read")
            }
            return Array(data)
        } catch let mistake as Mistake {
            throw mistake
        } catch {
            throw Mistake(file: name, message: "cannot be read: \(error.localizedDescription)")
        }
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
