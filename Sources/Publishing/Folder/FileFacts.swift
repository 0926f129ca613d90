// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file system says of a file without reading it; whoever writes to the file changes some of it.
///
/// The time of the last change to the entry itself (ctime) can be set back by nobody, so an edit shows even where somebody
/// kept the size and set the date back.
struct FileFacts: Hashable {
    let size: Int64
    /// When its bytes were last changed, as seconds and nanoseconds.
    let modified: Moment
    /// When anything about it was last changed.
    let changed: Moment
    let inode: UInt64

    /// A time of the file system.
    struct Moment: Hashable {
        let seconds: Int64
        let nanoseconds: Int64
    }

    init(size: Int64, modified: Moment, changed: Moment, inode: UInt64) {
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
    }

    /// What stands for the facts of a link or a device: no plain file has them.
    static let notPlain = FileFacts(
        size: -1, modified: Moment(seconds: 0, nanoseconds: 0), changed: Moment(seconds: 0, nanoseconds: 0),
        inode: 0)

    /// Nil for what is no plain file.
    init?(_ facts: stat) {
        guard facts.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int64(facts.st_size)
        inode = UInt64(facts.st_ino)
        #if canImport(Glibc)
            modified = Moment(facts.st_mtim)
            changed = Moment(facts.st_ctim)
        #else
            modified = Moment(facts.st_mtimespec)
            changed = Moment(facts.st_ctimespec)
        #endif
    }

    /// The facts of the file at a path; nil where there is none, or no plain one.
    init?(at path: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return nil }
        self.init(facts)
    }
}

extension FileFacts.Moment {
    init(_ time: timespec) {
        self.init(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }
}

/// Goes through all that lies in a folder, at whatever depth.
struct FolderWalk {
    /// A thing in the folder that is no folder itself.
    struct Entry {
        /// From the folder, without a slash in front.
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
    /// - Parameter withFacts: whether to ask for the facts of each file, which costs more than all the rest.
    init(_ folder: String, withFacts: Bool = false) throws(PublishingError) {
        guard Disk.exists(folder) else { return }
        try look(into: folder, prefix: "", withFacts)
        var next = 0
        while next < folders.count {
            try look(into: "\(folder)/\(folders[next])", prefix: folders[next] + "/", withFacts)
            next += 1
        }
    }

    private mutating func look(
        into folder: String, prefix: String, _ withFacts: Bool
    ) throws(PublishingError) {
        guard let handle = opendir(folder) else { throw Disk.failure(at: folder) }
        defer { closedir(handle) }
        while true {
            errno = 0
            guard let entry = readdir(handle) else {
                if errno != 0 { throw Disk.failure(at: folder) }
                return
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let path = prefix + name
            var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
            if entry.pointee.d_type == UInt8(DT_UNKNOWN) { isFolder = Disk.isFolder("\(folder)/\(name)") }
            if isFolder {
                folders.append(path)
            } else {
                var facts = stat()
                let isAsked = withFacts && fstatat(dirfd(handle), name, &facts, AT_SYMLINK_NOFOLLOW) == 0
                entries.append(
                    Entry(
                        path: path, inode: UInt64(entry.pointee.d_ino),
                        facts: isAsked ? FileFacts(facts) : nil))
            }
        }
    }
}
