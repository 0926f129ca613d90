// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import TestSupport
import Testing

/// Several who look after one store make its runs in one rhythm.
@Suite struct RunTurnsTests {
    private let now = Date.sample("2026-11-02T09:00:00Z")
    private let start = ContinuousClock.now

    private func record(
        _ number: Int, by name: String = "cairn work", endedAgo seconds: Double?, stage: String = "collect"
    ) -> RunRecord {
        RunRecord(
            number: number, by: name, began: now.addingTimeInterval(-900),
            ended: seconds.map { now.addingTimeInterval(-$0) },
            stages: [.init(name: stage, started: now, finished: now, counts: [], problems: [])])
    }

    private func ready() -> RunTurns {
        var turns = RunTurns(every: .seconds(900))
        turns.end(at: start)
        return turns
    }

    @Test func theFirstRunIsDueAtOnceWhateverOthersDid() {
        var turns = RunTurns(every: .seconds(900))
        #expect(turns.rest(at: start) == .zero)
        turns.count([record(7, endedAgo: 5)], now: now, at: start)
        #expect(turns.rest(at: start) == .zero)
        turns.end(at: start)
        #expect(turns.rest(at: start + .seconds(300)) == .seconds(600))
        #expect(turns.rest(at: start + .seconds(901)) == .zero)
    }

    @Test func anotherRunPutsOnesOwnOff() {
        var turns = ready()
        let due = start + .seconds(900)
        turns.count([record(3, endedAgo: 600), record(2, endedAgo: 800)], now: now, at: due)
        #expect(turns.rest(at: due) == .seconds(300))
        // Each counts once, even where a clock stands still.
        turns.count([record(3, endedAgo: 0)], now: now, at: due + .seconds(300))
        #expect(turns.rest(at: due + .seconds(300)) == .zero)
    }

    @Test func helpAndNewslettersAloneAreNoRuns() {
        var turns = ready()
        let due = start + .seconds(900)
        turns.count(
            [
                record(3, by: "cairn work" + RunTurns.helping, endedAgo: 10),
                record(4, endedAgo: 10, stage: "issues"), record(5, endedAgo: nil),
            ], now: now, at: due)
        #expect(turns.rest(at: due) == .zero)
    }

    @Test func whatEndedInDaysToComeEndedNow() {
        var turns = ready()
        turns.count([record(3, endedAgo: -86_400)], now: now, at: start + .seconds(900))
        #expect(turns.rest(at: start + .seconds(900)) == .seconds(900))
    }
}
