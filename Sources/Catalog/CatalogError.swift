// SPDX-License-Identifier: MIT

/// Why the files of a library could not be read or written.
public enum CatalogError: Error, Hashable, CustomStringConvertible {
    /// Neither the folder nor any above it holds a `cairn.yaml`.
    case noLibrary(start: String)
    /// A file is there, but cannot be read.
    case unreadable(file: String, reason: String)
    /// A file says something wrong; at least one mistake, by file and line.
    case mistakes([Mistake])
    /// The disk has no room; the file that was there before is untouched.
    case diskFull(file: String)
    /// A file cannot be written for another reason; the file that was there before is untouched.
    case unwritable(file: String, reason: String)
    /// A feed is already in the list.
    case feedExists(file: String, line: Int)
    /// A feed is not in the list.
    case noSuchFeed(file: String, address: String)
    /// A file is not as whoever wants to change it saw it; nothing was changed.
    case overtaken(file: String)

    public var description: String {
        switch self {
        case .noLibrary(let start):
            "no cairn.yaml in \(start) or any folder above it; cairn init makes a library"
        case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
        case .mistakes(let mistakes): mistakes.map(\.description).joined(separator: "\n")
        case .diskFull(let file): "\(file): the disk is full; the file was left as it was"
        case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
        case .feedExists(let file, let line): "\(file):\(line): this feed is already in the list"
        case .noSuchFeed(let file, let address): "\(file): no feed with the address \(address)"
        case .overtaken(let file): "\(file): somebody has changed it meanwhile; nothing was changed"
        }
    }
}
