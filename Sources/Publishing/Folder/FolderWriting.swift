// SPDX-License-Identifier: MIT

import Model

/// Writes the files of a folder one by one, taking over from the former folder what stays as it was.
final class FolderWriting {
    private let former: FolderManifest?
    private let target: String
    private let next: String
    private var digests: [String: String] = [:]
    private var folders: Set<String>
    private var fresh: [String] = []
    /// What is different from the former folder.
    private(set) var change = PublishedFolder.Change()

    /// - Parameters:
    ///   - former: what is in the former folder; nil where there is none.
    ///   - target: the former folder.
    ///   - next: the folder to fill, which is there and empty.
    init(former: FolderManifest?, target: String, next: String) {
        self.former = former
        self.target = target
        self.next = next
        folders = [next]
    }

    /// Takes one file.
    ///
    /// **Errors**: ``PublishingError/unusableName(_:)`` for a path that leaves the folder or is hidden,
    /// ``PublishingError/samePath(_:)`` for two files of one path, and what the disk says.
    func take(_ file: PublishedFile) throws(PublishingError) {
        guard FolderManifest.isUsable(file.path) else { throw .unusableName(file.path) }
        let digest = Digest.checksum(file.bytes)
        guard digests.updateValue(digest, forKey: file.path) == nil else { throw .samePath(file.path) }
        try makeFolder(of: file.path)
        if former?.files[file.path] != digest {
            change.written.append(file.path)
        } else if !Disk.holds(file.bytes, at: "\(target)/\(file.path)") {
            change.restored.append(file.path)
        } else if Disk.link("\(target)/\(file.path)", to: "\(next)/\(file.path)") {
            return
        }
        try Disk.write(file.bytes, to: "\(next)/\(file.path)")
        fresh.append(file.path)
    }

    /// Ends the folder with its list and forces all of it to the disk; false where nothing is different.
    func finish() throws(PublishingError) -> Bool {
        let manifest = FolderManifest(files: digests)
        change.removed = former?.files.keys.filter { digests[$0] == nil }.sorted() ?? []
        change.written.sort()
        change.restored.sort()
        if former != nil, change.isEmpty { return false }
        let list = try manifest.file()
        try Disk.write(list.bytes, to: "\(next)/\(list.path)")
        try Disk.force(fresh + [list.path], in: next, folders: folders.sorted())
        return true
    }

    private func makeFolder(of path: String) throws(PublishingError) {
        guard let slash = path.lastIndex(of: "/") else { return }
        let folder = "\(next)/\(path[..<slash])"
        if folders.insert(folder).inserted { try Disk.makeFolders(folder) }
    }
}
