// SPDX-License-Identifier: MIT

/// The folder beside the published one in which the next files are put together.
///
/// Where builds are remembered, it stays: a second name for each of the published files, so that the next build brings just its
/// differences to it and then exchanges the two. In whatever state it is found, it is brought to order by what the file
/// system says; nothing that it holds is trusted.
struct FolderTwin {
    private let place: FolderPlace
    /// The files that were written, by number, and which files these are.
    private var written: [Int] = []
    private var isFresh: [Bool] = []
    /// The files that got a second name, about which the file system says something else from then on.
    private var linked: [Int] = []
    /// The folders in which names changed.
    private var touched: Set<String> = []
    /// Folders that are known to be there.
    private var folders: Set<Substring> = []
    /// The folder of the last file, which is known to be there and touched.
    private var lastFolder: Substring?
    /// Whether anything was done to it.
    private(set) var isChanged = false
    /// Whether it has become the published folder.
    private var isSwapped = false
    /// Whether it was empty when this build began with it.
    private var isNew = false
    /// Its folders as the last build left them, and whether they still were so when this build began with it.
    private let known: KnownFolders
    private var isAsLeft = false
    /// Whether it was brought to what is published now, and whether with another file where a second name was meant.
    private var hasFollowed = false
    private var hasCopied = false
    /// Its folders, and those of the published folder.
    private var own: OpenFolders
    private var published: OpenFolders

    /// - Parameter known: its folders as the last build left them.
    init(_ place: FolderPlace, _ known: KnownFolders) {
        self.place = place
        self.known = known
        own = OpenFolders(place.next)
        published = OpenFolders(place.target)
    }

    /// Writes a file into it.
    mutating func write(
        _ file: PublishedFile, _ number: Int, of numbers: PathNumbers
    ) throws(PublishingError) {
        try begin()
        try makeFolder(of: file.path, numbers)
        try clear(file.path, isFresh: isFresh(number))
        try own.write(file.bytes, to: file.path)
        while isFresh.count <= number { isFresh.append(false) }
        isFresh[number] = true
        written.append(number)
    }

    /// Gives it each of the files of a build that it does not have yet, from the published folder, and takes away what is none
    /// of them.
    ///
    /// - Parameter files: the build's files by number.
    mutating func complete(
        with files: [Int], of standing: borrowing FolderStanding
    ) throws(PublishingError) {
        try begin()
        var (present, others, folders) = try names(standing)
        for number in files {
            let inode = present[number]
            present[number] = nil
            let isThere = inode != nil && !isSwapped && inode == standing.facts(of: number)?.inode
            if isThere || isFresh(number) { continue }
            let path = standing.numbers.path(number)
            try makeFolder(of: path, standing.numbers)
            try clear(path, isFresh: false)
            try link(path)
            linked.append(number)
        }
        others += present.indices.filter { present[$0] != nil }.map { standing.numbers.path($0) }
        for path in others {
            let whole = "\(place.next)/\(path)"
            // Something that this build wrote may have taken its place.
            if isAsLeft, !Disk.exists(whole) || Disk.isFolder(whole) { continue }
            try Disk.unlink(whole)
            touch(OpenFolders.folder(of: path))
        }
        for folder in folders.reversed() where !self.folders.contains(folder[...]) {
            // A folder that is not empty stays.
            if Disk.removeEmptyFolder("\(place.next)/\(folder)") { touch(OpenFolders.folder(of: folder)) }
        }
    }

    /// What the next build may know of the folders.
    ///
    /// - Parameters:
    ///   - files: the build's files by number.
    ///   - now: what time it is for the file system.
    func folders(
        of files: [Int], _ standing: borrowing FolderStanding, before now: FileFacts.Moment
    ) -> (published: KnownFolders, twin: KnownFolders) {
        let paths = standing.numbers.folders(of: files)
        // An empty folder that somebody made beside the files is not among these, and would stay for ever if they were known.
        let isTidy = standing.isTidy
        let there = isTidy || isSwapped ? KnownFolders(place.target, paths, before: now) : .none
        if hasFollowed && !hasCopied {
            return (there, isTidy ? KnownFolders(place.next, paths, before: now) : .none)
        }
        // Where nothing was written, and every file is the one that it was, it is what it was too.
        return (there, isChanged || !standing.isUntouched ? .none : known)
    }

    /// Forces what is new to the disk.
    func force(_ numbers: PathNumbers) throws(PublishingError) {
        let folders = touched.sorted().map { $0.isEmpty ? place.next : "\(place.next)/\($0)" }
        try Disk.force(
            written.count, in: place.next, file: { numbers.path(written[$0]) },
            folders: folders.filter { Disk.isFolder($0) })
    }

    /// Lets it take the place of the published folder, which becomes the twin.
    mutating func swap() throws(PublishingError) {
        _ = try place.swap()
        isSwapped = true
        (own, published) = (OpenFolders(place.next), OpenFolders(place.target))
    }

    /// Brings it to what is published now, and notes what the file system says of the files that this build has touched.
    ///
    /// It holds the former files now, so just the differences are to be done.
    ///
    /// - Parameters:
    ///   - files: the build's files by number.
    ///   - removed: files that are no longer published.
    mutating func follow(_ files: [Int], removed: [String], _ standing: inout FolderStanding) {
        guard isSwapped else { return }
        (isFresh, folders, touched, isNew, isAsLeft, lastFolder) = ([], [], [], false, false, nil)
        do throws(PublishingError) {
            hasFollowed = true
            if Disk.exists(place.next) {
                for path in removed where (try? Disk.unlink("\(place.next)/\(path)")) == nil {
                    hasFollowed = false
                }
                for path in removed { removeEmptyFolders(above: path) }
                for number in written {
                    let path = standing.numbers.path(number)
                    try makeFolder(of: path, standing.numbers)
                    try clear(path, isFresh: false)
                    try link(path)
                }
            } else {
                try complete(with: files, of: standing)
            }
        } catch {
            // Without it the next build only has more to do.
            remove()
        }
        var isNoted = [Bool](repeating: false, count: standing.numbers.count)
        for number in written + linked where !isNoted[number] {
            isNoted[number] = true
            standing.note(published.facts(of: standing.numbers.path(number)), of: number)
        }
    }

    /// Takes it away.
    mutating func remove() {
        hasFollowed = false
        if Disk.exists(place.next) { try? Disk.remove(place.next) }
    }
}

private extension FolderTwin {
    func isFresh(_ number: Int) -> Bool { number < isFresh.count && isFresh[number] }

    func removeEmptyFolders(above path: String) {
        let folder = OpenFolders.folder(of: path)
        guard !folder.isEmpty, Disk.removeEmptyFolder("\(place.next)/\(folder)") else { return }
        removeEmptyFolders(above: String(folder))
    }

    mutating func begin() throws(PublishingError) {
        guard !isChanged || isSwapped else { return }
        isChanged = true
        try place.makeKept()
        if Disk.exists(place.next), !Disk.isFolder(place.next) { try Disk.unlink(place.next) }
        isNew = !Disk.exists(place.next)
        isAsLeft = !isNew && !isSwapped && known.hold(in: place.next)
        if isNew { try Disk.makeFolder(place.next) }
        touch("")
    }

    /// The files in it by number, the paths of other things, and its folders.
    func names(
        _ standing: borrowing FolderStanding
    ) throws(PublishingError) -> (present: [UInt64?], others: [String], folders: [String]) {
        var present = [UInt64?](repeating: nil, count: standing.numbers.count)
        if isAsLeft {
            // But for what this build has written, it holds what the last one published.
            for number in 0..<standing.count { present[number] = standing.left(number)?.inode }
            return (present, [], known.all.map(\.path).filter { !$0.isEmpty })
        }
        // What this build began empty holds nothing but what this build has written.
        let walk = isNew ? FolderWalk.empty : try FolderWalk(place.next, numbers: standing.numbers)
        var others: [String] = []
        for entry in walk.entries {
            if let number = entry.number { present[number] = entry.inode } else { others.append(entry.path) }
        }
        return (present, others, walk.folders)
    }

    mutating func touch(_ folder: Substring) { touched.insert(String(folder)) }

    /// Makes the folder in which a file will lie; what is no folder and not of this build makes way.
    mutating func makeFolder(of path: String, _ numbers: PathNumbers) throws(PublishingError) {
        let folder = OpenFolders.folder(of: path)
        if folder == lastFolder { return }
        defer { lastFolder = folder }
        touch(folder)
        guard !folder.isEmpty, !folders.contains(folder) else { return }
        let name = String(folder)
        try makeFolder(of: name, numbers)
        let whole = "\(place.next)/\(name)"
        let isOurs = numbers[name].map { isFresh($0) } ?? false
        if Disk.exists(whole), !Disk.isFolder(whole), !isOurs { try Disk.unlink(whole) }
        if !Disk.isFolder(whole) { try Disk.makeFolder(whole) }
        folders.insert(name[...])
    }

    /// Takes away what bears a file's name.
    ///
    /// - Parameter isFresh: whether this build wrote it.
    mutating func clear(_ path: String, isFresh: Bool) throws(PublishingError) {
        guard !isNew, !isFresh, !folders.contains(path[...]) else { return }
        let whole = "\(place.next)/\(path)"
        if Disk.isFolder(whole) { try Disk.remove(whole) } else { try? Disk.unlink(whole) }
    }

    /// Gives a published file a second name, or a second self where the file system knows no second names.
    mutating func link(_ path: String) throws(PublishingError) {
        if try own.link(path, from: published) { return }
        hasCopied = true
        try own.write(try Disk.read("\(place.target)/\(path)"), to: path)
    }
}
