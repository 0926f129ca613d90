// SPDX-License-Identifier: MIT

import Synchronization

/// Keeps us polite: few requests at once to one host, and a pause between their starts.
///
/// Requests to one host pass in the order in which they came; other hosts do not notice. The mutex guards, for each host,
/// how many requests are under way, when the next may start, and who waits.
public final class HostGate: Sendable {
    private let width: Int
    private let pause: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let wait: @Sendable (Duration) async throws -> Void
    private let sharing: (any HostSharing)?
    private let hosts = Mutex(Hosts())
    private let lastID = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - width: the most requests at once to one host, 1 or more.
    ///   - pause: from the start of one request to the start of the next to the same host.
    ///   - now: the time.
    ///   - wait: how to wait; tests hand in something that only notes the wish.
    ///   - sharing: what keeps other processes from a host meanwhile; nil where there are none.
    public init(
        width: Int = 2, pause: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        sharing: (any HostSharing)? = nil
    ) {
        self.sharing = sharing
        self.width = max(1, width)
        self.pause = pause
        self.now = now
        self.wait = wait
    }

    /// Does something with a host when its turn has come.
    ///
    /// - Parameters:
    ///   - host: its name in lower case.
    ///   - wanted: the pause that the host itself wants, before this request and after it; ours counts where it is longer.
    ///   - body: what to do; its errors pass through.
    /// - Throws: `TransferError.cancelled` when the task is cancelled before its turn.
    public func pass<Value: Sendable>(
        to host: String, pausing wanted: Duration = .zero, _ body: () async throws(TransferError) -> Value
    ) async throws(TransferError) -> Value {
        let ago = try await sharing?.enter(host)
        defer { sharing?.leave(host) }
        if let last = ago {
            let start = now().advanced(by: .zero - last)
            hosts.withLock { $0.known[host, default: Host()].noteStart(start) }
        }
        guard let start = await turn(at: host, pause: max(pause, wanted)) else { throw .cancelled }
        defer { leave(host) }
        let delay = now().duration(to: start)
        if delay > .zero {
            do { try await wait(delay) } catch { throw .cancelled }
            // On busy cores it may begin late; the pause before the next one counts from then.
            let began = now()
            hosts.withLock { $0.known[host]?.noteStart(began) }
        }
        return try await body()
    }

    /// How many wait for a place at a host; for tests.
    func waitingCount(at host: String) -> Int { hosts.withLock { $0.known[host]?.waitingCount ?? 0 } }
}

private extension HostGate {
    /// Waits for a place at a host.
    ///
    /// - Returns: when to start; nil when the task was cancelled first.
    func turn(at host: String, pause: Duration) async -> ContinuousClock.Instant? {
        let id = lastID.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let now = now()
                let answer = hosts.withLock { hosts -> Answer in
                    // Asked under the lock: a task cancelled later finds itself among those who wait.
                    guard !Task.isCancelled else { return .cancelled }
                    hosts.forgetIdle(now: now)
                    return hosts.known[host, default: Host()]
                        .enter(id, waiter, width: width, now: now, pause: pause)
                }
                switch answer {
                case .start(let start): waiter.resume(returning: start)
                case .cancelled: waiter.resume(returning: nil)
                case .wait: break
                }
            }
        } onCancel: {
            let waiter = hosts.withLock { $0.known[host]?.remove(id) }
            waiter?.resume(returning: nil)
        }
    }

    /// Gives a place back; whoever has waited longest gets it, with the next start.
    func leave(_ host: String) {
        let now = now()
        let next = hosts.withLock { $0.known[host]?.leave(now: now) }
        if let next { next.waiter.resume(returning: next.start) }
    }

    enum Answer {
        case start(ContinuousClock.Instant)
        case wait
        case cancelled
    }
}

/// The hosts that somebody is at, or whose pause is not over.
private struct Hosts: Sendable {
    var known: [String: Host] = [:]
    /// How many may be known before those that are idle are looked for.
    private var limit = 1024

    init() {}

    /// A long run meets many hosts; those that nobody is at and whose pause is over need no memory.
    ///
    /// Looking through all of them is put off until they have doubled, so that many busy hosts do not slow each turn.
    mutating func forgetIdle(now: ContinuousClock.Instant) {
        guard known.count >= limit else { return }
        known = known.filter { $0.value.open > 0 || $0.value.nextStart.map { $0 > now } ?? false }
        limit = max(1024, known.count * 2)
    }
}

/// One host: who is there and who waits.
private struct Host: Sendable {
    typealias Waiter = CheckedContinuation<ContinuousClock.Instant?, Never>

    private(set) var open = 0
    private var last: (start: ContinuousClock.Instant, pause: Duration)?
    private var waiting: [(id: UInt64, waiter: Waiter, pause: Duration)] = []

    var waitingCount: Int { waiting.count }
    /// When the pause after the last request is over; nil before the first.
    var nextStart: ContinuousClock.Instant? { last.map { $0.start.advanced(by: $0.pause) } }

    /// Notes that somebody else began a request.
    mutating func noteStart(_ start: ContinuousClock.Instant) {
        if last.map({ $0.start < start }) ?? true { last = (start, last?.pause ?? .zero) }
    }

    mutating func enter(
        _ id: UInt64, _ waiter: Waiter, width: Int, now: ContinuousClock.Instant, pause: Duration
    ) -> HostGate.Answer {
        guard open < width else {
            waiting.append((id, waiter, pause))
            return .wait
        }
        open += 1
        return .start(reserve(now: now, pause: pause))
    }

    mutating func leave(now: ContinuousClock.Instant) -> (waiter: Waiter, start: ContinuousClock.Instant)? {
        guard !waiting.isEmpty else {
            open -= 1
            return nil
        }
        let next = waiting.removeFirst()
        return (next.waiter, reserve(now: now, pause: next.pause))
    }

    mutating func remove(_ id: UInt64) -> Waiter? {
        guard let place = waiting.firstIndex(where: { $0.id == id }) else { return nil }
        return waiting.remove(at: place).waiter
    }

    private mutating func reserve(now: ContinuousClock.Instant, pause: Duration) -> ContinuousClock.Instant {
        // What one request wants holds for the time before it too: the request before may not have known.
        let start = last.map { max(now, $0.start.advanced(by: max(pause, $0.pause))) } ?? now
        last = (start, pause)
        return start
    }
}
