// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// The list of files that Cairn put into a published folder, kept in it as `.cairn-manifest.json`.
struct FolderManifest: Hashable, Codable {
    static let name = ".cairn-manifest.json"

    /// The SHA-256 of each file, by path.
    let files: [String: String]

    /// Lists files to be published.
    ///
    /// **Errors**: ``PublishingError/unusableName(_:)`` for a path that leaves the folder or is hidden,
    /// ``PublishingError/samePath(_:)`` for two files of one path.
    init(_ published: [PublishedFile]) throws(PublishingError) {
        var files: [String: String] = [:]
        for file in published {
            guard FolderManifest.isUsable(file.path) else { throw .unusableName(file.path) }
            guard files.updateValue(Digest.hex(file.bytes), forKey: file.path) == nil else {
                throw .samePath(file.path)
            }
        }
        self.files = files
    }

    /// The manifest as a file.
    func file() throws(PublishingError) -> PublishedFile {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return PublishedFile(path: FolderManifest.name, bytes: Array(try encoder.encode(self)))
        } catch {
            throw .file(path: FolderManifest.name, why: String(describing: error))
        }
    }

    /// The manifest of a folder; nil where there is no folder or an empty one.
    ///
    /// **Errors**: ``PublishingError/notOurs(path:)`` for a folder, or a file in it, that is not in the manifest.
    static func read(at folder: String) throws(PublishingError) -> FolderManifest? {
        let present = try Disk.files(in: folder)
        guard !present.isEmpty else { return nil }
        guard let bytes = try? Disk.read(folder + "/" + name),
            let manifest = try? JSONDecoder().decode(FolderManifest.self, from: Data(bytes))
        else { throw .notOurs(path: folder) }
        for path in present where path != name && manifest.files[path] == nil {
            throw .notOurs(path: folder + "/" + path)
        }
        return manifest
    }

    /// What will be different once the folder holds the new files.
    func change(to new: FolderManifest, at folder: String) throws(PublishingError) -> PublishedFolder.Change {
        var change = PublishedFolder.Change()
        for (path, digest) in new.files.sorted(by: { $0.key < $1.key }) {
            if files[path] != digest {
                change.written.append(path)
            } else if (try? Disk.read(folder + "/" + path)).map({ Digest.hex($0) }) != digest {
                change.restored.append(path)
            }
        }
        change.removed = files.keys.filter { new.files[$0] == nil }.sorted()
        return change
    }

    /// What a folder that was not there before begins with.
    static func firstChange(_ manifest: FolderManifest) -> PublishedFolder.Change {
        PublishedFolder.Change(written: manifest.files.keys.sorted())
    }
}

private extension FolderManifest {
    static func isUsable(_ path: String) -> Bool {
        guard !path.isEmpty, path.utf8.count <= 1024 else { return false }
        return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && part.utf8.count <= 200
                && part.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
        }
    }
}
