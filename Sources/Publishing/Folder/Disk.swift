// SPDX-License-Identifier: MIT

import CRename
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few things that publishing asks of the file system; every refusal is a ``PublishingError`` that names the path.
enum Disk {
    /// Writes files below a folder and forces them, and the folders, to the disk.
    static func write(_ files: [PublishedFile], to folder: String) throws(PublishingError) {
        var folders: Set<String> = [folder]
        for file in files {
            let path = folder + "/" + file.path
            let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            if folders.insert(parent).inserted { try makeFolders(parent) }
            try write(file.bytes, to: path)
        }
        for folder in folders.sorted() { try sync(folder) }
    }

    /// The bytes of a file.
    static func read(_ path: String) throws(PublishingError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .file(path: path, why: "cannot be read")
        }
    }

    /// The paths of all files below a folder that are no folders; empty where there is no folder.
    static func files(in folder: String) throws(PublishingError) -> [String] {
        guard exists(folder) else { return [] }
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
                !isFolder(folder + "/" + $0)
            }.sorted()
        } catch {
            throw .notOurs(path: folder)
        }
    }

    /// Makes one folder, which must not be there.
    static func makeFolder(_ path: String) throws(PublishingError) {
        guard mkdir(path, 0o755) == 0 else { throw failure(at: path) }
    }

    /// Makes a folder with all above it.
    static func makeFolders(_ path: String) throws(PublishingError) {
        guard !isFolder(path), path.contains("/"), path != "/" else { return }
        try makeFolders(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(at: path) }
    }

    /// Removes a file or a folder with all in it.
    static func remove(_ path: String) throws(PublishingError) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .file(path: path, why: "cannot be removed")
        }
    }

    /// Gives a folder another name.
    static func rename(_ path: String, to other: String) throws(PublishingError) {
        #if canImport(Glibc)
            let outcome = Glibc.rename(path, other)
        #else
            let outcome = Darwin.rename(path, other)
        #endif
        guard outcome == 0 else { throw failure(at: other) }
    }

    /// Lets two folders change places in one step; false where the system or the file system cannot.
    static func exchange(_ path: String, _ other: String) throws(PublishingError) -> Bool {
        if cairn_exchange(path, other) == 0 { return true }
        guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { throw failure(at: other) }
        return false
    }

    /// Forces a folder's list of names to the disk.
    static func sync(_ folder: String) throws(PublishingError) {
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure(at: folder) }
        defer { close(handle) }
        // Some file systems of networks cannot do this for folders; they say so, and nothing is lost by going on.
        guard fsync(handle) == 0 || errno == EINVAL else { throw failure(at: folder) }
    }

    /// Whether there is anything under the path, a broken link included.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    /// The whole path, with links followed as far as it exists.
    static func resolved(_ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        if let real = realpath(whole, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        return URL(filePath: whole).standardizedFileURL.path(percentEncoded: false).droppingEndSlash
    }

    /// What the system's error number means for publishing.
    static func failure(at path: String, code: Int32 = errno) -> PublishingError {
        if code == ENOSPC || code == EDQUOT { return .diskFull(path: path) }
        return .file(path: path, why: String(cString: strerror(code)).lowercased())
    }
}

private extension Disk {
    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    static func write(_ bytes: [UInt8], to path: String) throws(PublishingError) {
        let handle = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard handle >= 0 else { throw failure(at: path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(handle, $0) }
            guard count >= 0 || errno == EINTR else {
                let error = failure(at: path)
                close(handle)
                throw error
            }
            rest = rest.dropFirst(max(0, count))
        }
        let isSafe = fsync(handle) == 0
        let error = isSafe ? nil : failure(at: path)
        guard close(handle) == 0, error == nil else { throw error ?? failure(at: path) }
    }

    static func systemWrite(_ handle: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(handle, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(handle, bytes.baseAddress, bytes.count)
        #endif
    }
}

private extension String {
    var droppingEndSlash: String {
        count > 1 && hasSuffix("/") ? String(dropLast()) : self
    }
}
