// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import Transport

/// Sends over one connection, mail after mail, until nothing is due or the server takes no more.
struct SendLane: Sendable {
    let store: Store
    let sender: any MailSender
    let writing: MailWriting
    let manners: SendRun.Manners
    let due: DueDeliveries
    let pace: Pace
    let tally: SendTally

    /// Troubles with the server, one after the other, after which the last lane gives up.
    private static let troubleLimit = 5
    /// And after which one of several does: where others still work, the server just wants fewer connections.
    private static let sharedTroubleLimit = 3

    /// What came of trying a delivery.
    private enum Attempt {
        case result(DeliveryResult)
        /// No mail goes out at present.
        case trouble(MailTrouble)
        /// The mail cannot be written, nor can any other of its issue.
        case stuck(String)
    }

    /// Works to the end; what the last mail came to is kept before it returns.
    ///
    /// - Parameter progress: told after each mail that has a result.
    func run(_ progress: @Sendable () -> Void) async throws(StorageError) {
        var note: DeliveryTable.Note?
        var troubles = 0
        repeat {
            while let id = try await next(after: troubles) {
                let delivery = try await turn(noting: note, beginning: id)
                note = nil
                guard let delivery else { continue }
                switch await attempt(delivery) {
                case .result(let result):
                    troubles = 0
                    tally.count(delivery, result)
                    note = DeliveryTable.Note(delivery.id, result, at: manners.clock())
                    progress()
                case .trouble(let trouble):
                    troubles += 1
                    // Others may take it up before this lane is gone.
                    _ = try await turn(noting: untried(delivery), beginning: nil)
                    if await givesUp(after: trouble, troubles) { return }
                case .stuck(let problem):
                    tally.note(problem: problem)
                    await due.stop()
                    note = untried(delivery)
                }
            }
            if note != nil { _ = try await turn(noting: note, beginning: nil) }
            note = nil
        } while await !due.leaveWhenDone()
    }
}

private extension SendLane {
    /// The next delivery to begin; nil for no more.
    func next(after troubles: Int) async throws(StorageError) -> Delivery.ID? {
        // The server may just have counted to its limit, so the first new connection is made at once.
        if troubles > 1 { await manners.pacing.sleep(.seconds(1 << (troubles - 2))) }
        return Task.isCancelled ? nil : try await due.next()
    }

    func turn(
        noting note: DeliveryTable.Note?, beginning id: Delivery.ID?
    ) async throws(StorageError) -> Delivery? {
        try await store.deliveries.turn(
            noting: note, beginning: id, patience: manners.patience, now: manners.clock())
    }

    func untried(_ delivery: Delivery) -> DeliveryTable.Note {
        DeliveryTable.Note(delivery.id, DeliveryResult(.untried, words: ""), at: manners.clock())
    }

    private func attempt(_ delivery: Delivery) async -> Attempt {
        do throws(MailWriting.Failure) {
            guard let mail = try await writing.mail(of: delivery) else {
                return .result(DeliveryResult(.needless, words: "nothing in it that its reader wants"))
            }
            await pace.wait()
            let result = await sender.send(mail)
            if case .unavailable(let trouble) = result { return .trouble(trouble) }
            return .result(DeliveryResult(result))
        } catch {
            // One letter that cannot be written holds up nothing else.
            if case .letter = delivery.content { return .result(DeliveryResult(.refused, words: "\(error)")) }
            return .stuck("\(error)")
        }
    }

    /// Whether the lane is closed after a trouble, and with the last lane the run.
    func givesUp(after trouble: MailTrouble, _ troubles: Int) async -> Bool {
        if trouble.isPassing {
            if troubles < SendLane.sharedTroubleLimit { return false }
            if await due.leaveToOthers() { return true }
            if troubles < SendLane.troubleLimit { return false }
        }
        tally.note(problem: "\(trouble)")
        await due.stop()
        await due.leave()
        return true
    }
}

extension DeliveryResult {
    /// What a server's answer means for a delivery.
    init(_ result: MailResult) {
        switch result {
        case .taken(let reply): self.init(.taken, reply)
        case .refused(let reply, .recipient): self.init(reply.isTransient ? .later : .badAddress, reply)
        case .refused(let reply, .content): self.init(reply.isTransient ? .later : .refused, reply)
        case .cut(let reason): self.init(.later, words: "the connection was lost: \(reason)")
        case .unknown(let reason): self.init(.unsure, words: "no answer to the whole mail: \(reason)")
        case .unavailable: self.init(.untried, words: "")
        }
    }

    private init(_ kind: Kind, _ reply: SMTPReply) {
        self.init(kind, code: reply.code, status: reply.status, words: "\(reply)")
    }
}
