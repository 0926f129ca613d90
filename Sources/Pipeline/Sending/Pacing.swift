// SPDX-License-Identifier: MIT

import Synchronization

/// What measures how much time goes by, and lets it go by.
public struct Pacing: Sendable {
    /// How much time has gone by since some moment that stays the same.
    let elapsed: @Sendable () -> Duration
    /// Waits; returns early when the task is cancelled.
    let sleep: @Sendable (Duration) async -> Void

    /// - Parameters:
    ///   - elapsed: how much time has gone by since some moment that stays the same.
    ///   - sleep: waits; returns early when the task is cancelled.
    public init(
        elapsed: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async -> Void
    ) {
        self.elapsed = elapsed
        self.sleep = sleep
    }
}

/// Keeps mails apart, so that there are no more a minute than a server wants.
///
/// The mutex guards when the next one may go.
final class Pace: Sendable {
    private let interval: Duration
    private let pacing: Pacing
    private let next = Mutex<Duration?>(nil)

    /// - Parameter perMinute: 0 for no limit.
    init(perMinute: Int, _ pacing: Pacing) {
        interval = perMinute > 0 ? .seconds(60) / perMinute : .zero
        self.pacing = pacing
    }

    /// Waits for the turn of one mail.
    func wait() async {
        guard interval > .zero else { return }
        let now = pacing.elapsed()
        let turn = next.withLock { next in
            let turn = max(next ?? now, now)
            next = turn + interval
            return turn
        }
        if turn > now { await pacing.sleep(turn - now) }
    }
}
