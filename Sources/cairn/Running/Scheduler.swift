// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Logging
import Model
import Pipeline
import ServiceLifecycle

/// Does everything that is due, again and again, until the process is told to end.
///
/// It looks in a fixed rhythm, and beside that at the very moments at which newsletters are drafted and go out.
struct Scheduler: Service {
    private let workshop: Workshop
    private let name: String
    private let rhythm: Duration
    private let logger: Logger
    private let tell: @Sendable (RunRecord) -> Void

    /// How soon it looks again where another run is at work.
    private static let rest = Duration.seconds(60)

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
            while !Task.isCancelled {
                let pause = await turn()
                try await Task.sleep(for: pause)
            }
        }
    }

    /// How long to wait: for the rhythm, or less where a newsletter is due before.
    private var pause: Duration {
        let now = workshop.clock()
        guard let next = workshop.library.read().newsletters.nextMoment(after: now) else { return rhythm }
        return min(rhythm, .seconds(max(1, next.timeIntervalSince(now).rounded(.up))))
    }
}

private extension Scheduler {
    /// One run, and how long to wait after it; a run that fails is noted and never the end.
    func turn() async -> Duration {
        do {
            let record = try await DueWork(workshop, by: name, now: workshop.clock()).perform()
            tell(record)
            for problem in record.problems { logger.warning("\(problem)") }
        } catch RunLock.Failure.held {
            logger.notice("another run is at work; this one did nothing")
            return min(rhythm, Scheduler.rest)
        } catch is CancellationError {
            return rhythm
        } catch {
            logger.error("nothing could be done: \(error)")
        }
        return pause
    }
}
