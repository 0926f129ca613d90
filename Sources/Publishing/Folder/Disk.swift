// SPDX-License-Identifier: MIT

import CRename
import FoundationEssentials
import Model

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few things that publishing asks of the file system; every refusal is a ``PublishingError`` that names the path.
enum Disk {
    /// Makes a new file, and tells what time it is for the file system.
    static func create(_ path: String) throws(PublishingError) -> (handle: Int32, time: FileFacts.Moment) {
        let handle = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard handle >= 0 else { throw failure(at: path) }
        var facts = stat()
        guard fstat(handle, &facts) == 0, let facts = FileFacts(facts) else {
            close(handle)
            throw failure(at: path)
        }
        return (handle, facts.changed)
    }

    /// Writes to an open file and closes it.
    static func write(_ bytes: [UInt8], to handle: Int32, named path: String) throws(PublishingError) {
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
        guard close(handle) == 0 else { throw failure(at: path) }
    }

    /// Forces new files and folders to the disk: one by one where they are few, else with all that waits to be written.
    ///
    /// - Parameters:
    ///   - count: how many files there are.
    ///   - file: the path of each, from the folder.
    static func force(
        _ count: Int, in folder: String, file: (Int) -> String, folders: [String]
    ) throws(PublishingError) {
        if count > 64 {
            let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard handle >= 0 else { throw failure(at: folder) }
            defer { close(handle) }
            if cairn_sync_all(handle) == 0 { return }
            guard [ENOSYS, ENOTSUP, EINVAL].contains(errno) else { throw failure(at: folder) }
        }
        for place in 0..<count {
            let path = "\(folder)/\(file(place))"
            let handle = open(path, O_RDONLY | O_CLOEXEC)
            guard handle >= 0 else { throw failure(at: path) }
            let isSafe = fsync(handle) == 0
            let error = isSafe ? nil : failure(at: path)
            close(handle)
            if let error { throw error }
        }
        for folder in folders { try sync(folder) }
    }

    /// The checksum of a plain file; nil where there is none.
    static func checksum(at path: String) -> Checksum? {
        guard FileFacts(at: path) != nil, let bytes = try? read(path) else { return nil }
        return Checksum(of: bytes)
    }

    /// Whether a file holds just these bytes.
    static func holds(_ bytes: [UInt8], at path: String) -> Bool {
        let handle = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        var facts = stat()
        guard fstat(handle, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, Int(facts.st_size) == bytes.count
        else { return false }
        var found = [UInt8](repeating: 0, count: bytes.count)
        var done = 0
        while done < found.count {
            let count = found.withUnsafeMutableBytes {
                systemRead(handle, UnsafeMutableRawBufferPointer(rebasing: $0[done...]))
            }
            guard count > 0 else { return false }
            done += count
        }
        return found == bytes
    }

    /// The bytes of a file.
    static func read(_ path: String) throws(PublishingError) -> [UInt8] {
        let handle = open(path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw .file(path: path, why: "cannot be read") }
        defer { close(handle) }
        var facts = stat()
        guard fstat(handle, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .file(path: path, why: "cannot be read")
        }
        // The bytes come to where they stay. A file that grows meanwhile is read as far as it went, as others would see it.
        let size = Int(facts.st_size)
        var isRead = true
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
            while count < size {
                let more = systemRead(
                    handle,
                    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count...]))
                if more < 0, errno == EINTR { continue }
                isRead = more >= 0
                guard more > 0 else { return }
                count += more
            }
        }
        guard isRead else { throw .file(path: path, why: "cannot be read") }
        return bytes
    }

    /// The paths of all files below a folder that are no folders, sorted; empty where there is no folder.
    static func files(in folder: String) throws(PublishingError) -> [String] {
        try FolderWalk(folder).entries.map(\.path).sorted()
    }

    /// Makes one folder, which must not be there.
    static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(PublishingError) {
        guard mkdir(path, mode) == 0 else { throw failure(at: path) }
    }

    /// Removes a folder, if there is nothing in it.
    static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

    /// Removes one name of a file.
    static func unlink(_ path: String) throws(PublishingError) {
        #if canImport(Glibc)
            let outcome = Glibc.unlink(path)
        #else
            let outcome = Darwin.unlink(path)
        #endif
        guard outcome == 0 else { throw failure(at: path) }
    }

    /// Whether there is a folder under the path, not a link to one.
    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
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
    static func systemRead(_ handle: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(handle, bytes.baseAddress, bytes.count)
        #else
            Darwin.read(handle, bytes.baseAddress, bytes.count)
        #endif
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
