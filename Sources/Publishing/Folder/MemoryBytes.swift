// SPDX-License-Identifier: MIT

import Model

/// Writes numbers and texts one after the other, as ``MemoryReader`` reads them.
struct MemoryWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// All bytes, the first of them, which must have been left free, replaced by a form and what is said of the rest.
    consuming func begun(with form: [UInt8], _ saying: (UnsafeRawBufferPointer) -> [UInt8]) -> [UInt8] {
        let length = form.count + 32
        let said = bytes.withUnsafeBytes { saying(UnsafeRawBufferPointer(rebasing: $0[length...])) }
        for (place, byte) in (form + said).enumerated() { bytes[place] = byte }
        return bytes
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

    mutating func add(_ checksum: Checksum) {
        add(checksum.front)
        add(checksum.back)
    }

    mutating func add(_ facts: FileFacts) {
        add(Int(facts.size))
        for moment in [facts.modified, facts.changed] {
            add(Int(moment.seconds))
            add(Int(moment.nanoseconds))
        }
        add(facts.inode)
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
    private var place: Int

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
        let count = try count()
        let start = try step(count)
        return bytes[start..<start + count]
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

    mutating func checksum() throws(Damaged) -> Checksum { Checksum(front: try key(), back: try key()) }

    mutating func facts() throws(Damaged) -> FileFacts {
        FileFacts(
            size: Int64(try number()), modified: try moment(), changed: try moment(), inode: try word())
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
