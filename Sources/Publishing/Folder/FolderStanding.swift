// SPDX-License-Identifier: MIT

import Model

/// What is in a published folder before a build: as the file system says, and as those say who made it.
struct FolderStanding {
    private let target: String
    /// Whether there is a folder with anything in it.
    let isThere: Bool
    /// What the last build knew; nil where nothing is remembered.
    let memory: BuildMemory?
    /// The numbers of all files that are known; those that this build makes for the first time come behind.
    private(set) var numbers = PathNumbers()
    /// How many files the last build had; their numbers are the first.
    let count: Int
    /// Whether there is no folder in it but those that the files lie in.
    let isTidy: Bool
    /// What was in the files where nothing is remembered of them.
    private let listed: [Checksum]
    /// What the file system says of each file, by number.
    private var there: [FileFacts?] = []
    /// Whether files hold what they held, where that had to be read.
    private var isSame: [Int: Bool] = [:]

    /// Looks at a folder.
    ///
    /// **Errors**: ``PublishingError/notOurs(path:)`` for a folder, or a file in it, that Cairn did not make.
    init(_ place: FolderPlace) throws(PublishingError) {
        target = place.target
        let found = place.memory.flatMap { try? Disk.read($0) }.flatMap { BuildMemory($0) }
        if let found { numbers = found.numbers }
        if let found, found.folders.published.hold(in: place.target) {
            // No name was added or taken away, so nobody has to read which there are.
            let facts = OpenFolders(place.target).facts(of: numbers, found.count)
            if FolderStanding.isOfThese(found, { facts[$0] }, place) {
                (memory, isThere, count, listed, there, isTidy) = (found, true, found.count, [], facts, true)
                return
            }
        }
        let walk = try FolderWalk(place.target, numbers: numbers, withFacts: true)
        let facts = { number in
            walk.entries.first { $0.number == number }.map { $0.facts ?? .notPlain }
        }
        if let found, FolderStanding.isOfThese(found, facts, place) {
            memory = found
            isThere = true
            count = found.count
            listed = []
        } else {
            memory = nil
            numbers = PathNumbers()
            let former = try FolderManifest.read(at: place.target, isEmpty: walk.entries.isEmpty)
            isThere = former != nil
            var listed: [Checksum] = []
            for (path, checksum) in former?.files ?? [:] {
                if numbers.add(path) == listed.count { listed.append(checksum) }
            }
            self.listed = listed
            count = listed.count
        }
        isTidy = Set(walk.folders) == Set(numbers.folders(of: Array(0..<count)).dropFirst())
        try take(walk, numberedBy: memory == nil ? found?.numbers ?? PathNumbers() : nil)
    }

    /// The list of files is itself a file: where it is as the last build left it, the memory speaks of these files.
    private static func isOfThese(
        _ memory: BuildMemory, _ facts: (Int) -> FileFacts?, _ place: FolderPlace
    ) -> Bool {
        guard let list = memory.numbers[FolderManifest.name] else { return false }
        return memory.facts(list) == facts(list)
            || memory.checksum(list) == Disk.checksum(at: "\(place.target)/\(FolderManifest.name)")
    }

    /// Notes what is there.
    ///
    /// - Parameter others: whose numbers the walk tells, where they are not those of these files.
    private mutating func take(
        _ walk: FolderWalk, numberedBy others: PathNumbers?
    ) throws(PublishingError) {
        var foreign: String?
        there = [FileFacts?](repeating: nil, count: numbers.count)
        for entry in walk.entries {
            if others == nil, let number = entry.number {
                there[number] = entry.facts ?? .notPlain
                continue
            }
            let path = entry.number.flatMap { others?.path($0) } ?? entry.path
            if let number = numbers[path] ?? (path == FolderManifest.name ? add(path) : nil) {
                note(entry.facts ?? .notPlain, of: number)
            } else if foreign.map({ path < $0 }) ?? true {
                foreign = path
            }
        }
        if let foreign { throw .notOurs(path: "\(target)/\(foreign)") }
    }

    /// The number of a file, which it gets where it has none.
    mutating func add(_ path: String) -> Int { numbers.add(path) }

    /// What was in a file; nil for a file that is new.
    func former(_ number: Int) -> Checksum? {
        guard number < count else { return nil }
        return memory?.checksum(number) ?? listed[number]
    }

    /// What the file system said when the last build had left a file; nil where nothing is remembered of it.
    func left(_ number: Int) -> FileFacts? { number < count ? memory?.facts(number) : nil }

    /// What the last build made a file from; nil where nobody said.
    func key(_ number: Int) -> InputKey? { number < count ? memory?.key(number) : nil }

    /// What the last build remarked on a file.
    func remark(_ number: Int) -> ArraySlice<UInt8> { number < count ? memory?.remark(number) ?? [] : [] }

    /// What the file system says of a file; nil where there is none.
    func facts(of number: Int) -> FileFacts? { number < there.count ? there[number] : nil }

    /// Notes what the file system says of a file now.
    mutating func note(_ facts: FileFacts?, of number: Int) {
        if there.count <= number {
            there.reserveCapacity(numbers.count)
            while there.count <= number { there.append(nil) }
        }
        there[number] = facts
    }

    /// Whether the file system says of every file what it said when the last build had left it.
    var isUntouched: Bool { (0..<count).allSatisfy { left($0) == facts(of: $0) } }

    /// Whether all is as the last build left it, and nothing else is there.
    mutating func isWhole() -> Bool {
        guard memory != nil else { return false }
        for number in 0..<count where !isSound(number) { return false }
        return true
    }

    /// Whether a file is as the last build left it; where the file system is not sure, its bytes are read.
    mutating func isSound(_ number: Int) -> Bool {
        guard let left = left(number), let there = facts(of: number) else { return false }
        if left == there { return true }
        if let known = isSame[number] { return known }
        let isSame = Disk.checksum(at: "\(target)/\(numbers.path(number))") == former(number)
        self.isSame[number] = isSame
        return isSame
    }

    /// Whether a file holds just these bytes, of which its checksum is known to be the former one.
    mutating func holds(_ file: PublishedFile, _ number: Int) -> Bool {
        left(number) != nil ? isSound(number) : Disk.holds(file.bytes, at: "\(target)/\(file.path)")
    }
}
