// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Folders below one folder, held open so that the system finds their files by name and need not follow the whole path each
/// time.
///
/// A folder stays the same where it is renamed; whoever renames it makes this anew.
final class OpenFolders {
    private let root: String
    private var handles: [Substring: Int32] = [:]
    /// The folder that was asked for last, which most often is asked for next.
    private var last: (folder: Substring, handle: Int32)?

    /// More are not held at once.
    private static let limit = 64

    init(_ root: String) { self.root = root }

    deinit { closeAll() }

    /// Writes a new file; ``Disk/force(_:in:file:folders:)`` makes it last.
    func write(_ bytes: [UInt8], to path: String) throws(PublishingError) {
        let handle = try at(path) { openat($0, $1, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) }
        guard handle >= 0 else { throw failure(at: path) }
        try Disk.write(bytes, to: handle, named: "\(root)/\(path)")
    }

    /// Gives a file in other folders a second name here, under the same path; false where the file system cannot.
    func link(_ path: String, from others: OpenFolders) throws(PublishingError) -> Bool {
        let from = try others.handle(of: OpenFolders.folder(of: path))
        return try at(path) { linkat(from, $1, $0, $1, 0) } == 0
    }

    /// What the file system says of a file; nil for what is no plain file.
    func facts(of path: String) -> FileFacts? {
        var facts = stat()
        guard let done = try? at(path, { fstatat($0, $1, &facts, AT_SYMLINK_NOFOLLOW) }), done == 0 else {
            return nil
        }
        return FileFacts(facts)
    }

    /// What the file system says of the first of some files, by number; nil for what is no plain file.
    ///
    /// Their names are taken where they lie, as there are very many.
    func facts(of numbers: PathNumbers, _ count: Int) -> [FileFacts?] {
        var all = [FileFacts?](repeating: nil, count: count)
        var (folder, handle): ([UInt8], Int32) = ([], (try? self.handle(of: "")) ?? -1)
        numbers.eachPath(count) { number, path in
            guard let start = path.baseAddress else { return }
            let length = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
            if length != folder.count || !folder.elementsEqual(path[..<length]) {
                folder = Array(path[..<length])
                handle = (try? self.handle(of: String(decoding: folder, as: UTF8.self)[...])) ?? -1
            }
            var facts = stat()
            let isThere = (start + (length == 0 ? 0 : length + 1)).withMemoryRebound(
                to: CChar.self, capacity: 1
            ) {
                fstatat(handle, $0, &facts, AT_SYMLINK_NOFOLLOW) == 0
            }
            if isThere { all[number] = FileFacts(facts) }
        }
        return all
    }

    /// The part of a path before its last slash; empty where there is none.
    static func folder(of path: String) -> Substring {
        var path = path
        let end = path.withUTF8 { bytes in bytes.lastIndex(of: UInt8(ascii: "/")) }
        return end.map { path[..<path.utf8.index(path.startIndex, offsetBy: $0)] } ?? ""
    }
}

private extension OpenFolders {
    /// Calls the system with the folder in which a file lies, and the file's name in it.
    func at(
        _ path: String, _ call: (Int32, UnsafePointer<CChar>) -> Int32
    ) throws(PublishingError) -> Int32 {
        let folder = OpenFolders.folder(of: path)
        let handle = try handle(of: folder)
        let start = folder.isEmpty ? 0 : folder.utf8.count + 1
        return path.withCString { call(handle, $0 + start) }
    }

    func handle(of folder: Substring) throws(PublishingError) -> Int32 {
        if let last, last.folder == folder { return last.handle }
        if let handle = handles[folder] {
            last = (folder, handle)
            return handle
        }
        if handles.count >= OpenFolders.limit { closeAll() }
        let path = folder.isEmpty ? root : "\(root)/\(folder)"
        let handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw Disk.failure(at: path) }
        handles[folder] = handle
        last = (folder, handle)
        return handle
    }

    func closeAll() {
        for handle in handles.values { close(handle) }
        handles = [:]
        last = nil
    }

    func failure(at path: String) -> PublishingError { Disk.failure(at: "\(root)/\(path)") }
}
