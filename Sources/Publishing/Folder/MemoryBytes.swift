// SPDX-License-Identifier: MIT

import Model

/// Writes numbers and texts one after the other, as ``MemoryReader`` reads them.
struct MemoryWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Takes everything away and keeps the room.
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Puts the ``MemorySum`` of the bytes behind `start` where room was left for it.
    mutating func sign(from start: Int, at place: Int) {
        let sum = bytes.withUnsafeBytes { MemorySum.of(UnsafeRawBufferPointer(rebasing: $0[start...])) }
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: sum.high.littleEndian, toByteOffset: place, as: UInt64.self)
            bytes.storeBytes(of: sum.low.littleEndian, toByteOffset: place + 8, as: UInt64.self)
        }
    }

    /// Adds bytes as they are.
    mutating func append(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

    /// Lets somebody add bytes.
    mutating func append(_ add: (inout [UInt8]) -> Void) { add(&bytes) }

    mutating func add(_ folders: KnownFolders) {
        addCount(folders.all.count)
        for (path, facts) in folders.all {
            add(path)
            for moment in [facts.modified, facts.changed] {
                add(Int(moment.seconds))
                add(Int(moment.nanoseconds))
            }
            add(Int(facts.size))
            add(facts.inode)
        }
    }

    /// Adds many words at once.
    mutating func add(_ words: (SIMD4<UInt64>, SIMD8<UInt64>, UInt64)) {
        func little<Words: SIMD>(_ words: Words) -> Words where Words.Scalar == UInt64 {
            var words = words
            for place in words.indices { words[place] = words[place].littleEndian }
            return words
        }
        withUnsafeBytes(of: little(words.0)) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: little(words.1)) { bytes.append(contentsOf: $0) }
        add(words.2)
    }

    mutating func add(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    mutating func add(_ number: Double) { add(number.bitPattern) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            addCount(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func add(_ more: some Collection<UInt8>) {
        addCount(more.count)
        bytes.append(contentsOf: more)
    }

    mutating func add(_ key: InputKey) {
        add(key.high)
        add(key.low)
    }

    /// A count in as few bytes as it needs, seven bits in each.
    mutating func addCount(_ count: Int) {
        var rest = UInt(count)
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Reads what ``MemoryWriter`` wrote; whatever the bytes are, it stays within them.
struct MemoryReader {
    private let bytes: ArraySlice<UInt8>
    /// Where the next value begins.
    private(set) var place: Int

    /// The bytes are not what was written.
    struct Damaged: Error {}

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func word() throws(Damaged) -> UInt64 {
        let start = try step(8)
        let word = bytes.withUnsafeBytes { room in
            room.loadUnaligned(fromByteOffset: start - bytes.startIndex, as: UInt64.self)
        }
        return UInt64(littleEndian: word)
    }

    mutating func number() throws(Damaged) -> Int { Int(Int64(bitPattern: try word())) }

    mutating func real() throws(Damaged) -> Double { Double(bitPattern: try word()) }

    mutating func text() throws(Damaged) -> String {
        let count = try count()
        let start = try step(count)
        return bytes.withUnsafeBytes { room in
            let first = start - bytes.startIndex
            return String(
                decoding: UnsafeRawBufferPointer(rebasing: room[first..<first + count]), as: UTF8.self)
        }
    }

    mutating func some() throws(Damaged) -> [UInt8] { Array(try slice()) }

    /// Some bytes, without a copy.
    mutating func slice() throws(Damaged) -> ArraySlice<UInt8> {
        try slice(count())
    }

    /// So many bytes, without a copy.
    mutating func slice(_ count: Int) throws(Damaged) -> ArraySlice<UInt8> {
        let start = try step(count)
        return bytes[start..<start + count]
    }

    /// The words that stand behind so many bytes each, so many times.
    mutating func lengths(_ count: Int, behind bytes: Int) throws(Damaged) -> [UInt64] {
        guard count <= self.bytes.endIndex - place else { throw Damaged() }
        var found: [UInt64] = []
        found.reserveCapacity(count)
        for _ in 0..<count {
            _ = try step(bytes)
            found.append(try word())
        }
        return found
    }

    /// A text or none.
    mutating func maybe() throws(Damaged) -> String? { try count() == 0 ? nil : try text() }

    /// Several texts.
    mutating func all() throws(Damaged) -> [String] {
        let count = try count()
        var found: [String] = []
        for _ in 0..<count { found.append(try text()) }
        return found
    }

    mutating func key() throws(Damaged) -> InputKey {
        InputKey(high: try word(), low: try word())
    }

    mutating func folders() throws(Damaged) -> KnownFolders {
        var all: [(path: String, facts: FileFacts)] = []
        for _ in 0..<(try count()) {
            let (path, modified, changed) = (try text(), try moment(), try moment())
            let size = Int64(try number())
            all.append(
                (path, FileFacts(size: size, modified: modified, changed: changed, inode: try word())))
        }
        return KnownFolders(all: all)
    }

    mutating func count() throws(Damaged) -> Int {
        var count: UInt = 0
        for shift in stride(from: UInt(0), to: 56, by: 7) {
            let byte = bytes[try step(1)]
            count |= UInt(byte & 127) << shift
            if byte < 128 { return Int(count) }
        }
        throw Damaged()
    }

    private mutating func moment() throws(Damaged) -> FileFacts.Moment {
        FileFacts.Moment(seconds: Int64(try number()), nanoseconds: Int64(try number()))
    }

    private mutating func step(_ count: Int) throws(Damaged) -> Int {
        guard count >= 0, count <= bytes.endIndex - place else { throw Damaged() }
        defer { place += count }
        return place
    }
}

/// Tells whether bytes are as they were, where nobody would forge them: quicker than any digest.
enum MemorySum {
    /// Four rows of words go on side by side, and no step forgets anything, so that each change of one word shows.
    static func of(_ bytes: UnsafeRawBufferPointer) -> InputKey {
        var rows = SIMD4<UInt64>(1, 2, 3, 4)
        func take(_ words: SIMD4<UInt64>) {
            rows = (rows ^ words) &* SIMD4(repeating: 0x9e37_79b9_7f4a_7c15)
            rows ^= rows &>> SIMD4(repeating: 29)
        }
        var place = 0
        while place + 32 <= bytes.count {
            take(bytes.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self))
            place += 32
        }
        var last = SIMD4<UInt64>(repeating: 0)
        for (place, byte) in bytes[place...].enumerated() {
            last[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
        }
        take(last)
        take(SIMD4(repeating: UInt64(bytes.count)))
        return InputKey(high: rows[0] &* 3 ^ rows[1], low: rows[2] &* 5 ^ rows[3])
    }
}
