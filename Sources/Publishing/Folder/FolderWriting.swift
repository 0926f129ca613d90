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
    /// The files of this build, by number.
    private var made: [Made?] = []
    private var twin: FolderTwin
    private var hasEnded = false
    /// Whether nothing of the last build is of use.
    private let isForgetting: Bool
    private var known: [UInt8] = []
    /// What is different from the former folder.
    private(set) var change = PublishedFolder.Change()

    /// A file of this build.
    fileprivate struct Made {
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
        if !standing.isUntouched {
            made = standing.files.map { file in file.former.map { Made(checksum: $0, mark: file.mark) } }
            known = memory.known
            note(memory.told, as: build)
        }
        return memory.told
    }

    /// The number of a file that the last build made from the same, and that is as it was left; nil for all others.
    func number(of path: String, madeFrom key: InputKey) -> Int? {
        guard !isForgetting, let number = standing.numbers[path], standing[number].mark.key == key,
            standing.isSound(number)
        else { return nil }
        return number
    }

    /// What the last build remarked on a file, where it was made from the same and is as it was left.
    func remark(on path: String, madeFrom key: InputKey) -> ArraySlice<UInt8>? {
        number(of: path, madeFrom: key).map { standing[$0].mark.remark }
    }

    /// Keeps a file as it is, of which ``number(of:madeFrom:)`` has spoken.
    func keep(_ number: Int) throws(PublishingError) {
        guard let checksum = standing[number].former else { return }
        try note(Made(checksum: checksum, mark: standing[number].mark), as: number)
    }

    /// Whether a file is one of this build.
    func has(_ path: String) -> Bool {
        standing.numbers[path].map { made.indices.contains($0) && made[$0] != nil } ?? false
    }

    /// What the last build said of itself, whatever it was made from; empty where nothing is known.
    public var lastTold: [UInt8] { last?.told ?? [] }

    /// What it wanted this one to know.
    var lastKnown: [UInt8] { last?.known ?? [] }

    /// The files of the last build that this one does not have.
    var missing: [String] {
        guard !isForgetting, standing.memory != nil else { return [] }
        return standing.numbers.paths.filter { $0 != FolderManifest.name && !has($0) }
    }

    /// What the last build remarked on a file, whatever that was made from.
    func lastRemark(on path: String) -> ArraySlice<UInt8>? {
        guard !isForgetting, let number = standing.numbers[path], standing[number].left != nil else {
            return nil
        }
        return standing[number].mark.remark
    }

    /// Notes what the next build wants to know.
    func know(_ bytes: [UInt8]) { known = bytes }

    /// Takes one file.
    ///
    /// **Errors**: ``PublishingError/unusableName(_:)`` for a path that leaves the folder or is hidden,
    /// ``PublishingError/samePath(_:)`` for two files of one path, and what the disk says.
    func take(_ file: PublishedFile, _ mark: FileMark = .none) throws(PublishingError) {
        guard FolderManifest.isUsable(file.path) else { throw .unusableName(file.path) }
        let checksum = Checksum(of: file.bytes)
        let number = standing.add(file.path)
        try note(Made(checksum: checksum, mark: mark), as: number)
        if standing[number].former != checksum {
            change.written.append(file.path)
        } else if standing.holds(file, number) {
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
        for number in standing.files.indices
        where standing.files[number].former != nil && (made.count <= number || made[number] == nil) {
            if standing.numbers.paths[number] != FolderManifest.name {
                change.removed.append(standing.numbers.paths[number])
            }
        }
        change.removed.sort()
        change.written.sort()
        change.restored.sort()
        var files = standing.numbers.sorted(made.indices.filter { made[$0] != nil })
        let list = FolderManifest.file(
            of: files.compactMap { number in
                made[number].map { (standing.numbers.paths[number], $0.checksum) }
            })
        let number = standing.add(list.path)
        try note(Made(checksum: Checksum(of: list.bytes), mark: .none), as: number)
        files = standing.numbers.sorted([number] + files)
        do throws(PublishingError) {
            if !change.isEmpty || !isListed(list, number) { try swap(list, files) }
        } catch {
            twin.remove()
            throw error
        }
        guard place.memory != nil else {
            twin.remove()
            return change
        }
        twin.follow(files, removed: change.removed, &standing)
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

    /// Notes a file of this build.
    func note(_ file: Made, as number: Int) throws(PublishingError) {
        while made.count <= number { made.append(nil) }
        guard made[number] == nil else { throw .samePath(standing.numbers.paths[number]) }
        made[number] = file
    }

    /// Whether the folder's list of files is the one that it should have.
    func isListed(_ list: PublishedFile, _ number: Int) -> Bool {
        let file = standing[number]
        if file.left != nil { return file.former == made[number]?.checksum }
        return Disk.holds(list.bytes, at: "\(place.target)/\(list.path)")
    }

    /// Completes the new folder with the files that stay and the list of all, and lets it take the former's place.
    func swap(_ list: PublishedFile, _ files: [Int]) throws(PublishingError) {
        try twin.write(list)
        try twin.complete(with: files, of: standing)
        try twin.force()
        try twin.swap()
    }

    /// Keeps what the next build wants to know; a memory that cannot be kept is only missed.
    func note(_ told: [UInt8], as build: InputKey) {
        guard let path = place.memory else { return }
        let noted = standing.numbers.sorted(
            made.indices.filter { made[$0] != nil && standing.facts(of: $0) != nil })
        let bytes = BuildMemory.bytes(build: build, told: told, known: known, files: noted.count) { place in
            let number = noted[place]
            return BuildMemory.File(
                path: standing.numbers.paths[number],
                checksum: made[number]?.checksum ?? Checksum(of: []),
                facts: standing.facts(of: number) ?? .notPlain, mark: made[number]?.mark ?? .none)
        }
        let new = path + "-new"
        do throws(PublishingError) {
            try place.makeKept()
            if Disk.exists(new) { try Disk.remove(new) }
            try Disk.write(bytes, to: new)
            try Disk.rename(new, to: path)
        } catch {
            for path in [new, path] where Disk.exists(path) { try? Disk.remove(path) }
        }
    }
}
