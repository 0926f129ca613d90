// SPDX-License-Identifier: MIT

public import Foundation

/// The table of tries to sign in of the last minutes, by which guessing is stopped.
///
/// A try is noted before the password is looked at and taken back when it was right, so tries at the same time count too.
public struct SignInTryTable: Sendable {
    let database: any Database

    /// For how long a try counts, seconds.
    public static let span: TimeInterval = 15 * 60
    /// How many tries an account or an address has within ``span``.
    public static let limit = 10

    /// Notes a try.
    ///
    /// - Parameters:
    ///   - account: names the account, whether or not there is one.
    ///   - address: whence it comes.
    ///
    /// **Shape**: what to take back by when it was right; nil when there were too many, and then it is not noted.
    public func begin(
        account: String, address: String, at now: Date
    ) async throws(StorageError) -> Int? {
        try await database.write { session in
            let start = now - SignInTryTable.span
            try session.run("DELETE FROM sign_in_tries WHERE time < \(start)")
            let byAccount = try session.number(
                "SELECT COUNT(*) FROM sign_in_tries WHERE account = \(account)")
            let byAddress = try session.number(
                "SELECT COUNT(*) FROM sign_in_tries WHERE address = \(address)")
            guard max(byAccount, byAddress) < SignInTryTable.limit else { return nil }
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM sign_in_tries") + 1
            try session.run(
                """
                INSERT INTO sign_in_tries (number, account, address, time)
                VALUES (\(number), \(account), \(address), \(now))
                """)
            return number
        }
    }

    /// Takes back a try that was right.
    public func succeed(_ number: Int) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM sign_in_tries WHERE number = \(number)")
        }
    }
}
