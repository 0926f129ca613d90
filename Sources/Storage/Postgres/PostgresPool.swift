// SPDX-License-Identifier: MIT

import Dispatch
import Synchronization

/// Connections to one database, each used by one after the other; opened when they are needed and kept.
///
/// The mutex guards which connections wait for work, how many there are, and who waits for one.
final class PostgresPool: Sendable {
    let address: PostgresAddress
    private let limit: Int
    private let state = Mutex(State())
    /// Threads that may block while the server works.
    private let threads = DispatchQueue(label: "cairn.postgres", attributes: .concurrent)

    private struct State {
        var idle: [PostgresConnection] = []
        var count = 0
        var waiting: [CheckedContinuation<PostgresConnection?, Never>] = []
    }

    /// How long is waited before it is tried again to connect, in milliseconds; a server that starts anew takes seconds.
    private static let pauses = [100, 200, 400, 800, 1_600, 3_200]

    /// - Parameter limit: the most connections at a time.
    init(_ address: PostgresAddress, limit: Int = 8) {
        self.address = address
        self.limit = limit
    }

    /// Does some work with a connection, on a thread that may block.
    ///
    /// A connection that was lost, or has a transaction open afterwards, is not used again.
    func use<Value: Sendable>(
        _ work: @escaping @Sendable (PostgresConnection) throws -> Value
    ) async throws -> Value {
        let connection = try await take()
        let result = await perform { Result { try work(connection) } }
        giveBack(connection)
        return try result.get()
    }

    /// Ends the connections that nobody uses.
    func close() {
        // Ended outside the lock, as each says goodbye to the server.
        let idle = state.withLock { state in
            defer {
                state.count -= state.idle.count
                state.idle = []
            }
            return state.idle
        }
        _ = consume idle
    }

    /// Opens a connection; where the server cannot be reached, it is tried again for some seconds.
    private func open() async throws -> PostgresConnection {
        let address = address
        for pause in PostgresPool.pauses {
            let result = await perform { Result { try PostgresConnection(address) } }
            switch result {
            case .success(let connection): return connection
            case .failure(let error as PostgresError) where error.isRefusal: throw error
            case .failure: try await Task.sleep(for: .milliseconds(pause))
            }
        }
        return try await perform { Result { try PostgresConnection(address) } }.get()
    }

    private func perform<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { waiter in
            threads.async { waiter.resume(returning: work()) }
        }
    }

    private enum Found {
        case connection(PostgresConnection)
        case room
        case none
    }

    private func take() async throws -> PostgresConnection {
        let found = state.withLock { state -> Found in
            if let connection = state.idle.popLast() { return .connection(connection) }
            guard state.count < limit else { return .none }
            state.count += 1
            return .room
        }
        switch found {
        case .connection(let connection): return connection
        case .room: return try await opened()
        case .none:
            let given = await withCheckedContinuation { waiter in
                // One may have come back meanwhile.
                let connection = state.withLock { state -> PostgresConnection?? in
                    if let connection = state.idle.popLast() { return .some(connection) }
                    if state.count < limit {
                        state.count += 1
                        return .some(nil)
                    }
                    state.waiting.append(waiter)
                    return nil
                }
                if let connection { waiter.resume(returning: connection) }
            }
            if let given { return given }
            return try await opened()
        }
    }

    /// Opens a connection for which there is room.
    private func opened() async throws -> PostgresConnection {
        do {
            return try await open()
        } catch {
            leaveRoom()
            throw error
        }
    }

    private func giveBack(_ connection: PostgresConnection) {
        guard connection.isAlive, connection.isIdle else { return leaveRoom() }
        let waiter = state.withLock { state -> CheckedContinuation<PostgresConnection?, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        waiter?.resume(returning: connection)
    }

    /// A connection is gone: whoever waits longest may open another one.
    private func leaveRoom() {
        let waiter = state.withLock { state -> CheckedContinuation<PostgresConnection?, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.count -= 1
            return nil
        }
        waiter?.resume(returning: nil)
    }
}

private extension PostgresError {
    /// Whether the server said no, which it will say again: wrong name, wrong password, no such database.
    var isRefusal: Bool {
        [
            "authentication failed", "does not exist", "no password supplied", "no pg_hba.conf entry",
            "certificate", "does not support SSL",
        ]
        .contains { message.contains($0) } && !message.contains("No such file")
    }
}
