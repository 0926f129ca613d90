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
    struct Moment: Hashable, Comparable {
        let seconds: Int64
        let nanoseconds: Int64

        static func < (one: Moment, other: Moment) -> Bool {
            (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
        }
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
    init?(_ facts: stat) { self.init(facts, S_IFREG) }

    /// Nil for what is of another kind.
    private init?(_ facts: stat, _ kind: mode_t) {
        guard facts.st_mode & S_IFMT == kind else { return nil }
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

    /// The facts of the folder at a path; nil where there is none.
    init?(folderAt path: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return nil }
        self.init(facts, S_IFDIR)
    }
}

extension FileFacts.Moment {
    init(_ time: timespec) {
        self.init(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }
}
