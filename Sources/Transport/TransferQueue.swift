// SPDX-License-Identifier: MIT

import CCurl
import Model
import Synchronization

/// Where requests wait for the thread that transfers them, and all that crosses between it and other threads.
///
/// The mutex guards the orders that wait, the orders called off since the thread last looked, and the bell that wakes it.
final class TransferQueue: Sendable {
    /// One hop to make.
    struct Hop: Sendable {
        let address: WebAddress
        let fields: [HTTPField]
        let time: Duration
        var wantsBody = true
        /// A form to send, encoded; nil for a document to get.
        var form: String?
    }

    /// A hop and who waits for its answer.
    struct Order: Sendable {
        let id: UInt64
        let hop: Hop
        let waiter: CheckedContinuation<Outcome, Never>
    }

    /// How a hop ends.
    typealias Outcome = Result<HopAnswer, TransferError>

    private let state = Mutex(State())

    /// Hands in a hop and waits for its end; cancelling the task calls it off.
    func perform(_ hop: Hop) async -> Outcome {
        let id = state.withLock { $0.nextID() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let order = Order(id: id, hop: hop, waiter: waiter)
                // Cancelled is asked under the lock: a task cancelled later finds its order in the queue.
                let isTaken = state.withLock { !Task.isCancelled && $0.add(order) }
                if !isTaken { waiter.resume(returning: .failure(.cancelled)) }
            }
        } onCancel: {
            state.withLock { $0.callOff(id) }
        }
    }

    /// Takes no more orders and tells the thread to end.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.ring()
        }
    }

    /// How many orders wait for room; for tests.
    var waitingCount: Int { state.withLock { $0.waitingCount } }

    // What only the thread calls:

    /// Makes the thread wakeable.
    func hang(_ bell: cairn_curl_bell) { state.withLock { $0.bell = bell } }

    /// What the thread should do next.
    ///
    /// - Parameter room: how many orders it can begin.
    /// - Returns: orders to begin, oldest first, and the ids of begun ones to call off; nil when the thread should end.
    func take(upTo room: Int) -> (orders: [Order], calledOff: Set<UInt64>)? {
        let (taken, dropped) = state.withLock { state in (state.take(upTo: room), state.takeDropped()) }
        for order in dropped { order.waiter.resume(returning: .failure(.cancelled)) }
        return taken
    }

    /// Ends the queue: nobody can wake the thread any more, and whoever still waits is told.
    func end() {
        let left = state.withLock { $0.end() }
        for order in left { order.waiter.resume(returning: .failure(.cancelled)) }
    }
}

/// Two stacks make the queue: orders arrive on one and leave from the other, so that neither end costs a move.
private struct State: Sendable {
    var bell: cairn_curl_bell?
    var isClosed = false
    private var lastID: UInt64 = 0
    private var arriving: [TransferQueue.Order] = []
    private var leaving: [TransferQueue.Order] = []
    private var dropped: [TransferQueue.Order] = []
    private var calledOff: Set<UInt64> = []

    var waitingCount: Int { leaving.count + arriving.count }

    mutating func nextID() -> UInt64 {
        lastID += 1
        return lastID
    }

    mutating func add(_ order: TransferQueue.Order) -> Bool {
        guard !isClosed else { return false }
        // Orders that already wait mean that the thread is full, and looks here again when a transfer ends.
        if arriving.isEmpty && leaving.isEmpty { ring() }
        arriving.append(order)
        return true
    }

    mutating func callOff(_ id: UInt64) {
        calledOff.insert(id)
        ring()
    }

    mutating func take(upTo room: Int) -> (orders: [TransferQueue.Order], calledOff: Set<UInt64>)? {
        guard !isClosed else { return nil }
        let ids = calledOff
        calledOff = []
        if !ids.isEmpty {
            dropped = (leaving.reversed() + arriving).filter { ids.contains($0.id) }
            leaving.removeAll { ids.contains($0.id) }
            arriving.removeAll { ids.contains($0.id) }
        }
        var orders: [TransferQueue.Order] = []
        while orders.count < room, let next = pop() { orders.append(next) }
        return (orders, ids)
    }

    mutating func takeDropped() -> [TransferQueue.Order] {
        defer { dropped = [] }
        return dropped
    }

    mutating func end() -> [TransferQueue.Order] {
        defer { self = State(closedAfter: lastID) }
        return leaving.reversed() + arriving
    }

    func ring() {
        if let bell { cairn_curl_ring(bell) }
    }

    init() {}

    private init(closedAfter id: UInt64) {
        lastID = id
        isClosed = true
    }

    private mutating func pop() -> TransferQueue.Order? {
        if leaving.isEmpty {
            leaving = arriving.reversed()
            arriving = []
        }
        return leaving.popLast()
    }
}
