// SPDX-License-Identifier: MIT

import Model

/// What is in a published folder before a build: as the file system says, and as those say who made it.
struct FolderStanding {
    private let target: String
    /// What is in each file; nil where there is no folder, or an empty one.
    let former: [String: Checksum]?
    /// What the last build knew; nil where nothing is remembered.
    let memory: BuildMemory?
    /// What the file system says of each file.
    var there: [String: FileFacts] = [:]
    /// Files that are as the last build left them, or are not.
    private var sound: [String: Bool] = [:]

    /// Looks at a folder.
    ///
    /// **Errors**: ``PublishingError/notOurs(path:)`` for a folder, or a file in it, that Cairn did not make.
    init(_ place: FolderPlace) throws(PublishingError) {
        target = place.target
        let walk = try FolderWalk(place.target, withFacts: true)
        there.reserveCapacity(walk.entries.count)
        for entry in walk.entries { there[entry.path] = entry.facts ?? .notPlain }
        let found = place.memory.flatMap { try? Disk.read($0) }.flatMap { BuildMemory($0) }
        // The list of files is itself a file: where it is as the last build left it, the memory speaks of these files.
        let list = found?.files[FolderManifest.name]
        let isOfThese =
            list?.facts == there[FolderManifest.name]
            || list?.checksum == Disk.checksum(at: "\(target)/\(FolderManifest.name)")
        if let found, list != nil, isOfThese {
            memory = found
            former = found.checksums
        } else {
            memory = nil
            former = try FolderManifest.read(at: place.target, holding: there.keys)?.files
        }
        let foreign = there.keys.lazy.filter { [former] in $0 != FolderManifest.name && former?[$0] == nil }
            .min()
        if let foreign { throw .notOurs(path: "\(place.target)/\(foreign)") }
    }

    /// Whether all is as the last build left it, and nothing else is there.
    mutating func isWhole() -> Bool {
        guard let memory, memory.files.count == there.count else { return false }
        for path in memory.files.keys where !isSound(path) { return false }
        return true
    }

    /// Whether a file is as the last build left it; where the file system is not sure, its bytes are read.
    mutating func isSound(_ path: String) -> Bool {
        guard let file = memory?.files[path], let facts = there[path] else { return false }
        if file.facts == facts { return true }
        if let known = sound[path] { return known }
        let isSame = Disk.checksum(at: "\(target)/\(path)") == file.checksum
        sound[path] = isSame
        return isSame
    }

    /// Whether a file holds just these bytes.
    mutating func holds(_ file: PublishedFile) -> Bool {
        memory?.files[file.path] != nil
            ? isSound(file.path) : Disk.holds(file.bytes, at: "\(target)/\(file.path)")
    }
}
