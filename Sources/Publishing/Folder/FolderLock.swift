// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps a second run away while one writes; the system lets go of it when the process ends, however it ends.
struct FolderLock {
    private let handle: Int32

    /// Takes the lock on a folder that exists.
    ///
    /// **Errors**: ``PublishingError/busy(folder:)`` when another run holds it.
    init(_ folder: String) throws(PublishingError) {
        handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw Disk.failure(at: folder) }
        guard flock(handle, LOCK_EX | LOCK_NB) == 0 else {
            let isBusy = errno == EWOULDBLOCK
            let error = isBusy ? PublishingError.busy(folder: folder) : Disk.failure(at: folder)
            close(handle)
            throw error
        }
    }

    /// Lets the next run in.
    func release() {
        // A program that is just being started may still hold a copy of the handle, so closing would not be enough.
        flock(handle, LOCK_UN)
        close(handle)
    }
}
