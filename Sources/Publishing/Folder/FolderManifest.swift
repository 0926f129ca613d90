// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// The list of files that Cairn put into a published folder, kept in it as `.cairn-manifest.json`.
struct FolderManifest: Hashable, Codable {
    static let name = ".cairn-manifest.json"

    /// The BLAKE2b digest of each file, by path.
    let files: [String: String]

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
}

extension FolderManifest {
    /// Whether a path stays in the folder and is not hidden.
    static func isUsable(_ path: String) -> Bool {
        guard !path.isEmpty, path.utf8.count <= 1024 else { return false }
        return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && part.utf8.count <= 200
                && part.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
        }
    }
}
