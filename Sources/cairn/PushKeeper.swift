// SPDX-License-Identifier: MIT

import Foundation
import Logging
import Model
import Pipeline
import ServiceLifecycle

/// Keeps hubs telling us, for as long as the server runs that they call.
struct PushKeeper: Service {
    private let push: PushRun
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let beginnings: AsyncStream<Void>
    private let beginning: AsyncStream<Void>.Continuation

    /// How long from one look at the hubs to the next.
    private static let rest = Duration.seconds(300)

    init(_ push: PushRun, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.push = push
        self.clock = clock
        self.logger = logger
        (beginnings, beginning) = AsyncStream<Void>.makeStream()
    }

    /// Lets it begin; a hub calls back at once, so the server must listen by then.
    func begin() { beginning.finish() }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            for await _ in beginnings {}
            while !Task.isCancelled {
                await ask()
                try await Task.sleep(for: PushKeeper.rest)
            }
        }
    }

    /// A failure is noted and never ends the server.
    private func ask() async {
        do {
            let report = try await push.perform(now: clock())
            for problem in report.problems { logger.warning("a hub was asked: \(problem)") }
            logger.debug("\(report.sentence)")
        } catch {
            logger.error("hubs could not be asked: \(error)")
        }
    }
}
