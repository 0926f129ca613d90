// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import Transport

@Suite struct HostGateTests {
    /// A clock that stands still until somebody waits.
    private final class Clock: Sendable {
        private let time = SharedValue(ContinuousClock.now)
        private let noted = SharedValue<[Duration]>([])

        var now: ContinuousClock.Instant { time.value }
        var waits: [Duration] { noted.value }

        func wait(_ duration: Duration) {
            noted.change { $0.append(duration) }
            time.change { $0 = $0.advanced(by: duration) }
        }
    }

    private let clock = Clock()

    private func gate(width: Int = 2, pause: Duration = .zero) -> HostGate {
        HostGate(
            width: width, pause: pause, now: { [clock] in clock.now }, wait: { [clock] in clock.wait($0) })
    }

    @Test func thereIsAPauseBetweenTheStartsOfRequestsToOneHost() async throws {
        let gate = gate(pause: .seconds(3))
        let start = clock.now
        var starts: [Duration] = []
        for _ in 0..<3 {
            starts.append(try await gate.pass(to: "a.example") { start.duration(to: clock.now) })
        }
        #expect(starts == [.zero, .seconds(3), .seconds(6)])
    }

    @Test func timeThatHasPassedAnywayCountsAsPause() async throws {
        let gate = gate(pause: .seconds(3))
        try await gate.pass(to: "a.example") { clock.wait(.seconds(2)) }
        try await gate.pass(to: "a.example") {}
        #expect(clock.waits == [.seconds(2), .seconds(1)])
    }

    @Test func theLongerOfTwoPausesCountsAlsoBeforeTheFirstThatWantsIt() async throws {
        let gate = gate(pause: .seconds(3))
        let start = clock.now
        var starts: [Duration] = []
        for wanted in [Duration.zero, .seconds(10), .zero, .seconds(1)] {
            starts.append(
                try await gate.pass(to: "a.example", pausing: wanted) { start.duration(to: clock.now) })
        }
        #expect(starts == [.zero, .seconds(10), .seconds(20), .seconds(23)])
    }

    @Test func whatAnotherProcessAskedCountsAsIfItHadBeenUs() async throws {
        let sharing = Sharing(ago: .seconds(1))
        let gate = HostGate(
            pause: .seconds(3), now: { [clock] in clock.now }, wait: { [clock] in clock.wait($0) },
            sharing: sharing)
        for _ in 0..<2 { try await gate.pass(to: "a.example") {} }
        #expect(clock.waits == [.seconds(2), .seconds(3)])
        #expect(sharing.calls.value == ["enter", "leave", "enter", "leave"])
    }

    @Test func whoseTurnNeverComesAsksNothing() async throws {
        let gate = HostGate(pause: .zero, sharing: Sharing(ago: nil, refusal: .timeout(seconds: 9)))
        await #expect(throws: TransferError.timeout(seconds: 9)) {
            try await gate.pass(to: "a.example") { Issue.record("it was asked") }
        }
    }

    /// Another process that asked a host once, some time ago.
    private final class Sharing: HostSharing {
        let calls = SharedValue<[String]>([])
        private let ago: SharedValue<Duration?>
        private let refusal: TransferError?

        init(ago: Duration?, refusal: TransferError? = nil) {
            self.ago = SharedValue(ago)
            self.refusal = refusal
        }

        func enter(_ host: String) async throws(TransferError) -> Duration? {
            if let refusal { throw refusal }
            calls.change { $0.append("enter") }
            defer { ago.change { $0 = nil } }
            return ago.value
        }

        func leave(_ host: String) { calls.change { $0.append("leave") } }
    }

    @Test func otherHostsAreNotDelayed() async throws {
        let gate = gate(width: 1, pause: .seconds(3))
        try await gate.pass(to: "a.example") { () async throws(TransferError) in
            try await gate.pass(to: "b.example") {}
        }
        #expect(clock.waits == [])
    }

    @Test func onlySoManyAreAtOneHostAtOnce() async throws {
        let gate = gate(width: 2)
        let seen = SharedValue((open: 0, most: 0, passed: 0, mayLeave: false))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try? await gate.pass(to: "a.example") {
                        seen.change {
                            $0.open += 1
                            $0.most = max($0.most, $0.open)
                            $0.passed += 1
                        }
                        await until { seen.value.mayLeave }
                        seen.change { $0.open -= 1 }
                    }
                }
                await until {
                    seen.value.passed + gate.waitingCount(at: "a.example") == number + 1
                }
            }
            seen.change { $0.mayLeave = true }
        }
        #expect(seen.value.most == 2)
        #expect(seen.value.passed == 8)
    }

    @Test func whoHasWaitedLongestIsNext() async throws {
        let gate = gate(width: 1)
        let order = SharedValue<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            try? await gate.pass(to: "a.example") {
                for number in 0..<6 {
                    group.addTask {
                        try? await gate.pass(to: "a.example") { order.change { $0.append(number) } }
                    }
                    await until { gate.waitingCount(at: "a.example") == number + 1 }
                }
            }
        }
        #expect(order.value == Array(0..<6))
    }

    @Test func theStartsOfThoseWhoWaitedKeepThePauseToo() async throws {
        let gate = gate(width: 1, pause: .seconds(3))
        let starts = SharedValue<[ContinuousClock.Instant]>([])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try? await gate.pass(to: "a.example") { starts.change { $0.append(clock.now) } }
                }
            }
        }
        let times = starts.value
        #expect(
            zip(times, times.dropFirst()).map { $0.duration(to: $1) } == [
                .seconds(3), .seconds(3), .seconds(3),
            ])
    }

    @Test func whoeverIsCancelledWhileWaitingLeavesTheLine() async throws {
        let gate = gate(width: 1)
        try await gate.pass(to: "a.example") { () async throws(TransferError) in
            await withTaskGroup(of: TransferError?.self) { group in
                group.addTask {
                    do throws(TransferError) {
                        try await gate.pass(to: "a.example") {}
                        return nil
                    } catch {
                        return error
                    }
                }
                await until { gate.waitingCount(at: "a.example") == 1 }
                group.cancelAll()
                #expect(await group.next() == .some(.cancelled))
            }
        }
        #expect(gate.waitingCount(at: "a.example") == 0)
        try await gate.pass(to: "a.example") {}
    }

    @Test func aCancelledPauseGivesThePlaceBack() async throws {
        let gate = HostGate(
            width: 1, pause: .seconds(3), now: { [clock] in clock.now },
            wait: { [clock] duration in
                guard clock.waits.isEmpty else { return clock.wait(duration) }
                clock.wait(duration)
                throw CancellationError()
            })
        try await gate.pass(to: "a.example") {}
        await #expect(throws: TransferError.cancelled) { try await gate.pass(to: "a.example") {} }
        try await gate.pass(to: "a.example") {}
    }
}
