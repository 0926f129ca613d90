// SPDX-License-Identifier: MIT

/// What can go wrong with the store.
public enum StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no way to open the database: no folder, no permission.
    case cannotOpen(path: String, reason: String)
    /// The file is something else than a database of Cairn, or is damaged.
    case notADatabase(path: String)
    /// A newer Cairn has changed the database; an older one must not touch it.
    case newerSchema(found: Int, known: Int)
    /// No room is left where the database lies; nothing was changed.
    case full(path: String)
    /// The database may be read only.
    case readOnly(path: String)
    /// Another process holds the database for longer than we wait.
    case busy(path: String)
    /// What was found in a table cannot be what was put there.
    case damaged(String)
    /// There is nothing with that id.
    case missing(kind: String, id: String)
    /// An item has changed at its source, or somebody has decided on it, since the curator saw it; nothing was changed.
    case overtaken(item: String)
    /// What was asked for makes no sense as things stand; nothing was changed. Holds a whole sentence.
    case refused(String)
    /// Too long nothing was heard of this worker, so others may do what it had begun; nothing was changed.
    case leaseLost
    /// A statement failed in another way.
    case failed(reason: String)

    /// One sentence that a curator can act on.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "the database \(path) cannot be opened: \(reason)"
        case .notADatabase(let path):
            "\(path) is not a database of Cairn, or it is damaged; restore it from a backup or move it away"
        case .newerSchema(let found, let known):
            "the database was made by a newer Cairn (schema \(found), this one knows \(known)); use the newer Cairn"
        case .full(let path): "no room is left on the disk of \(path); nothing was changed"
        case .readOnly(let path) where path.contains("://"):
            "the database \(path) may only be read by us; ask whoever runs its server"
        case .readOnly(let path):
            "the database \(path) may only be read; check who owns the file and its folder"
        case .busy(let path): "the database \(path) is held by another process; try again"
        case .damaged(let what): "the database holds something that cannot be read: \(what)"
        case .missing(let kind, let id): "there is no \(kind) \(id)"
        case .overtaken(let item):
            "\(item) has changed or was decided on since you saw it; nothing was changed, look at it again"
        case .refused(let sentence): sentence
        case .leaseLost:
            "nothing was heard of this worker for too long; others go on with what it had begun, and it begins anew"
        case .failed(let reason): "the database refused: \(reason)"
        }
    }
}
