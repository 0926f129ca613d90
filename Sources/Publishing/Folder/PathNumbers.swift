// SPDX-License-Identifier: MIT

/// Numbers for the files of a folder: what is known of a file is found by its path once, and by its number from then on.
struct PathNumbers {
    /// The paths, each at its number.
    private(set) var paths: [String] = []
    private var numbers: [String: Int] = [:]

    /// No files.
    init() {}

    /// How many files have a number.
    var count: Int { paths.count }

    /// The number of a file; nil where it has none.
    subscript(path: String) -> Int? { numbers[path] }

    mutating func reserve(_ count: Int) {
        paths.reserveCapacity(count)
        numbers.reserveCapacity(count)
    }

    /// Gives a file a number, unless it has one.
    mutating func add(_ path: String) -> Int {
        let next = paths.count
        let number = numbers[path, default: next]
        if number == next {
            numbers[path] = next
            paths.append(path)
        }
        return number
    }

    /// Some numbers in the order of their paths; most often they are in order already.
    func sorted(_ some: [Int]) -> [Int] {
        let isSorted = zip(some, some.dropFirst()).allSatisfy { paths[$0] < paths[$1] }
        return isSorted ? some : some.sorted { paths[$0] < paths[$1] }
    }
}
