// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Numbers for the files of a folder: what is known of a file is found by its path once, and by its number from then on.
///
/// All paths lie in one row of bytes, as there are very many and most are never looked at.
struct PathNumbers {
    ///
    /// Behind each is a zero, so that the system can be told a path where it lies.
    private var text: [UInt8] = []
    /// Where each path ends.
    private var ends: [Int] = []
    /// The numbers by what ``PageLinks/number(of:)`` says of the paths.
    private var numbers = NumberMap()
    /// Paths of which that says the same as of another one.
    private var others: [String: Int] = [:]

    /// No files.
    init() {}

    /// How many files have a number.
    var count: Int { ends.count }

    /// The path of a file.
    func path(_ number: Int) -> String { String(decoding: text[range(number)], as: UTF8.self) }

    /// Adds the path of a file to a text.
    func writePath(_ number: Int, to out: inout [UInt8]) {
        let range = range(number)
        text.withUnsafeBufferPointer { out.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// How many bytes a path has.
    func length(_ number: Int) -> Int { range(number).count }

    /// The number of a file; nil where it has none.
    subscript(path: String) -> Int? {
        var path = path
        return path.withUTF8 { number(of: $0) }
    }

    /// The same for a path in UTF-8.
    subscript(path: [UInt8]) -> Int? { path.withUnsafeBufferPointer { number(of: $0) } }

    /// Whether there is a file of which ``PageLinks/number(of:)`` says this, and its number.
    func number(at target: UInt64) -> Int? { numbers[target].map { Int($0) } }

    mutating func reserve(_ count: Int) {
        ends.reserveCapacity(count)
        numbers.reserve(count)
    }

    /// Gives a file a number, unless it has one.
    mutating func add(_ path: String) -> Int {
        var path = path
        return path.withUTF8 { add($0) }
    }

    /// The same for a path in UTF-8.
    mutating func add(_ path: UnsafeBufferPointer<UInt8>) -> Int {
        let target = PageLinks.number(of: path)
        if let number = number(of: path, target) { return number }
        let number = ends.count
        if numbers[target] == nil {
            numbers.add(UInt64(number), under: target)
        } else {
            others[String(decoding: path, as: UTF8.self)] = number
        }
        text.append(contentsOf: path)
        ends.append(text.count)
        text.append(0)
        return number
    }

    /// The number of a file in a folder; nil where it has none.
    ///
    /// - Parameters:
    ///   - prefix: the folder with its slash; empty for the outermost one.
    ///   - numbering: the prefix's.
    func number(
        of name: UnsafeBufferPointer<UInt8>, behind prefix: [UInt8], _ numbering: PageLinks.Numbering
    ) -> Int? {
        var numbering = numbering
        numbering.add(name)
        guard let found = numbers[numbering.number].map({ Int($0) }) else { return nil }
        let range = range(found)
        let isSame =
            range.count == prefix.count + name.count
            && text.withUnsafeBufferPointer { text in
                let middle = range.lowerBound + prefix.count
                return prefix.withUnsafeBufferPointer {
                    PathNumbers.isSame(UnsafeBufferPointer(rebasing: text[range.lowerBound..<middle]), $0)
                } && PathNumbers.isSame(UnsafeBufferPointer(rebasing: text[middle..<range.upperBound]), name)
            }
        return isSame
            ? found : others[String(decoding: prefix, as: UTF8.self) + String(decoding: name, as: UTF8.self)]
    }

    /// Some numbers in the order of their paths; most often that is their own, but for those that came last.
    func sorted(_ some: [Int]) -> [Int] {
        let some = some.sorted()
        return text.withUnsafeBufferPointer { text in
            guard some.count > 1, let start = text.baseAddress else { return some }
            func isBefore(_ one: Int, _ other: Int) -> Bool {
                let (left, right) = (range(one), range(other))
                let order = memcmp(
                    start + left.lowerBound, start + right.lowerBound, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
            let isSorted = (1..<some.count).allSatisfy { isBefore(some[$0 - 1], some[$0]) }
            return isSorted ? some : some.sorted(by: isBefore)
        }
    }
}

extension PathNumbers {
    /// Tells the path of each of the first files, as UTF-8 with a zero behind it.
    func eachPath(_ count: Int, _ tell: (Int, UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        try text.withUnsafeBufferPointer { text in
            for number in 0..<count { try tell(number, UnsafeBufferPointer(rebasing: text[range(number)])) }
        }
    }

    /// The folders in which some files lie, each behind the one in which it lies; the outermost is empty.
    ///
    /// - Parameter files: in the order of their paths.
    func folders(of files: [Int]) -> [String] {
        var (all, known): ([String], Set<String>) = ([""], [""])
        func add(_ folder: String) {
            guard known.insert(folder).inserted else { return }
            add(String(OpenFolders.folder(of: folder)))
            all.append(folder)
        }
        text.withUnsafeBufferPointer { text in
            var last = 0..<0
            for number in files {
                let path = text[range(number)]
                let length = path.lastIndex(of: UInt8(ascii: "/")).map { $0 - path.startIndex } ?? 0
                let folder = path.startIndex..<path.startIndex + length
                defer { last = folder }
                if PathNumbers.isSame(
                    UnsafeBufferPointer(rebasing: text[last]), UnsafeBufferPointer(rebasing: text[folder]))
                {
                    continue
                }
                add(String(decoding: text[folder], as: UTF8.self))
            }
        }
        return all
    }
}

private extension PathNumbers {
    func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1] + 1)..<ends[number] }

    func number(of path: UnsafeBufferPointer<UInt8>) -> Int? { number(of: path, PageLinks.number(of: path)) }

    func number(of path: UnsafeBufferPointer<UInt8>, _ target: UInt64) -> Int? {
        guard let found = numbers[target].map({ Int($0) }) else { return nil }
        let isSame = text.withUnsafeBufferPointer {
            PathNumbers.isSame(UnsafeBufferPointer(rebasing: $0[range(found)]), path)
        }
        return isSame ? found : others[String(decoding: path, as: UTF8.self)]
    }

    static func isSame(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        guard let left = one.baseAddress, let right = other.baseAddress else { return true }
        return memcmp(left, right, one.count) == 0
    }
}
