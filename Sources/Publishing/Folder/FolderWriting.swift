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
    /// What became of each file, by number.
    private var outcomes: [Outcome] = []
    /// The files that were made, and the remarks on them in one row.
    private var made: [Made] = []
    private var remarks: [UInt8] = []
    private var twin: FolderTwin
    private var hasEnded = false
    /// Whether nothing of the last build is of use.
    private let isForgetting: Bool
    private var known: [UInt8] = []
    /// What is different from the former folder.
    private var change = PublishedFolder.Change()
    /// The files that are new or have new words.
    private var written: [Int] = []

    /// Whether a file is one of this build.
    fileprivate enum Outcome {
        case none, kept
        /// It was made, and is the one at a place of those made.
        case made(Int32)
    }

    /// A file that this build made.
    fileprivate struct Made {
        let checksum: Checksum
        let key: InputKey?
        /// Which of the remarks are those on this file.
        let remark: Range<Int>
    }

    /// Takes the folder for itself, and ends what a killed run began.
    init(_ path: String, isRemembering: Bool, isForgetting: Bool = false) throws(PublishingError) {
        self.isForgetting = isForgetting
        place = try FolderPlace(path, isRemembering: isRemembering)
        lock = try FolderLock(place.parent)
        do throws(PublishingError) {
            try place.settle()
            standing = try FolderStanding(place)
            twin = FolderTwin(place, standing.memory?.folders.twin ?? .none)
        } catch {
            lock.release()
            throw error
        }
    }

    /// What the last build said of itself, where it was made from the same and every file is still as it left it.
    ///
    /// **Shape**: with an answer there is nothing left to do but ``abandon()``.
    public func told(by build: InputKey) -> [UInt8]? {
        guard !isForgetting, let memory = standing.memory, memory.build == build, standing.isTidy,
            standing.isWhole()
        else { return nil }
        if !standing.isUntouched {
            outcomes = [Outcome](repeating: .kept, count: standing.count)
            known = Array(memory.known)
            note(memory.told, Array(0..<standing.count), as: build)
        }
        return memory.told
    }

    /// The number of a file that the last build made from the same, and that is as it was left; nil for all others.
    func number(of path: String, madeFrom key: InputKey) -> Int? {
        isForgetting ? nil : standing.numbers[path].flatMap { isKept($0, madeFrom: key) ? $0 : nil }
    }

    /// The same for a path in UTF-8.
    func number(of path: [UInt8], madeFrom key: InputKey) -> Int? {
        isForgetting ? nil : standing.numbers[path].flatMap { isKept($0, madeFrom: key) ? $0 : nil }
    }

    private func isKept(_ number: Int, madeFrom key: InputKey) -> Bool {
        standing.key(number) == key && standing.isSound(number)
    }

    /// The numbers of all files that are known.
    var numbers: PathNumbers { standing.numbers }

    /// What the last build remarked on a file, where it was made from the same and is as it was left.
    func remark(on path: String, madeFrom key: InputKey) -> ArraySlice<UInt8>? {
        number(of: path, madeFrom: key).map { standing.remark($0) }
    }

    /// Keeps a file as it is, of which ``number(of:madeFrom:)`` has spoken.
    func keep(_ number: Int) throws(PublishingError) {
        if standing.former(number) != nil { try note(.kept, as: number) }
    }

    /// Whether a file is one of this build.
    func has(_ path: String) -> Bool { standing.numbers[path].map { has($0) } ?? false }

    /// The same by what ``PageLinks/number(of:)`` says of its path.
    func has(at target: UInt64) -> Bool { standing.numbers.number(at: target).map { has($0) } ?? false }

    /// What the last build said of itself, whatever it was made from; empty where nothing is known.
    public var lastTold: [UInt8] { last?.told ?? [] }

    /// What it wanted this one to know.
    var lastKnown: ArraySlice<UInt8> { last?.known ?? [] }

    /// The files of the last build that this one does not have.
    var missing: [Int] {
        guard !isForgetting, standing.memory != nil else { return [] }
        let list = standing.numbers[FolderManifest.name]
        return (0..<standing.numbers.count).filter { $0 != list && !has($0) }
    }

    /// What the last build remarked on a file, whatever that was made from.
    func lastRemark(on number: Int) -> ArraySlice<UInt8>? {
        isForgetting || standing.left(number) == nil ? nil : standing.remark(number)
    }

    /// Notes what the next build wants to know.
    func know(_ bytes: [UInt8]) { known = bytes }

    /// Takes one file.
    ///
    /// **Errors**: ``PublishingError/unusableName(_:)`` for a path that leaves the folder or is hidden,
    /// ``PublishingError/samePath(_:)`` for two files of one path, and what the disk says.
    @discardableResult
    func take(_ file: PublishedFile, _ mark: FileMark = .none) throws(PublishingError) -> Int {
        guard FolderManifest.isUsable(file.path) else { throw .unusableName(file.path) }
        let number = standing.add(file.path)
        let checksum = try add(file, mark, number)
        if standing.former(number) != checksum {
            written.append(number)
        } else if standing.holds(file, number) {
            return number
        } else {
            change.restored.append(file.path)
        }
        try twin.write(file, number, of: standing.numbers)
        return number
    }

    /// Ends the build.
    ///
    /// **Shape**: where nothing is different, nothing is written.
    public func finish(as build: InputKey, telling told: [UInt8]) throws(PublishingError)
        -> PublishedFolder.Change
    {
        defer { end() }
        let list = try list()
        let files = standing.numbers.sorted(outcomes.indices.filter { has($0) })
        do throws(PublishingError) {
            if !change.isEmpty || !standing.isTidy || !isListed(list) { try swap(list, files) }
        } catch {
            twin.remove()
            throw error
        }
        guard place.memory != nil else {
            twin.remove()
            return change
        }
        twin.follow(files, removed: change.removed, &standing)
        note(told, files, as: build)
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

    func has(_ number: Int) -> Bool {
        guard number < outcomes.count, case .none = outcomes[number] else { return number < outcomes.count }
        return false
    }

    /// Notes what becomes of a file.
    func note(_ outcome: Outcome, as number: Int) throws(PublishingError) {
        guard !has(number) else { throw .samePath(standing.numbers.path(number)) }
        while outcomes.count <= number { outcomes.append(.none) }
        outcomes[number] = outcome
    }

    /// Notes a file that was made, and gives its checksum.
    func add(_ file: PublishedFile, _ mark: FileMark, _ number: Int) throws(PublishingError) -> Checksum {
        try note(.made(Int32(made.count)), as: number)
        let (checksum, start) = (Checksum(of: file.bytes), remarks.count)
        remarks.append(contentsOf: mark.remark)
        made.append(Made(checksum: checksum, key: mark.key, remark: start..<remarks.count))
        return checksum
    }

    /// Notes what is gone, puts the changes into order, and writes the list of all files.
    func list() throws(PublishingError) -> PublishedFile {
        for number in 0..<standing.count where !has(number) {
            let path = standing.numbers.path(number)
            if path != FolderManifest.name { change.removed.append(path) }
        }
        change.removed.sort()
        change.written = standing.numbers.sorted(written).map { standing.numbers.path($0) }
        change.restored.sort()
        let files = standing.numbers.sorted(outcomes.indices.filter { has($0) })
        let list = FolderManifest.file(of: files, in: standing.numbers) { checksum($0) }
        _ = try add(list, .none, standing.add(list.path))
        return list
    }

    /// What is in a file of this build.
    func checksum(_ number: Int) -> Checksum {
        if case .made(let place) = outcomes[number] { return made[Int(place)].checksum }
        return standing.former(number) ?? Checksum(of: [])
    }

    /// What the next build wants to know of a file of this build.
    func mark(_ number: Int) -> FileMark {
        guard case .made(let place) = outcomes[number] else {
            return FileMark(key: standing.key(number), remark: standing.remark(number))
        }
        let file = made[Int(place)]
        return FileMark(key: file.key, remark: remarks[file.remark])
    }

    /// Whether the folder's list of files is the one that it should have.
    func isListed(_ list: PublishedFile) -> Bool {
        guard let number = standing.numbers[list.path] else { return false }
        if standing.left(number) != nil { return standing.former(number) == checksum(number) }
        return Disk.holds(list.bytes, at: "\(place.target)/\(list.path)")
    }

    /// Completes the new folder with the files that stay and the list of all, and lets it take the former's place.
    func swap(_ list: PublishedFile, _ files: [Int]) throws(PublishingError) {
        try twin.write(list, standing.add(list.path), of: standing.numbers)
        try twin.complete(with: files, of: standing)
        try twin.force(standing.numbers)
        try twin.swap()
    }

    /// Keeps what the next build wants to know; a memory that cannot be kept is only missed.
    ///
    /// - Parameter files: the files of this build, in the order of their paths.
    func note(_ told: [UInt8], _ files: [Int], as build: InputKey) {
        guard let path = place.memory else { return }
        let noted = files.filter { standing.facts(of: $0) != nil }
        let new = path + "-new"
        var handle: Result<Int32, PublishingError>?
        do throws(PublishingError) {
            try place.makeKept()
            if Disk.exists(new) { try Disk.remove(new) }
            let bytes = BuildMemory.bytes(
                build: build, told: told, known: known, files: noted, of: standing.numbers
            ) { number in
                BuildMemory.File(
                    checksum: checksum(number), facts: standing.facts(of: number) ?? .notPlain,
                    mark: mark(number))
            } folders: {
                // The file that this will be written to tells what time it is where the folders are.
                let made = Result { () throws(PublishingError) in try Disk.create(new) }
                handle = made.map(\.handle)
                return (try? made.get().time).map { twin.folders(of: noted, standing, before: $0) } ?? (
                    .none, .none
                )
            }
            if let handle { try Disk.write(bytes, to: handle.get(), named: new) }
            try Disk.rename(new, to: path)
        } catch {
            for path in [new, path] where Disk.exists(path) { try? Disk.remove(path) }
        }
    }
}
