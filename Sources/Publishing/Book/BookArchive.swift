// SPDX-License-Identifier: MIT

import CZip

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Packs files into a ZIP archive of which every byte is decided by the files alone.
///
/// **Source**: EPUB 3.3, section 4.2 (OCF ZIP container): the first file is stored as it is, and no entry has an extra field.
struct BookArchive {
    /// The files in the archive's order; the first is stored, the others are compressed.
    let files: [PublishedFile]

    /// The archive.
    ///
    /// **Errors**: ``PublishingError/file(path:why:)`` when there is no memory for it.
    func bytes(named name: String) throws(PublishingError) -> [UInt8] {
        do {
            return try packed()
        } catch {
            throw .file(path: name, why: "cannot be packed: \(error.words)")
        }
    }
}

private extension BookArchive {
    struct Failure: Error { let words: String }

    /// The first moment that a ZIP archive can name, 1 January 1980: files have no dates of their own.
    static let noDate: UInt16 = 1 << 5 | 1

    func packed() throws(Failure) -> [UInt8] {
        var error = zip_error_t()
        guard let target = zip_source_buffer_create(nil, 0, 0, &error) else {
            throw Failure(words: "no memory")
        }
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
            throw Failure(words: "no archive")
        }
        // The archive owns the target from here on, so it is kept once more for reading.
        zip_source_keep(target)
        do {
            for (place, file) in files.enumerated() {
                try BookArchive.add(file, isStored: place == 0, to: archive)
            }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw Failure(words: "not closed")
        }
        return try BookArchive.read(target)
    }

    static func add(_ file: PublishedFile, isStored: Bool, to archive: OpaquePointer) throws(Failure) {
        // libzip reads the bytes when it closes the archive, and then frees them.
        guard let copy = malloc(max(1, file.bytes.count)) else { throw Failure(words: "no memory") }
        file.bytes.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
        }
        guard let source = zip_source_buffer(archive, copy, UInt64(file.bytes.count), 1) else {
            free(copy)
            throw Failure(words: "no memory")
        }
        let index = zip_file_add(archive, file.path, source, 0)
        guard index >= 0 else {
            zip_source_free(source)
            throw Failure(words: "two entries named \(file.path)")
        }
        let method = isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
        guard zip_set_file_compression(archive, UInt64(index), method, 9) == 0,
            zip_file_set_dostime(archive, UInt64(index), 0, noDate, 0) == 0
        else { throw Failure(words: "no entry \(file.path)") }
    }

    static func read(_ source: OpaquePointer) throws(Failure) -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw Failure(words: "not readable") }
        defer { zip_source_close(source) }
        guard zip_source_seek(source, 0, SEEK_END) == 0 else { throw Failure(words: "not readable") }
        let count = zip_source_tell(source)
        guard count > 0, zip_source_seek(source, 0, SEEK_SET) == 0 else {
            throw Failure(words: "not readable")
        }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        let got = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, UInt64(count)) }
        guard got == count else { throw Failure(words: "not read whole") }
        return bytes
    }
}
