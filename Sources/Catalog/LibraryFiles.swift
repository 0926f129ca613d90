// SPDX-License-Identifier: MIT

import Foundation

/// Lists and reads the files of one library within limits, and notes what it had to leave out.
struct LibraryFiles {
    /// Bytes of one file at the most.
    static let byteLimit = 1 << 20
    /// Files of one library at the most.
    static let fileLimit = 5_000

    let library: Library
    private(set) var mistakes: [Mistake] = []
    private var filesLeft: Int

    init(_ library: Library, fileLimit: Int = LibraryFiles.fileLimit) {
        self.library = library
        self.filesLeft = fileLimit
    }

    /// The files of a folder with an ending, by name; nothing hidden, nothing from deeper down.
    mutating func list(_ folder: URL, ending: String) -> [URL] {
        let found = entries(of: folder).filter { $0.lastPathComponent.lowercased().hasSuffix(ending) }
        let allowed = found.filter { !isFolder($0) && isInside($0) }
        if allowed.count > filesLeft {
            note(folder, "more than \(LibraryFiles.fileLimit) files in the library; the rest was not read")
        }
        let taken = allowed.prefix(filesLeft)
        filesLeft -= taken.count
        return Array(taken)
    }

    /// The folders directly inside a folder, by name; nothing hidden.
    mutating func folders(in folder: URL) -> [URL] {
        entries(of: folder).filter { isFolder($0) && isInside($0) }
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
        let real = file.resolvingSymlinksInPath()
        let values = try? real.resourceValues(forKeys: [.isRegularFileKey])
        guard values?.isRegularFile == true else { throw Mistake(file: name, message: "no such file") }
        do {
            let handle = try FileHandle(forReadingFrom: real)
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

    func entries(of folder: URL) -> [URL] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
            .map { folder.appending(path: $0, directoryHint: .notDirectory) }
    }

    func isFolder(_ file: URL) -> Bool {
        var isFolder: ObjCBool = false
        let path = file.path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Whether a file, once its links are followed, is still in the library; notes a mistake where it is not.
    mutating func isInside(_ file: URL) -> Bool {
        let root = library.folder.resolvingSymlinksInPath().path(percentEncoded: false)
        let real = file.resolvingSymlinksInPath().path(percentEncoded: false)
        if real.hasPrefix(root.hasSuffix("/") ? root : root + "/") { return true }
        note(file, "a link that leads out of the library; not followed")
        return false
    }
}
