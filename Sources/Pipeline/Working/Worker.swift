// SPDX-License-Identifier: MIT

import Foundation
import Model
public import Storage
import Synchronization
public import Transport

/// This process as one of those at work on a store, on however many machines.
///
/// What it alone may do, it holds by leases of the store's ``WorkerTable``, which live as long as it is heard of: every third
/// of its term it says that it is there. The mutexes guard which hosts it has, who is at them, and whether anybody else is
/// at work.
public final class Worker: Sendable {
    /// Its store.
    public let store: Store
    private let id: WorkerTable.ID
    private let term: Double
    private let hosts = Mutex<[String: HeldHost]>([:])
    private let isAlone = Mutex(true)
    private let now: @Sendable () -> ContinuousClock.Instant

    /// How long is waited until it is tried again to get a host that another worker has.
    private static let pause = Duration.milliseconds(200)

    private init(
        store: Store, id: WorkerTable.ID, term: Double, now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        (self.store, self.id, self.term, self.now) = (store, id, term, now)
    }

    /// Works, and is heard of meanwhile.
    ///
    /// - Parameters:
    ///   - name: what it does and where, in words.
    ///   - term: seconds for which nothing may be heard of it until others do its work.
    ///   - now: the time.
    ///   - body: the work; where nothing could be said for too long, its writes are refused.
    /// - Throws: `StorageError` where the store cannot be written, and what the body throws.
    public static func perform<Value: Sendable>(
        on store: Store, as name: String, term: Double = WorkerTable.term,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        _ body: (Worker) async throws -> Value
    ) async throws -> Value {
        let worker = Worker(
            store: store, id: try await store.workers.begin(as: name, term: term), term: term,
            now: now)
        await worker.look()
        let heart = Task { await worker.beat() }
        defer { heart.cancel() }
        do {
            let value = try await body(worker)
            await worker.end()
            return value
        } catch {
            await worker.end()
            throw error
        }
    }

    /// How long others may be at hosts without one coming free, until these are left to them.
    var patience: Duration { .seconds(max(1, 2 * term)) }

    /// The store for what comes of a host that this worker has.
    func store(for host: String) -> Store { store.holding(.host(host, of: id)) }

    /// Takes hosts; each is given back by ``giveBack(_:)``.
    ///
    /// - Returns: those that it got.
    func take(_ wanted: [String]) async throws(StorageError) -> Set<String> {
        try await leaveIdle()
        let (known, missing) = hosts.withLock { hosts -> (Set<String>, [String]) in
            let missing = wanted.filter { hosts[$0] == nil }
            return (Set(wanted.filter { hosts[$0]?.enter() == true }), missing)
        }
        let got = try await store.workers.take(missing, for: id)
        return hosts.withLock { hosts in
            known.union(
                got.filter { hosts[$0.key, default: HeldHost(others: $0.value, at: now())].enter() }.map(
                    \.key))
        }
    }

    /// Gives a host back that was taken.
    func giveBack(_ host: String) { leave(host) }

    /// Gives a host back, and takes it again when others who want it have had it.
    ///
    /// - Returns: false where others keep it for so long that they are left to it; it is given back then.
    func letOthersIn(_ host: String) async throws -> Bool {
        if isAlone.withLock({ $0 }) { return true }
        giveBack(host)
        try await leaveIdle()
        try await Task.sleep(for: Worker.pause * 2)
        return try await reach(host)
    }

    /// Takes items to tag, for this worker alone; what it took before, it leaves.
    func takeUntagged(
        by model: String, limit: Int
    ) async throws(StorageError) -> (items: [LibraryItem], store: Store) {
        let items = try await store.workers.takeUntagged(by: model, limit: limit, for: id)
        return (items, store.holding(.items(items.map(\.id), of: id)))
    }

    private func beat() async {
        while !Task.isCancelled {
            guard (try? await Task.sleep(for: .seconds(term / 3))) != nil else { return }
            // Where this fails, it is tried again; in the end the store refuses what the worker writes.
            if (try? await store.workers.stay(id, term: term)) == false { return }
            await look()
            try? await leaveIdle()
        }
    }

    /// Notes whether anybody else is at work.
    private func look() async {
        guard let present = try? await store.workers.present().count else { return }
        isAlone.withLock { $0 = present <= 1 }
    }

    private func end() async {
        // A task that was cancelled would not get a connection any more.
        await Task {
            try? await leaveIdle(all: true)
            try? await store.workers.end(id)
        }.value
    }

    /// Takes a host as soon as others let it go; false where they do not for twice the time that they may be silent.
    private func reach(_ host: String) async throws -> Bool {
        var waited = Duration.zero
        while try await !take([host]).contains(host) {
            guard waited < patience else { return false }
            try await Task.sleep(for: Worker.pause)
            waited += Worker.pause
        }
        return true
    }
}

extension Worker: HostSharing {
    /// Waits until no other worker has a host; see `HostSharing`.
    public func enter(_ host: String) async throws(TransferError) -> Duration? {
        if !hosts.withLock({ $0[host]?.enter() == true }) {
            do {
                guard try await reach(host) else {
                    throw TransferError.timeout(seconds: Int(patience / .seconds(1)))
                }
            } catch let error as StorageError {
                throw .unreachable(host: host, reason: "\(error)")
            } catch {
                throw error as? TransferError ?? .cancelled
            }
        }
        return hosts.withLock { $0[host]?.othersAgo(at: now()) }
    }

    /// Notes that a request to a host is over; see `HostSharing`.
    public func leave(_ host: String) {
        hosts.withLock { $0[host]?.leave(at: now()) }
    }
}

extension Worker {
    /// Leaves hosts to others: those at which nobody is, or all.
    func leaveIdle(all: Bool = false) async throws(StorageError) {
        let left = hosts.withLock { hosts -> [WorkerTable.LeftHost] in
            hosts.keys.compactMap { host in
                guard let ago = hosts[host]?.startLeaving(all: all, at: now()) else { return nil }
                return WorkerTable.LeftHost(host, secondsAgo: ago)
            }
        }
        do {
            try await store.workers.leave(left, by: id)
        } catch {
            hosts.withLock { hosts in for host in left { hosts[host.host]?.isLeaving = false } }
            throw error
        }
        hosts.withLock { hosts in for host in left { hosts[host.host] = nil } }
    }
}

/// A host that a worker has.
private struct HeldHost: Sendable {
    /// Whether it is being left, so that nobody may come in.
    var isLeaving = false
    /// How many are at it, or will be.
    private var users = 0
    /// When one of ours left it.
    private var last: ContinuousClock.Instant
    /// When others last asked it, until one of ours knows.
    private var others: ContinuousClock.Instant?

    init(others secondsAgo: Double?, at now: ContinuousClock.Instant) {
        others = secondsAgo.map { now.advanced(by: .seconds(-max(0, $0))) }
        last = others ?? now
    }

    /// Comes in, unless it is being left.
    mutating func enter() -> Bool {
        if !isLeaving { users += 1 }
        return !isLeaving
    }

    mutating func leave(at now: ContinuousClock.Instant) {
        users -= 1
        last = now
    }

    /// Begins to leave it where nobody is at it; seconds since somebody was.
    mutating func startLeaving(all: Bool, at now: ContinuousClock.Instant) -> Double? {
        guard users == 0 || all, !isLeaving else { return nil }
        isLeaving = true
        return last.duration(to: now) / .seconds(1)
    }

    /// How long ago others last asked it, said once.
    mutating func othersAgo(at now: ContinuousClock.Instant) -> Duration? {
        defer { others = nil }
        return others.map { $0.duration(to: now) }
    }
}
