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
    }

    /// Names the form; another one is not read.
    private static let form = Array("cairn memory 2\n\n".utf8)
    /// Where the body begins: behind the form and the body's sum.
    private static let start = form.count + 16
    /// How many bytes say of a file all but its path and the remark on it.
    private static let recordCount = 13 * 8

    /// Gathers what is remembered.
    struct Draft {
        private var writer = MemoryWriter()
        private var paths: [UInt8] = []
        private var remarks: [UInt8] = []

        /// - Parameter files: how many files there will be.
        init(build: InputKey, told: [UInt8], known: [UInt8], files: Int) {
            writer.reserve(files * 260 + known.count + told.count + 1000)
            writer.append(BuildMemory.form)
            for _ in 0..<2 { writer.add(UInt64(0)) }
            writer.add(build)
            writer.add(told)
            writer.add(known)
            writer.addCount(files)
        }

        /// Adds a file; they come in the order of their paths.
        mutating func add(_ file: File, _ number: Int, of numbers: PathNumbers) {
            let start = paths.count
            numbers.writePath(number, to: &paths)
            writer.add(file.checksum)
            writer.add(file.facts)
            writer.add(file.mark.key ?? InputKey(high: 0, low: 0))
            let isKnown: UInt64 = file.mark.key == nil ? 0 : 1
            writer.add(UInt64(paths.count - start) << 33 | UInt64(file.mark.remark.count) << 1 | isKnown)
            remarks.append(contentsOf: file.mark.remark)
        }

        /// All of it as bytes that tell whether they are whole.
        consuming func bytes() -> [UInt8] {
            writer.append(paths)
            writer.append(remarks)
            return writer.signed(from: BuildMemory.start, at: BuildMemory.form.count)
        }
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
