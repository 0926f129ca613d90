// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folders below one folder as a build left them.
///
/// Where the file system says the same of each of them still, no name in them was added, was taken away or went to another file,
/// so that nobody has to read what is in them. What is in the files it does not tell.
struct KnownFolders {
    /// Each by its path from the outermost, which is empty; none where nothing is known.
    let all: [(path: String, facts: FileFacts)]

    /// Nothing.
    static let none = KnownFolders(all: [])

    init(all: [(path: String, facts: FileFacts)]) { self.all = all }

    /// Looks at folders; nothing is known where one of them is missing, or may change once more without telling.
    ///
    /// - Parameters:
    ///   - root: the outermost.
    ///   - paths: its own, which is empty, and those of all below.
    ///   - now: what time it is for the file system. What changed a folder at that very time may do so again.
    init(_ root: String, _ paths: [String], before now: FileFacts.Moment) {
        var all: [(path: String, facts: FileFacts)] = []
        for path in paths {
            guard let facts = KnownFolders.facts(root, path), facts.modified < now, facts.changed < now else {
                self = .none
                return
            }
            all.append((path, facts))
        }
        self.all = all
    }

    /// Whether something is known and holds still.
    func hold(in root: String) -> Bool {
        !all.isEmpty && all.allSatisfy { KnownFolders.facts(root, $0.path) == $0.facts }
    }

    private static func facts(_ root: String, _ path: String) -> FileFacts? {
        FileFacts(folderAt: path.isEmpty ? root : "\(root)/\(path)")
    }
}
