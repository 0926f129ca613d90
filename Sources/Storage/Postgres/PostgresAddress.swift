// SPDX-License-Identifier: MIT

import Foundation

/// Where a database of PostgreSQL is: a `postgres://` address as libpq reads it.
///
/// **Source**: PostgreSQL 15, section 34.1.1.2 (connection URIs).
public struct PostgresAddress: Hashable, Sendable {
    /// The address as it was given; it may hold a password, so it is never shown.
    let connection: String
    /// The address without a password and without settings, to be shown.
    public let place: String
    /// Whether a password stands in it.
    public let hasPassword: Bool

    /// Whether nothing may be written.
    private var isLooking = false

    /// - Returns: nil for what is no address of PostgreSQL.
    public init?(_ text: String) {
        guard ["postgres://", "postgresql://"].contains(where: text.hasPrefix),
            !text.utf8.contains(where: { $0 <= 32 || $0 == 127 })
        else { return nil }
        connection = text
        let head = text.prefix { $0 != "?" }
        let (scheme, rest) = (head.prefix(while: { $0 != "/" }) + "//", head.drop { $0 != "/" }.dropFirst(2))
        let host = rest.prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else {
            place = String(head)
            hasPassword = text.contains("password=")
            return
        }
        let user = host[..<at]
        hasPassword = user.contains(":") || text.contains("password=")
        place = "\(scheme)\(user.prefix { $0 != ":" })\(rest[at...])"
    }

    /// The same, for somebody who only looks.
    var looking: PostgresAddress {
        var address = self
        address.isLooking = true
        return address
    }

    /// What is said to the server at the start of each connection.
    ///
    /// A statement that takes longer than a minute, or a transaction in which nothing happens for as long, is ended by the
    /// server, so that nothing hangs for ever.
    var settings: [String] {
        [
            "SET client_encoding = 'UTF8'", "SET application_name = 'cairn'", "SET statement_timeout = '60s'",
            "SET lock_timeout = '30s'", "SET idle_in_transaction_session_timeout = '60s'",
            "SET standard_conforming_strings = on",
            // So the server learns within half a minute that we are gone, and lets others have what we held.
            "SET tcp_keepalives_idle = 10", "SET tcp_keepalives_interval = 5", "SET tcp_keepalives_count = 3",
            "SET tcp_user_timeout = 25000",
        ] + (isLooking ? ["SET default_transaction_read_only = on"] : [])
    }
}
