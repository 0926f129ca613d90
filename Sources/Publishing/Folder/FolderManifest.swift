// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// The list of files that Cairn put into a published folder, kept in it as `.cairn-manifest.json`.
struct FolderManifest: Hashable {
    static let name = ".cairn-manifest.json"

    /// The checksum of each file, by path.
    let files: [String: Checksum]

    /// The list as a file: JSON with the digits of each file by its path.
    ///
    /// - Parameters:
    ///   - files: in the order of their paths.
    ///   - checksum: what is in a file.
    static func file(
        of files: [Int], in numbers: PathNumbers, _ checksum: (Int) -> Checksum
    ) -> PublishedFile {
        var text: [UInt8] = []
        text.reserveCapacity(files.count * 144 + 100)
        text.append("{\n  \"files\" : {")
        var isFirst = true
        for number in files {
            text.append(isFirst ? "\n    \"" : ",\n    \"")
            isFirst = false
            let start = text.count
            numbers.writePath(number, to: &text)
            // Paths are plain, but for quotes: see ``isUsable(_:)``.
            if text[start...].contains(UInt8(ascii: "\"")) {
                let path = text[start...].flatMap {
                    $0 == UInt8(ascii: "\"") ? [UInt8(ascii: "\\"), $0] : [$0]
                }
                text.replaceSubrange(start..., with: path)
            }
            text.append("\" : \"")
            checksum(number).write(to: &text)
            text.append(UInt8(ascii: "\""))
        }
        text.append("\n  }\n}")
        return PublishedFile(path: FolderManifest.name, bytes: text)
    }

    /// The manifest of a folder; nil where there is no folder or an empty one.
    ///
    /// - Parameter isEmpty: whether nothing lies in the folder.
    ///
    /// **Errors**: ``PublishingError/notOurs(path:)`` for a folder without a list that can be read.
    static func read(
        at folder: String, isEmpty: Bool
    ) throws(PublishingError) -> FolderManifest? {
        guard !isEmpty else { return nil }
        guard let bytes = try? Disk.read(folder + "/" + name),
            let form = try? JSONDecoder().decode(Form.self, from: Data(bytes))
        else { throw .notOurs(path: folder) }
        var files: [String: Checksum] = [:]
        for (path, digits) in form.files {
            // What somebody wrote into the list is a file of ours of which nothing is known.
            files[path] = Checksum(hex: digits) ?? Checksum(of: [])
        }
        return FolderManifest(files: files)
    }

    private struct Form: Decodable {
        let files: [String: String]
    }
}

extension FolderManifest {
    /// Whether a path stays in the folder and is not hidden.
    static func isUsable(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            guard !bytes.isEmpty, bytes.count <= 1024, bytes.last != UInt8(ascii: "/") else { return false }
            var start = 0
            for (place, byte) in bytes.enumerated() {
                if byte == UInt8(ascii: "/") {
                    guard place > start else { return false }
                    start = place + 1
                    continue
                }
                guard byte > 32, byte < 127, byte != UInt8(ascii: "\\"), place - start < 200,
                    place > start || byte != UInt8(ascii: ".")
                else { return false }
            }
            return true
        }
    }
}
