// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// When the next whole run of a store is due: in one rhythm, whichever of those who look after the store makes the runs.
public struct RunTurns: Sendable {
    /// What stands behind the name of whoever only helped with a run.
    public static let helping = ", helping"

    private let rhythm: Duration
    /// When the last run ended.
    private var last: ContinuousClock.Instant?
    /// The newest record that was looked at.
    private var known = 0

    /// - Parameter rhythm: from the end of one run to the next.
    public init(every rhythm: Duration) { self.rhythm = rhythm }

    /// How long to wait; zero where a run is due, as it is in the beginning.
    public func rest(at instant: ContinuousClock.Instant) -> Duration {
        guard let last else { return .zero }
        return max(.zero, rhythm - last.duration(to: instant))
    }

    /// Notes that a run of one's own has ended.
    public mutating func end(at instant: ContinuousClock.Instant) { last = instant }

    /// Notes the runs that others have made since the last look; each counts once, and none before one's own first.
    ///
    /// - Parameters:
    ///   - records: the newest records of the store, one's own among them.
    ///   - now: the time by the clock that the records go by, UTC.
    ///   - instant: the same moment.
    public mutating func count(_ records: [RunRecord], now: Date, at instant: ContinuousClock.Instant) {
        let fresh = records.filter { $0.number > known }
        known = fresh.map(\.number).max() ?? known
        guard let former = last else { return }
        let ends = fresh.filter(\.isWhole).compactMap(\.ended)
        guard let end = ends.max() else { return }
        // One that ended in days to come did so by a clock that went wrong; it counts as ended now.
        let ago = Duration.seconds(max(0, now.timeIntervalSince(end)))
        last = max(former, instant.advanced(by: .zero - ago))
    }
}

private extension RunRecord {
    /// Whether it was no help for another, and not about newsletters alone.
    var isWhole: Bool {
        !by.hasSuffix(RunTurns.helping) && stages.contains { $0.name == CollectRun.name }
    }
}
