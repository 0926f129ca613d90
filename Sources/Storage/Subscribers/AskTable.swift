// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of what was asked for by forms in the last day, so that nobody can fill a mailbox with our mails.
public struct AskTable: Sendable {
    let database: any Database

    /// What comes of asking.
    public enum Answer: Hashable, Sendable {
        /// Go on.
        case free
        /// Enough has gone to that address today: say what is always said, and mail nothing.
        case silent
        /// Too much comes from there, or from everywhere.
        case tooMany
    }

    /// Mails that an address gets by forms in a day at the most.
    public static let addressLimit = 3
    /// Forms from one place in an hour at the most.
    public static let originLimit = 20
    /// Forms from everywhere in an hour at the most.
    public static let limit = 1_000

    /// Deletes what was asked for by forms and came to nothing: links that were not used in time, sign-ups that were not
    /// confirmed, and whence forms came more than a day ago.
    public func forgetUnused(at now: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM reader_links WHERE until <= \(now)")
            try session.run("DELETE FROM sign_up_asks WHERE until <= \(now)")
            try session.run("DELETE FROM asks WHERE time < \(now - 86_400)")
            try session.run("UPDATE suggestions SET origin = NULL WHERE time < \(now - 86_400)")
        }
    }

    /// Notes that somebody asks by a form.
    ///
    /// - Parameter origin: whence, such as the address of a machine; kept for a day, and only what stands for it.
    public func begin(
        for address: MailAddress, from origin: String, at now: Date
    ) async throws(StorageError) -> Answer {
        try await database.write { session in
            let keys = try AddressKeys(in: session)
            let key = keys.digest(of: address)
            let place = keys.secret.proof(of: "origin \(origin)")
            let hour = now - 3_600
            try session.run("DELETE FROM asks WHERE time < \(now - 86_400)")
            let fromThere = try session.number(
                "SELECT COUNT(*) FROM asks WHERE origin = \(place) AND time > \(hour)")
            let inAll = try session.number("SELECT COUNT(*) FROM asks WHERE time > \(hour)")
            guard fromThere < AskTable.originLimit, inAll < AskTable.limit else { return .tooMany }
            let toIt = try session.number("SELECT COUNT(*) FROM asks WHERE address_key = \(key)")
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM asks") + 1
            try session.run(
                """
                INSERT INTO asks (number, address_key, origin, time)
                VALUES (\(number), \(key), \(place), \(now))
                """)
            return toIt < AskTable.addressLimit ? .free : .silent
        }
    }
}
