// SPDX-License-Identifier: MIT

import CCurl

/// What the transfer thread does: takes orders from the queue, lets libcurl work on all of them at once, answers.
///
/// It is made, run and freed on that one thread, and so is every handle in it.
struct TransferLoop: ~Copyable {
    /// How many transfers go on at once; more gain nothing on one thread.
    static let width = 64

    private let queue: TransferQueue
    private let makeTransfer: () -> CurlTransfer?
    private let multi: UnsafeMutableRawPointer
    private var idle: [CurlTransfer] = []
    private var active: [UnsafeMutableRawPointer: (order: TransferQueue.Order, transfer: CurlTransfer)] = [:]

    /// Begins to listen to a queue; nil when libcurl has no memory.
    init?(_ queue: TransferQueue, makeTransfer: @escaping () -> CurlTransfer?) {
        guard let multi = curl_multi_init() else { return nil }
        self.queue = queue
        self.makeTransfer = makeTransfer
        self.multi = multi
        ThreadSignals.blockBrokenPipe()
        // Idle connections make way for new ones, so this many sockets are open at most.
        _ = cairn_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, TransferLoop.width)
        _ = cairn_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, TransferLoop.width)
        queue.hang(cairn_curl_bell(multi: multi))
    }

    deinit {
        queue.end()
        for (handle, entry) in active {
            curl_multi_remove_handle(multi, handle)
            entry.order.waiter.resume(returning: .failure(.cancelled))
        }
        curl_multi_cleanup(multi)
    }

    /// Works until the queue is closed.
    mutating func run() {
        while let work = queue.take(upTo: TransferLoop.width - active.count) {
            callOff(work.calledOff)
            for order in work.orders { begin(order) }
            var running: Int32 = 0
            guard curl_multi_perform(multi, &running) == CURLM_OK else { return }
            // A transfer that is done makes room, so the queue comes before the next rest.
            guard !finish() else { continue }
            guard curl_multi_poll(multi, nil, 0, TransferLoop.rest, nil) == CURLM_OK else { return }
        }
    }

    /// Longest time without a look around, milliseconds; the bell and the sockets end it early.
    private static let rest: Int32 = 60_000

    private mutating func begin(_ order: TransferQueue.Order) {
        guard let transfer = idle.popLast() ?? makeTransfer() else {
            return order.waiter.resume(returning: .failure(.notHTTP(reason: "libcurl has no memory")))
        }
        transfer.prepare(order.hop)
        guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
            return order.waiter.resume(returning: .failure(.notHTTP(reason: "libcurl takes no more")))
        }
        active[transfer.handle] = (order, transfer)
    }

    /// Answers those who wait for a transfer that is done; false when there was none.
    private mutating func finish() -> Bool {
        var isAnyDone = false
        var code = CURLE_OK
        while let handle = cairn_curl_multi_next_done(multi, &code) {
            isAnyDone = true
            end(handle) { $0.outcome(code) }
        }
        return isAnyDone
    }

    private mutating func callOff(_ ids: Set<UInt64>) {
        guard !ids.isEmpty else { return }
        for (handle, entry) in active where ids.contains(entry.order.id) {
            end(handle) { _ in .failure(.cancelled) }
        }
    }

    private mutating func end(
        _ handle: UnsafeMutableRawPointer, _ outcome: (CurlTransfer) -> TransferQueue.Outcome
    ) {
        curl_multi_remove_handle(multi, handle)
        guard let (order, transfer) = active.removeValue(forKey: handle) else { return }
        order.waiter.resume(returning: outcome(transfer))
        transfer.forget()
        idle.append(transfer)
    }
}
