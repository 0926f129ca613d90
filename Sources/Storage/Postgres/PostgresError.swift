// SPDX-License-Identifier: MIT

/// What a server of PostgreSQL answered, or that it did not.
struct PostgresError: Error {
    /// Five characters that say what kind of mistake it is (SQLSTATE, appendix A of PostgreSQL's manual); may be empty.
    let state: String
    /// The server's words.
    let message: String
    /// Whether the connection is gone.
    let isLost: Bool

    /// Whether the same transaction may well succeed when it is done again: another one was in its way.
    var isCollision: Bool { ["40001", "40P01"].contains(state) }
}

extension StorageError {
    /// Says in our words what PostgreSQL or our own code said; `place` is the database's address without a password.
    init(postgres error: any Error, at place: String) {
        guard let error = error as? PostgresError else {
            self = (error as? StorageError) ?? .failed(reason: String(describing: error))
            return
        }
        switch error.state {
        case _ where error.isLost: self = .cannotOpen(path: place, reason: error.message)
        case "53100": self = .full(path: place)
        case "25006", "42501": self = .readOnly(path: place)
        // Somebody held a lock, or the server, for longer than we wait.
        case "55P03", "57014", "40001", "40P01": self = .busy(path: place)
        default: self = .failed(reason: error.message)
        }
    }
}
