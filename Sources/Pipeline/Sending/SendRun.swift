// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing
public import Storage
public import Transport

/// Sends what the ledger has due: letters first, then issues; each mail once, as far as anybody can know.
///
/// One lane for each connection takes a delivery, keeps in the ledger that it is on its way, hands it over, and keeps what
/// came of it together with the next. Only one run at a time may send (`StoreTask.sending`).
public struct SendRun: Sendable {
    private let store: Store
    private let senders: [any MailSender]
    private let writing: MailWriting
    private let manners: Manners

    /// How a run goes about it.
    public struct Manners: Sendable {
        /// Mails a minute at the most; 0 for as many as the server takes.
        public let perMinute: Int
        /// How often and for how long a mail is tried.
        public let patience: DeliveryPatience
        /// What counts as now.
        public let clock: @Sendable () -> Date
        /// What measures how much time goes by.
        public let pacing: Pacing

        /// - Parameters:
        ///   - perMinute: mails a minute at the most; 0 for as many as the server takes.
        ///   - patience: how often and for how long a mail is tried.
        ///   - clock: what counts as now.
        ///   - pacing: what measures how much time goes by.
        public init(
            perMinute: Int, patience: DeliveryPatience, clock: @escaping @Sendable () -> Date, pacing: Pacing
        ) {
            self.perMinute = max(0, perMinute)
            self.patience = patience
            self.clock = clock
            self.pacing = pacing
        }
    }

    /// - Parameters:
    ///   - store: where the ledger is.
    ///   - senders: a connection each; one or more.
    ///   - composer: writes issues as mails.
    ///   - letterhead: in whose name they go out.
    ///   - links: by which readers leave.
    ///   - manners: how to go about it.
    public init(
        store: Store, senders: [any MailSender], composer: IssueMailComposer, letterhead: Letterhead,
        links: SubscriberLinks, manners: Manners
    ) {
        self.store = store
        self.senders = senders
        self.manners = manners
        writing = MailWriting(store: store, composer: composer, letterhead: letterhead, links: links)
    }

    /// Sends all that is due, and goes on until nothing is due any more.
    ///
    /// A mail that is refused never stops the others. Where the server cannot be reached or turns us away, the run ends
    /// after some tries, and all that is left stays due. A cancelled run ends after the mails on their way.
    ///
    /// - Parameter progress: told after each mail.
    /// - Returns: the report, which is kept in the store too, unless there was nothing to do.
    /// - Throws: `StorageError` when the ledger cannot be read or kept; what is on its way then counts as unknown.
    public func perform(
        progress: @escaping @Sendable () -> Void = {}
    ) async throws(StorageError) -> RunReport {
        let started = manners.clock()
        let found = try await store.deliveries.recover(at: started)
        let tally = SendTally(recovered: found)
        let due = DueDeliveries(store: store, lanes: senders.count, clock: manners.clock)
        let pace = Pace(perMinute: manners.perMinute, manners.pacing)
        let failure = await withTaskGroup(of: StorageError?.self) { group in
            for sender in senders {
                let lane = SendLane(
                    store: store, sender: sender, writing: writing, manners: manners, due: due, pace: pace,
                    tally: tally)
                group.addTask {
                    do throws(StorageError) { try await lane.run(progress) } catch { return error }
                    return nil
                }
            }
            var failure: StorageError?
            for await error in group where error != nil {
                failure = failure ?? error
                await due.stop()
            }
            return failure
        }
        if let failure { throw failure }
        let finished = manners.clock()
        try await store.deliveries.finish(at: finished)
        let report = tally.report(from: started, to: finished)
        if tally.isAnything { try await store.runs.save(report) }
        return report
    }

    /// Sends an issue to one address only, so that somebody sees it first; the ledger has nothing of it.
    ///
    /// **Shape**: byte for byte what a subscriber will get at that moment, but for whose it is: the address, the message's
    /// id, and the address to unsubscribe, which is nobody's.
    public func trial(_ issue: Issue, to address: MailAddress, at now: Date) async throws -> MailResult {
        let mail = try await writing.trial(issue, to: address, at: now)
        guard let sender = senders.first else { return .unavailable(.stopped) }
        return await sender.send(mail)
    }
}
