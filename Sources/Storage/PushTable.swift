// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of hubs that tell us what is new in feeds.
///
/// A feed has one push at the most, beside those that are being left.
public struct PushTable: Sendable {
    let database: any Database

    /// All of them.
    ///
    /// **Shape**: by feed, then key.
    public func all() async throws(StorageError) -> [Push] {
        try await database.read { session in
            try session.rows("\(PushTable.selection) ORDER BY feed, push_key").map(PushTable.push)
        }
    }

    /// The one with a key.
    public func find(_ key: Push.Key) async throws(StorageError) -> Push? {
        try await database.read { session in
            try session.first("\(PushTable.selection) WHERE push_key = \(key)").map(PushTable.push)
        }
    }

    /// Notes a push that is about to be asked for, or asked for again.
    ///
    /// One that is live stays so, and keeps its end, while the hub is asked to go on. Noted before the hub hears of it, as
    /// it may call back before it answers.
    public func note(_ push: Push) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO pushes (push_key, feed, hub, topic, callback, secret, push_state, next_ask, attempts, ends,
                    push_reason)
                VALUES (\(push.key), \(push.feed), \(push.order.hub), \(push.order.topic), \(push.order.callback),
                    \(push.order.secret?.text), \(push.state.rawValue), \(push.nextAsk), \(push.attempts), \(push.ends), '')
                ON CONFLICT (push_key) DO UPDATE SET push_state = excluded.push_state, next_ask = excluded.next_ask,
                    attempts = excluded.attempts
                """)
        }
    }

    /// Notes that a hub has confirmed.
    ///
    /// - Parameters:
    ///   - ends: until when it tells us.
    ///   - nextAsk: when to ask it to go on.
    public func confirm(_ key: Push.Key, until ends: Date, nextAsk: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                UPDATE pushes SET push_state = 'live', ends = \(ends), next_ask = \(nextAsk), attempts = 0, push_reason = ''
                WHERE push_key = \(key) AND push_state <> 'leaving'
                """)
        }
    }

    /// Notes why a hub does not, and that it will not be asked before some time.
    public func refuse(_ key: Push.Key, reason: String, nextAsk: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                UPDATE pushes SET push_state = 'refused', ends = NULL, next_ask = \(nextAsk), push_reason = \(reason)
                WHERE push_key = \(key) AND push_state <> 'leaving'
                """)
        }
    }

    /// Notes why asking came to nothing; when it is asked again was noted before.
    public func fail(_ key: Push.Key, reason: String) async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE pushes SET push_reason = \(reason) WHERE push_key = \(key)")
        }
    }

    /// Notes that a hub told us something.
    public func hear(_ key: Push.Key, at time: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE pushes SET heard = \(time) WHERE push_key = \(key)")
        }
    }

    /// Forgets a push.
    public func remove(_ key: Push.Key) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM pushes WHERE push_key = \(key)")
        }
    }

    private static let selection: SQL = """
        SELECT push_key, feed, hub, topic, callback, secret, push_state, next_ask, attempts, ends FROM pushes
        """

    private static func push(_ row: Row) throws -> Push {
        guard let hub = row.optionalAddress(2), let topic = row.optionalAddress(3),
            let callback = row.optionalAddress(4), let state = Push.State(rawValue: try row.text(6))
        else { throw StorageError.damaged("push of feed \(try row.text(1)) has no web address") }
        return Push(
            key: Push.Key(try row.text(0)), feed: Feed.ID(try row.text(1)),
            order: Push.Order(
                hub: hub, topic: topic, callback: callback, secret: row.optionalText(5).map(PushSecret.init)),
            state: state, nextAsk: try row.date(7), attempts: try row.integer(8),
            ends: try row.optionalDate(9))
    }
}
