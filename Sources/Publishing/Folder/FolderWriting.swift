// SPDX-License-Identifier: MIT

public import Model

/// One build's way into a published folder: it takes the files one by one, leaves alone what stays as it was, and at the end
/// puts all that is new before readers in one step.
///
/// Whatever happens before ``finish(as:telling:)`` has swapped the folders, the former files are whole.
public final class FolderWriting: FileTaking {
    private let place: FolderPlace
    private let lock: FolderLock
    private var standing: FolderStanding
    private var files: [String: Made] = [:]
    private var twin: FolderTwin
    private var hasEnded = false
    /// Whether nothing of the last build is of use.
    private let isForgetting: Bool
    private var known: [UInt8] = []
    /// What is different from the former folder.
    private(set) var change = PublishedFolder.Change()

    /// A file of this build.
    private struct Made {
        let checksum: Checksum
        let mark: FileMark
    }

    /// Takes the folder for itself, and ends what a killed run began.
    init(_ path: String, isRemembering: Bool, isForgetting: Bool = false) throws(PublishingError) {
        self.isForgetting = isForgetting
        place = try FolderPlace(path, isRemembering: isRemembering)
        lock = try FolderLock(place.parent)
        twin = FolderTwin(place)
        do throws(PublishingError) {
            try place.settle()
            standing = try FolderStanding(place)
        } catch {
            lock.release()
            throw error
        }
    }

    /// What the last build said of itself, where it was made from the same and every file is still as it left it.
    ///
    /// **Shape**: with an answer there is nothing left to do but ``abandon()``.
    public func told(by build: InputKey) -> [UInt8]? {
        guard !isForgetting, let memory = standing.memory, memory.build == build, standing.isWhole() else {
            return nil
        }
        if memory.files.contains(where: { standing.there[$0.key] != $0.value.facts }) {
            files = memory.files.mapValues { Made(checksum: $0.checksum, mark: $0.mark) }
            known = memory.known
            note(memory.told, as: build)
        }
        return memory.told
    }

    /// What the last build remarked on a file, where it was made from the same and is as it was left.
    func remark(on path: String, madeFrom key: InputKey) -> ArraySlice<UInt8>? {
        guard let file = last?.files[path], file.mark.key == key, standing.isSound(path) else { return nil }
        return file.mark.remark
    }

    /// Keeps a file as it is, of which ``remark(on:madeFrom:)`` has spoken.
    func keep(_ path: String) throws(PublishingError) {
        guard let file = standing.memory?.files[path] else { return }
        guard files.updateValue(Made(checksum: file.checksum, mark: file.mark), forKey: path) == nil else {
            throw .samePath(path)
        }
    }

    /// What the last build said of itself, whatever it was made from; empty where nothing is known.
    public var lastTold: [UInt8] { last?.told ?? [] }

    /// What it wanted this one to know.
    var lastKnown: [UInt8] { last?.known ?? [] }

    /// The files of the last build.
    var lastPaths: [String] { last.map { Array($0.files.keys) } ?? [] }

    /// What it remarked on a file, whatever that was made from.
    func lastRemark(on path: String) -> ArraySlice<UInt8>? { last?.files[path]?.mark.remark }

    /// Notes what the next build wants to know.
    func know(_ bytes: [UInt8]) { known = bytes }

    /// Takes one file.
    ///
    /// **Errors**: ``PublishingError/unusableName(_:)`` for a path that leaves the folder or is hidden,
    /// ``PublishingError/samePath(_:)`` for two files of one path, and what the disk says.
    func take(_ file: PublishedFile, _ mark: FileMark = .none) throws(PublishingError) {
        guard FolderManifest.isUsable(file.path) else { throw .unusableName(file.path) }
        let checksum = Checksum(of: file.bytes)
        guard files.updateValue(Made(checksum: checksum, mark: mark), forKey: file.path) == nil else {
            throw .samePath(file.path)
        }
        if standing.former?[file.path] != checksum {
            change.written.append(file.path)
        } else if standing.holds(file) {
            return
        } else {
            change.restored.append(file.path)
        }
        try twin.write(file)
    }

    /// Ends the build.
    ///
    /// **Shape**: where nothing is different, nothing is written.
    public func finish(as build: InputKey, telling told: [UInt8]) throws(PublishingError)
        -> PublishedFolder.Change
    {
        defer { end() }
        for path in standing.former?.keys ?? [:].keys where files[path] == nil && path != FolderManifest.name
        {
            change.removed.append(path)
        }
        change.removed.sort()
        change.written.sort()
        change.restored.sort()
        let list = FolderManifest(files: files.mapValues(\.checksum)).file
        files[list.path] = Made(checksum: Checksum(of: list.bytes), mark: .none)
        do throws(PublishingError) {
            if !change.isEmpty || !isListed(list) { try swap(list) }
        } catch {
            twin.remove()
            throw error
        }
        guard place.memory != nil else {
            twin.remove()
            return change
        }
        twin.follow(files.keys, removed: change.removed, facts: &standing.there)
        note(told, as: build)
        return change
    }

    /// Ends without a change.
    public func abandon() {
        guard !hasEnded else { return }
        if twin.isChanged { twin.remove() }
        if let kept = place.kept { _ = Disk.removeEmptyFolder(kept) }
        end()
    }
}

private extension FolderWriting {
    var last: BuildMemory? { isForgetting ? nil : standing.memory }

    func end() {
        hasEnded = true
        lock.release()
    }

    /// Whether the folder's list of files is the one that it should have.
    func isListed(_ list: PublishedFile) -> Bool {
        if let file = standing.memory?.files[list.path] { return file.checksum == files[list.path]?.checksum }
        return Disk.holds(list.bytes, at: "\(place.target)/\(list.path)")
    }

    /// Completes the new folder with the files that stay and the list of all, and lets it take the former's place.
    func swap(_ list: PublishedFile) throws(PublishingError) {
        try twin.write(list)
        try twin.complete(with: files.keys, from: standing.there)
        try twin.force()
        try twin.swap()
    }

    /// Keeps what the next build wants to know; a memory that cannot be kept is only missed.
    func note(_ told: [UInt8], as build: InputKey) {
        guard let path = place.memory else { return }
        var noted: [String: BuildMemory.File] = [:]
        noted.reserveCapacity(files.count)
        for (path, file) in files {
            guard let facts = standing.there[path] else { continue }
            noted[path] = BuildMemory.File(checksum: file.checksum, facts: facts, mark: file.mark)
        }
        let new = path + "-new"
        do throws(PublishingError) {
            try place.makeKept()
            if Disk.exists(new) { try Disk.remove(new) }
            try Disk.write(BuildMemory(build: build, told: told, known: known, files: noted).bytes, to: new)
            try Disk.rename(new, to: path)
        } catch {
            for path in [new, path] where Disk.exists(path) { try? Disk.remove(path) }
        }
    }
}
