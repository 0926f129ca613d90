// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Pipeline
import Storage

/// Where a library's store is.
extension Workshop {
    /// The store's file, or the address of its database.
    ///
    /// A password in `cairn.yaml` is refused: that file is shared. It comes from `PGPASSWORD`, from `~/.pgpass`, or in
    /// an address in `CAIRN_STORE`.
    func storePlace() throws -> StorePlace {
        let text = settings.store
        guard text.contains("://") else { return .file(library.resolve(text).path) }
        guard let address = PostgresAddress(text) else {
            let engine = text.prefix { $0 != ":" }
            throw Complaint(
                "store: \(engine) is not an engine that this Cairn knows; a path or postgres://… is")
        }
        let isShared = ProcessInfo.processInfo.environment["CAIRN_STORE"] != text
        guard !(address.hasPassword && isShared) else {
            throw Complaint(
                "store: a password stands in cairn.yaml; put it into ~/.pgpass or PGPASSWORD, and take it out there"
            )
        }
        return .postgres(address)
    }

    /// Keeps runs on other machines away, where the store can be reached from there; nil where it cannot.
    ///
    /// **Errors**: `RunLock.Failure.held`.
    func holdRun(of store: Store) async throws -> StoreHold? {
        guard case .postgres(let address) = try storePlace() else { return nil }
        guard let hold = try await store.hold(.running) else {
            throw RunLock.Failure.held(folder: address.place)
        }
        return hold
    }

    /// Works as one of those who work on a store, on however many machines.
    ///
    /// - Parameter name: what is done, for whoever lists the workers.
    func atWork<Value: Sendable>(
        on store: Store, as name: String, _ body: (Worker) async throws -> Value
    ) async throws -> Value {
        let process = ProcessInfo.processInfo
        return try await Worker.perform(
            on: store, as: "\(name) on \(process.hostName), process \(process.processIdentifier)",
            term: settings.workTerm, body)
    }

    /// The store's file.
    ///
    /// - Parameter task: what needs a file, for the sentence where there is none.
    func storeFile(to task: String) throws -> String {
        guard case .file(let path) = try storePlace() else {
            throw Complaint(
                "\(task) is for a store in a file; for PostgreSQL use pg_dump and pg_restore (docs/scaling.md)"
            )
        }
        return path
    }
}
