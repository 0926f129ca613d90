// SPDX-License-Identifier: MIT

import Model

/// What a build wants to know of a file the next time.
struct FileMark {
    /// What the file was made from; nil where nobody said.
    let key: InputKey?
    /// What else there is to know of it.
    let remark: ArraySlice<UInt8>

    /// Nothing.
    static let none = FileMark(key: nil, remark: [])
}

/// What a build knows of the one before it, kept beside the published folder.
///
/// It only saves work: without it, or with one that is damaged or of another folder, everything is made anew.
struct BuildMemory {
    /// What the whole build was made from.
    var build: InputKey
    /// What the build said of itself, for whoever builds.
    var told: [UInt8]
    /// What else the next build wants to know.
    var known: [UInt8]
    /// The files of the folder, its list of them too, in the order of their paths.
    var files: [File]

    struct File {
        let path: String
        let checksum: Checksum
        let facts: FileFacts
        let mark: FileMark
    }

    /// Names the form; another one is not read.
    private static let form = Array("cairn memory 1\n".utf8)

    /// Where the body begins: behind the form and the body's checksum.
    private static let start = form.count + 32

    /// A memory as bytes that tell whether they are whole.
    ///
    /// - Parameters:
    ///   - files: how many files there are, by number or otherwise.
    ///   - file: the next one, in the order of their paths; it is asked for as often as there are files.
    static func bytes(
        build: InputKey, told: [UInt8], known: [UInt8], files: Int, _ file: (Int) -> File
    ) -> [UInt8] {
        var writer = MemoryWriter()
        writer.reserve(files * 220 + known.count + told.count + 1000)
        for _ in 0..<start { writer.addCount(0) }
        writer.add(build)
        writer.add(told)
        writer.add(known)
        writer.addCount(files)
        for file in (0..<files).lazy.map(file) {
            writer.add(file.path)
            writer.add(file.checksum)
            writer.add(file.facts)
            writer.addCount(file.mark.key == nil ? 0 : 1)
            if let key = file.mark.key { writer.add(key) }
            writer.add(file.mark.remark)
        }
        return writer.begun(with: form) { body in
            var writer = MemoryWriter()
            writer.add(Checksum(of: body))
            return writer.bytes
        }
    }

    /// Reads a memory; nil for what is none, or no whole one.
    init?(_ bytes: [UInt8]) {
        let start = BuildMemory.start
        guard bytes.count >= start, bytes.starts(with: BuildMemory.form) else { return nil }
        do throws(MemoryReader.Damaged) {
            var reader = MemoryReader(bytes[BuildMemory.form.count...])
            let body = bytes.withUnsafeBytes { Checksum(of: UnsafeRawBufferPointer(rebasing: $0[start...])) }
            guard try reader.checksum() == body else { return nil }
            build = try reader.key()
            told = try reader.some()
            known = try reader.some()
            let count = try reader.count()
            files = []
            files.reserveCapacity(min(count, bytes.count / 80))
            for _ in 0..<count {
                let path = try reader.text()
                let (checksum, facts) = (try reader.checksum(), try reader.facts())
                let key = try reader.count() == 1 ? try reader.key() : nil
                let mark = FileMark(key: key, remark: try reader.slice())
                files.append(File(path: path, checksum: checksum, facts: facts, mark: mark))
            }
        } catch {
            return nil
        }
    }
}
