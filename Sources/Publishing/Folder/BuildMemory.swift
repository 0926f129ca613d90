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
/// It only saves work: without it, or with one that is damaged or of another folder, everything is made anew. What it says of a
/// file is read when somebody asks, since there are many files of which nobody does.
struct BuildMemory {
    /// What the whole build was made from.
    let build: InputKey
    /// What the build said of itself, for whoever builds.
    let told: [UInt8]
    /// What else the next build wants to know.
    let known: ArraySlice<UInt8>
    /// The files of the folder, its list of them too, in the order of their paths.
    let numbers: PathNumbers

    /// The folders that these files lie in, and those of the twin.
    let folders: (published: KnownFolders, twin: KnownFolders)

    private let bytes: [UInt8]
    /// Where what is said of the files begins.
    private let records: Int
    /// Where the remark on each file ends.
    private let remarks: [Int]

    /// What is said of a file.
    struct File {
        let checksum: Checksum
        let facts: FileFacts
        let mark: FileMark

        /// All of it but the remark.
        func words(pathLength: Int) -> (SIMD4<UInt64>, SIMD8<UInt64>, UInt64) {
            func bits(_ number: Int64) -> UInt64 { UInt64(bitPattern: number) }
            let key = mark.key ?? InputKey(high: 0, low: 0)
            return (
                SIMD4(checksum.front.high, checksum.front.low, checksum.back.high, checksum.back.low),
                SIMD8(
                    bits(facts.size), bits(facts.modified.seconds), bits(facts.modified.nanoseconds),
                    bits(facts.changed.seconds), bits(facts.changed.nanoseconds), facts.inode, key.high,
                    key.low),
                UInt64(pathLength) << 33 | UInt64(mark.remark.count) << 1 | (mark.key == nil ? 0 : 1)
            )
        }
    }

    /// Names the form; another one is not read.
    private static let form = Array("cairn memory 3\n\n".utf8)
    /// Where the body begins: behind the form and the body's sum.
    private static let start = form.count + 16
    /// How many bytes say of a file all but its path and the remark on it.
    private static let recordCount = 13 * 8

    /// What is remembered, as bytes that tell whether they are whole.
    ///
    /// - Parameters:
    ///   - files: the numbers of the files, in the order of their paths.
    ///   - file: what is said of one; it is asked more than once.
    ///   - folders: what is known of the folders; it is asked last, since the longer nothing happens, the more can be known.
    static func bytes(
        build: InputKey, told: [UInt8], known: [UInt8], files: [Int], of numbers: PathNumbers,
        _ file: (Int) -> File, folders: () -> (published: KnownFolders, twin: KnownFolders)
    ) -> [UInt8] {
        // It is large, so room is made once: for the links of a page a guess will do.
        let paths = files.reduce(0) { $0 + numbers.length($1) }
        let size = start + known.count + told.count + paths + files.count * (recordCount + 150) + 50_000
        var writer = MemoryWriter()
        writer.reserve(size)
        writer.append(form)
        for _ in 0..<2 { writer.add(UInt64(0)) }
        writer.add(build)
        writer.add(told)
        writer.add(known)
        writer.addCount(files.count)
        for number in files { writer.add(file(number).words(pathLength: numbers.length(number))) }
        for number in files { writer.append { numbers.writePath(number, to: &$0) } }
        for number in files { writer.append(file(number).mark.remark) }
        let folders = folders()
        for known in [folders.published, folders.twin] { writer.add(known) }
        writer.sign(from: start, at: form.count)
        return writer.bytes
    }

    /// Reads a memory; nil for what is none, or no whole one.
    init?(_ bytes: [UInt8]) {
        let start = BuildMemory.start
        guard bytes.count >= start, bytes.starts(with: BuildMemory.form) else { return nil }
        do throws(MemoryReader.Damaged) {
            var reader = MemoryReader(bytes[BuildMemory.form.count...])
            let sum = bytes.withUnsafeBytes { MemorySum.of(UnsafeRawBufferPointer(rebasing: $0[start...])) }
            guard try reader.key() == sum else { return nil }
            build = try reader.key()
            told = try reader.some()
            known = try reader.slice()
            let count = try reader.count()
            records = reader.place
            let lengths = try reader.lengths(count, behind: BuildMemory.recordCount - 8)
            var (numbers, ends) = (PathNumbers(), [Int]())
            numbers.reserve(count)
            ends.reserveCapacity(count)
            for length in lengths {
                let path = try reader.slice(Int(truncatingIfNeeded: length >> 33))
                let number = path.withUnsafeBufferPointer { numbers.add($0) }
                guard number == ends.count else { return nil }
                ends.append(0)
            }
            for (place, length) in lengths.enumerated() {
                _ = try reader.slice(Int(truncatingIfNeeded: length >> 1 & 0xFFFF_FFFF))
                ends[place] = reader.place
            }
            folders = (try reader.folders(), try reader.folders())
            self.numbers = numbers
            remarks = ends
        } catch {
            return nil
        }
        self.bytes = bytes
    }

    /// How many files there are.
    var count: Int { remarks.count }

    /// What was in a file.
    func checksum(_ number: Int) -> Checksum { Checksum(front: key(number, 0), back: key(number, 2)) }

    /// What the file system said of a file.
    func facts(_ number: Int) -> FileFacts {
        func whole(_ place: Int) -> Int64 { Int64(bitPattern: word(number, place)) }
        return FileFacts(
            size: whole(4), modified: FileFacts.Moment(seconds: whole(5), nanoseconds: whole(6)),
            changed: FileFacts.Moment(seconds: whole(7), nanoseconds: whole(8)), inode: word(number, 9))
    }

    /// What a file was made from; nil where nobody said.
    func key(_ number: Int) -> InputKey? { word(number, 12) & 1 == 1 ? key(number, 10) : nil }

    /// What else there is to know of a file.
    func remark(_ number: Int) -> ArraySlice<UInt8> {
        let end = remarks[number]
        return bytes[end - Int(truncatingIfNeeded: word(number, 12) >> 1 & 0xFFFF_FFFF)..<end]
    }

    private func key(_ number: Int, _ place: Int) -> InputKey {
        InputKey(high: word(number, place), low: word(number, place + 1))
    }

    /// A word of what is said of a file, all of which was there when it was read.
    private func word(_ number: Int, _ place: Int) -> UInt64 {
        let start = records + number * BuildMemory.recordCount + place * 8
        return bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
    }
}
