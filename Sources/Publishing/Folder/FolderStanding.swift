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
    /// The files of the last build, by number; there may be many more that are new.
    private(set) var files: [File] = []
    /// What the file system says of each file, by number.
    private var there: [FileFacts?] = []

    /// A file as the last build left it.
    struct File {
        /// What was in it; nil for a file that is new.
        var former: Checksum?
        /// What the file system said when the last build had left it; nil where nothing is remembered of it.
        var left: FileFacts?
        /// What the last build remarked.
        var mark = FileMark.none
        /// Whether it holds what it held, where that had to be read.
        var isSame: Bool?
    }

    /// Looks at a folder.
    ///
    /// **Errors**: ``PublishingError/notOurs(path:)`` for a folder, or a file in it, that Cairn did not make.
    init(_ place: FolderPlace) throws(PublishingError) {
        target = place.target
        let walk = try FolderWalk(place.target, withFacts: true)
        let found = place.memory.flatMap { try? Disk.read($0) }.flatMap { BuildMemory($0) }
        // The list of files is itself a file: where it is as the last build left it, the memory speaks of these files.
        let list = found?.files.first { $0.path == FolderManifest.name }
        let there = walk.entries.first { $0.path == FolderManifest.name }.map { $0.facts ?? .notPlain }
        let isOfThese =
            list?.facts == there
            || list?.checksum == Disk.checksum(at: "\(place.target)/\(FolderManifest.name)")
        if let found, list != nil, isOfThese {
            memory = found
            isThere = true
            numbers.reserve(found.files.count)
            files.reserveCapacity(found.files.count)
            for file in found.files {
                put(File(former: file.checksum, left: file.facts, mark: file.mark), at: file.path)
            }
        } else {
            memory = nil
            let former = try FolderManifest.read(at: place.target, holding: walk.entries.lazy.map(\.path))
            isThere = former != nil
            for (path, checksum) in former?.files ?? [:] { put(File(former: checksum), at: path) }
        }
        try take(walk.entries)
    }

    private mutating func put(_ file: File, at path: String) {
        let number = numbers.add(path)
        if number == files.count { files.append(file) } else { files[number] = file }
    }

    /// Notes what is there.
    private mutating func take(_ entries: [FolderWalk.Entry]) throws(PublishingError) {
        var foreign: String?
        for entry in entries {
            if let number = numbers[entry.path] ?? (entry.path == FolderManifest.name ? add(entry.path) : nil)
            {
                note(entry.facts ?? .notPlain, of: number)
            } else if foreign.map({ entry.path < $0 }) ?? true {
                foreign = entry.path
            }
        }
        if let foreign { throw .notOurs(path: "\(target)/\(foreign)") }
    }

    /// The number of a file, which it gets where it has none.
    mutating func add(_ path: String) -> Int { numbers.add(path) }

    /// A file by its number, as the last build left it.
    subscript(number: Int) -> File { number < files.count ? files[number] : File() }

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
    var isUntouched: Bool { files.indices.allSatisfy { files[$0].left == facts(of: $0) } }

    /// Whether all is as the last build left it, and nothing else is there.
    mutating func isWhole() -> Bool {
        guard memory != nil else { return false }
        for number in files.indices where !isSound(number) { return false }
        return true
    }

    /// Whether a file is as the last build left it; where the file system is not sure, its bytes are read.
    mutating func isSound(_ number: Int) -> Bool {
        guard let left = self[number].left, let there = facts(of: number) else { return false }
        if left == there { return true }
        if let known = files[number].isSame { return known }
        let isSame = Disk.checksum(at: "\(target)/\(numbers.paths[number])") == files[number].former
        files[number].isSame = isSame
        return isSame
    }

    /// Whether a file holds just these bytes, of which its checksum is known to be the former one.
    mutating func holds(_ file: PublishedFile, _ number: Int) -> Bool {
        self[number].left != nil
            ? isSound(number) : Disk.holds(file.bytes, at: "\(target)/\(file.path)")
    }
}
