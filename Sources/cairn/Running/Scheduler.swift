// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Logging
import Model
import Pipeline
import ServiceLifecycle
import Storage

/// Does everything that is due, again and again, until the process is told to end.
///
/// Whole runs come in a fixed rhythm, whoever makes them, and beside that newsletters are looked after at the very moments at
/// which newsletters are drafted and go out. While it rests, it helps whoever is at work.
struct Scheduler: Service {
    private let workshop: Workshop
    private let name: String
    private let rhythm: Duration
    private let logger: Logger
    private let tell: @Sendable (RunRecord) -> Void

    /// How soon it looks again whether another is at work.
    private static let rest = Duration.seconds(15)

    /// How many of the last records it looks at.
    private static let looked = 50

    /// - Parameters:
    ///   - name: what began the runs, for their records.
    ///   - rhythm: from the end of one run to the next.
    ///   - tell: hears of each run that was made.
    init(
        _ workshop: Workshop, by name: String, every rhythm: Duration, logger: Logger,
        tell: @escaping @Sendable (RunRecord) -> Void = { _ in }
    ) {
        self.workshop = workshop
        self.name = name
        self.rhythm = rhythm
        self.logger = logger
        self.tell = tell
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            // Between two whole runs, newsletters alone: an issue shall not wait until feeds have answered.
            var turns = RunTurns(every: rhythm)
            var next = ContinuousClock.now
            while !Task.isCancelled {
                if ContinuousClock.now >= next {
                    if turns.rest(at: .now) == .zero { await count(&turns) }
                    let isWhole = turns.rest(at: .now) == .zero
                    let isDone = await turn(isWhole: isWhole)
                    if isWhole, isDone { turns.end(at: .now) }
                    let rest = isDone ? pause(upTo: turns.rest(at: .now)) : min(rhythm, Scheduler.rest)
                    next = .now.advanced(by: rest)
                } else {
                    await helpWhoeverIsAtWork()
                }
                let rest = ContinuousClock.now.duration(to: next)
                try await Task.sleep(for: max(.zero, min(rest, Scheduler.rest)))
            }
        }
    }

    /// How long to wait: up to the next whole run, or less where a newsletter is due before.
    private func pause(upTo rest: Duration) -> Duration {
        let now = workshop.clock()
        let rest = max(.seconds(1), rest)
        guard let next = workshop.library.read().newsletters.nextMoment(after: now) else { return rest }
        return min(rest, .seconds(max(1, next.timeIntervalSince(now).rounded(.up))))
    }
}

private extension Scheduler {
    /// One run; a run that fails is noted and never the end.
    ///
    /// - Returns: false where another run was at work.
    func turn(isWhole: Bool) async -> Bool {
        do {
            let work = DueWork(workshop, by: name, now: workshop.clock(), isNewslettersOnly: !isWhole)
            let record = try await work.perform()
            record.count()
            tell(record)
            for problem in record.problems { logger.warning("\(problem)") }
        } catch RunLock.Failure.held {
            await help()
            return false
        } catch is CancellationError {
            return true
        } catch {
            logger.error("nothing could be done: \(error)")
        }
        return true
    }

    /// Lets the runs count that others have made.
    func count(_ turns: inout RunTurns) async {
        do {
            let records = try await workshop.store().runRecords.newest(Scheduler.looked)
            turns.count(records, now: workshop.clock(), at: .now)
        } catch {
            // The turn that follows says what is wrong with the store.
            logger.debug("the last runs could not be read: \(error)")
        }
    }

    /// Helps where another process is at work.
    func helpWhoeverIsAtWork() async {
        guard let present = try? await workshop.store().workers.present(), !present.isEmpty else { return }
        await help()
    }

    /// Does what can be shared of the run that another process makes.
    func help() async {
        do {
            guard let record = try await HelpingWork(workshop, by: name, now: workshop.clock()).perform()
            else { return }
            record.count()
            tell(record)
            for problem in record.problems { logger.warning("\(problem)") }
        } catch is CancellationError {
            return
        } catch {
            logger.error("another run could not be helped: \(error)")
        }
    }
}
