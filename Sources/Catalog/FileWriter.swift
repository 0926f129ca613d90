// SPDX-License-Identifier: MIT

public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes files so that nobody ever reads half of one.
public enum FileWriter {
    /// Writes a text in UTF-8; see ``writeAtomically(_:to:)-([UInt8],_)``.
    public static func writeAtomically(_ text: String, to file: URL) throws(CatalogError) {
        try writeAtomically(Array(text.utf8), to: file)
    }

    /// Writes bytes beside the file, makes sure that they are on the disk, and puts them in the file's place.
    ///
    /// **Shape**: folders above the file are made; a file that was there keeps its permissions; of a link the file
    /// that it leads to is replaced.
    /// **Errors**: ``CatalogError/diskFull(file:)`` and ``CatalogError/unwritable(file:reason:)``; what was there
    /// before is then untouched and nothing is left beside it.
    public static func writeAtomically(_ bytes: [UInt8], to file: URL) throws(CatalogError) {
        let target = file.resolvingSymlinksInPath()
        let path = target.path(percentEncoded: false)
        let folder = target.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
            throw isFull
                ? .diskFull(file: path) : .unwritable(file: path, reason: "its folder cannot be made")
        }
        let token = String(UInt64.random(in: .min ... .max), radix: 36)
        let aside = folder.appending(path: ".cairn-\(token)")
            .path(percentEncoded: false)
        do throws(WriteFailure) {
            try write(bytes, to: aside, mode: mode(of: path))
            guard rename(aside, path) == 0 else { throw WriteFailure(code: errno) }
            synchronize(folder: folder.path(percentEncoded: false))
        } catch {
            unlink(aside)
            throw error.catalogError(file: path)
        }
    }
}

/// What the system said when a step of writing failed.
private struct WriteFailure: Error {
    let code: Int32

    func catalogError(file: String) -> CatalogError {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(file: file)
        default: .unwritable(file: file, reason: String(cString: strerror(code)).lowercased())
        }
    }
}

private extension FileWriter {
    static func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o644
    }

    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(WriteFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw WriteFailure(code: errno) }
        var failure: Int32 = 0
        var done = 0
        while done < bytes.count, failure == 0 {
            let count = bytes[done...].withUnsafeBytes { writeOnce(descriptor, $0) }
            if count >= 0 { done += count } else if errno != EINTR { failure = errno }
        }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        guard failure == 0 else { throw WriteFailure(code: failure) }
    }

    static func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// The new name is on the disk only when the folder is; a file system that cannot do that is no failure.
    static func synchronize(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }
}
