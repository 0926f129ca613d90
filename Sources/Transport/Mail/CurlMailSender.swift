// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// Sends mails by libcurl over one connection, which is opened for the first mail and used again.
///
/// It has a thread of its own. libcurl waits for a server's last word on a mail without a look at anything else
/// (`smtp_done`), so a slow server would hold up all connections of a shared loop. The thread ends with the sender.
public final class CurlMailSender: MailSender {
    private let queue = MailQueue()

    /// - Parameter server: where mails go.
    public init(server: MailServer) {
        Thread.detachNewThread { [queue] in
            ThreadSignals.blockBrokenPipe()
            guard let exchange = SMTPExchange(server: server) else { return queue.close() }
            while let order = queue.next() { order.waiter.resume(returning: exchange.send(order.mail)) }
        }
    }

    deinit { queue.close() }

    /// Ends the connection; a mail on its way is finished, those that wait are not sent.
    public func stop() { queue.close() }

    /// Sends one mail; see ``MailSender/send(_:)``.
    public func send(_ mail: OutgoingMail) async -> MailResult { await queue.perform(mail) }
}

/// Where mails wait for the connection.
///
/// The mutex guards the mails that wait and whether more are taken; the semaphore counts them, and wakes the thread.
private final class MailQueue: Sendable {
    struct Order: Sendable {
        let mail: OutgoingMail
        let waiter: CheckedContinuation<MailResult, Never>
    }

    private struct State: Sendable {
        var waiting: [Order] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    func perform(_ mail: OutgoingMail) async -> MailResult {
        await withCheckedContinuation { waiter in
            let isTaken = state.withLock { state in
                guard !state.isClosed else { return false }
                state.waiting.append(Order(mail: mail, waiter: waiter))
                return true
            }
            if isTaken { bell.signal() } else { waiter.resume(returning: .unavailable(.stopped)) }
        }
    }

    /// The next mail, waiting for one; nil when there will be none.
    ///
    /// Blocks, so only the thread may call it.
    func next() -> Order? {
        bell.wait()
        return state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }

    func close() {
        let left = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = true
            return state.waiting
        }
        for order in left { order.waiter.resume(returning: .unavailable(.stopped)) }
        bell.signal()
    }
}
