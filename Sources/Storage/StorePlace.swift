// SPDX-License-Identifier: MIT

/// Where a store is.
public enum StorePlace: Hashable, Sendable, CustomStringConvertible {
    /// A file of SQLite, by its path.
    case file(String)
    /// A database of PostgreSQL.
    case postgres(PostgresAddress)

    /// As it may be shown: never with a password.
    public var description: String {
        switch self {
        case .file(let path): path
        case .postgres(let address): address.place
        }
    }
}
