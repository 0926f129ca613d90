// SPDX-License-Identifier: MIT

/// The links and ids of one page, as numbers of 64 bits that stay the same from build to build.
///
/// A mistake goes unseen once in 10^13.
struct PageLinks: Hashable {
    /// The files within the site that the page leads to.
    var targets: [UInt64] = []
    /// The places within other pages that it leads to, each as ``place(_:in:)``.
    var places: [UInt64] = []
    /// The places within itself.
    var ids: [UInt64] = []

    /// Stands for a file.
    static func number(of path: some Sequence<UInt8>) -> UInt64 {
        var numbering = Numbering()
        numbering.add(path)
        return numbering.number
    }

    /// Reckons the number of a text that comes in pieces.
    struct Numbering {
        // FNV-1a, whose few steps suffice for texts that nobody chooses to collide, and one more round of mixing.
        private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

        @inline(__always)
        mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

        mutating func add(_ text: some Sequence<UInt8>) { for byte in text { add(byte) } }

        /// The number of all pieces.
        var number: UInt64 { (hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15 }
    }

    /// Stands for a place within a file.
    static func place(_ id: some Sequence<UInt8>, in file: UInt64) -> UInt64 {
        number(of: id) &* 0xd6e8_feb8_6659_fd93 ^ file
    }

    /// Puts each list into order, every number once.
    mutating func putInOrder() {
        PageLinks.putInOrder(&targets)
        PageLinks.putInOrder(&places)
        PageLinks.putInOrder(&ids)
    }

    /// Takes everything away and keeps the room.
    mutating func removeAll() {
        targets.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
    }

    /// Whether a place is within the page; the lists must be in order.
    func has(_ place: UInt64) -> Bool {
        var range = ids.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if ids[middle] == place { return true }
            range = ids[middle] < place ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return false
    }

    private static func putInOrder(_ numbers: inout [UInt64]) {
        guard numbers.count > 1 else { return }
        numbers.sort()
        var count = 1
        for place in 1..<numbers.count where numbers[place] != numbers[count - 1] {
            numbers[count] = numbers[place]
            count += 1
        }
        numbers.removeLast(numbers.count - count)
    }

    func write(to writer: inout MemoryWriter) {
        for list in [targets, places, ids] {
            writer.addCount(list.count)
            for number in list { writer.add(number) }
        }
    }

    init() {}

    init(from reader: inout MemoryReader) throws(MemoryReader.Damaged) {
        targets = try PageLinks.list(&reader)
        places = try PageLinks.list(&reader)
        ids = try PageLinks.list(&reader)
    }

    private static func list(_ reader: inout MemoryReader) throws(MemoryReader.Damaged) -> [UInt64] {
        let count = try reader.count()
        var found: [UInt64] = []
        for _ in 0..<count { found.append(try reader.word()) }
        return found
    }
}
