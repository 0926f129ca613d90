// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Goes through all that lies in a folder, at whatever depth.
struct FolderWalk {
    /// A thing in the folder that is no folder itself.
    struct Entry {
        /// Its number; nil where it has none.
        let number: Int?
        /// From the folder, without a slash in front; empty for what has a number.
        let path: String
        let inode: UInt64
        /// Nil where they were not asked for, and for what is no plain file.
        let facts: FileFacts?
    }

    /// All things that are no folders; empty where there is no folder.
    private(set) var entries: [Entry] = []
    /// The folders within it, each behind the one that it lies in.
    private(set) var folders: [String] = []

    private init() {}

    /// An empty folder.
    static let empty = FolderWalk()

    /// Looks through a folder.
    ///
    /// - Parameters:
    ///   - numbers: the files that are known by number.
    ///   - withFacts: whether to ask for the facts of each file, which costs more than all the rest.
    init(
        _ folder: String, numbers: PathNumbers = PathNumbers(), withFacts: Bool = false
    ) throws(PublishingError) {
        guard Disk.exists(folder) else { return }
        entries.reserveCapacity(numbers.count)
        try look(into: folder, prefix: "", numbers, withFacts)
        var next = 0
        while next < folders.count {
            try look(into: "\(folder)/\(folders[next])", prefix: folders[next] + "/", numbers, withFacts)
            next += 1
        }
    }
}

private extension FolderWalk {
    mutating func look(
        into folder: String, prefix: String, _ numbers: PathNumbers, _ withFacts: Bool
    ) throws(PublishingError) {
        guard let handle = opendir(folder) else { throw Disk.failure(at: folder) }
        defer { closedir(handle) }
        let prefix = Array(prefix.utf8)
        var numbering = PageLinks.Numbering()
        numbering.add(prefix)
        while true {
            errno = 0
            guard let entry = readdir(handle) else {
                if errno != 0 { throw Disk.failure(at: folder) }
                return
            }
            let (kind, inode) = (entry.pointee.d_type, UInt64(entry.pointee.d_ino))
            withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { start in
                    let length = strlen(start)
                    start.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
                        let name = UnsafeBufferPointer(start: bytes, count: length)
                        if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return }
                        func path() -> String {
                            String(decoding: prefix, as: UTF8.self) + String(decoding: name, as: UTF8.self)
                        }
                        if isFolder(kind, "\(folder)/", name) { return folders.append(path()) }
                        let number = numbers.number(of: name, behind: prefix, numbering)
                        var facts = stat()
                        let isAsked =
                            withFacts && fstatat(dirfd(handle), start, &facts, AT_SYMLINK_NOFOLLOW) == 0
                        entries.append(
                            Entry(
                                number: number, path: number == nil ? path() : "", inode: inode,
                                facts: isAsked ? FileFacts(facts) : nil))
                    }
                }
            }
        }
    }

    func isFolder(_ kind: UInt8, _ folder: @autoclosure () -> String, _ name: UnsafeBufferPointer<UInt8>)
        -> Bool
    {
        guard kind == UInt8(DT_UNKNOWN) else { return kind == UInt8(DT_DIR) }
        return Disk.isFolder(folder() + String(decoding: name, as: UTF8.self))
    }
}
