// SPDX-License-Identifier: MIT

import Foundation
import Publishing

/// What people and accidents do to a published folder and to what is kept beside it.
extension EditedLibrary {
    /// One of the files that are published, not the list of them.
    func anyFile() -> URL? {
        let files = FileManager.default.subpaths(atPath: folder.path)?.sorted().filter {
            $0.contains(".") && !$0.hasPrefix(".")
        }
        guard let files, !files.isEmpty else { return nil }
        return URL(filePath: folder.path).appending(path: files[chance.below(files.count)])
    }

    func spoil() throws {
        guard let file = anyFile() else { return }
        let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]
        var bytes = try Data(contentsOf: file)
        guard !bytes.isEmpty else { return }
        bytes[bytes.count / 2] ^= 1
        // In place, as an editor does, with size and date as they were.
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: bytes)
        try handle.close()
        if let date {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
        }
    }

    func lose() throws { if let file = anyFile() { try FileManager.default.removeItem(at: file) } }

    func damageMemory() throws {
        let memory = home.appending(path: ".site-kept/memory")
        guard var bytes = try? Data(contentsOf: memory) else { return }
        if chance.below(2) == 0 { return try FileManager.default.removeItem(at: memory) }
        bytes[chance.below(bytes.count)] ^= 4
        try bytes.write(to: memory)
    }

    func damageTwin() throws {
        let twin = home.appending(path: ".site-kept/twin")
        guard FileManager.default.fileExists(atPath: twin.path) else { return }
        if chance.below(2) == 0 { return try FileManager.default.removeItem(at: twin) }
        try? FileManager.default.removeItem(at: twin.appending(path: "topics"))
        try Data("half".utf8).write(to: twin.appending(path: "half.html"))
    }
}

/// Numbers by chance that are the same in each run.
///
/// **Source**: SplitMix64 (Steele, Lea and Flood, 2014).
struct Chance {
    var state: UInt64

    mutating func below(_ end: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ mixed >> 31) % UInt64(end))
    }
}
