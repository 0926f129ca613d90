// SPDX-License-Identifier: MIT

import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file or folder that is open to be read, and closed with this value.
///
/// A file is reached step by step from its folder, and no step may be a link. So no name, and no change of the folder in
/// between, leads out of it.
struct OpenedFile: ~Copyable {
    private let handle: Int32

    /// What lies at the end of some steps.
    enum Found: Sendable {
        case file([UInt8], changed: Date)
        /// A folder with a page of its own.
        case folder
        case nothing
    }

    /// The page of a folder.
    static let index = "index.html"

    /// Looks for a file below a folder.
    ///
    /// - Parameter steps: names of folders and last the file's; none may be empty or hold a slash.
    static func find(_ steps: [String], in folder: String) -> Found {
        guard var place = OpenedFile(folder) else { return .nothing }
        for step in steps {
            guard let next = OpenedFile(step, in: place) else { return .nothing }
            place = next
        }
        return place.content
    }

    private init?(_ folder: String) {
        handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return nil }
    }

    private init?(_ name: String, in folder: borrowing OpenedFile) {
        // A pipe somebody left in the folder would hold up whoever opens it.
        handle = openat(folder.handle, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard handle >= 0 else { return nil }
    }

    deinit { close(handle) }

    private var content: Found {
        var facts = stat()
        guard fstat(handle, &facts) == 0 else { return .nothing }
        switch facts.st_mode & S_IFMT {
        case S_IFDIR: return hasIndex ? .folder : .nothing
        case S_IFREG:
            guard let bytes = bytes(count: Int(facts.st_size)) else { return .nothing }
            let seconds = Double(facts.st_mtim.tv_sec)
            return .file(bytes, changed: Date(timeIntervalSince1970: seconds))
        default: return .nothing
        }
    }

    private var hasIndex: Bool {
        guard let index = OpenedFile(OpenedFile.index, in: self), case .file = index.content else {
            return false
        }
        return true
    }

    private func bytes(count: Int) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = read(handle, buffer.baseAddress?.advanced(by: filled), count - filled)
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { break }
                filled += got
            }
            isWhole = filled == count
        }
        return isWhole ? bytes : nil
    }
}
