// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite struct PushIntakeTests {
    @Test func onlyWhatWasAskedForIsConfirmed() async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        #expect(try await bench.confirm(key: "guessed") == nil)
        #expect(try await bench.confirm(topic: "https://other.example.org/feed") == nil)
        #expect(try await bench.confirm("unsubscribe") == nil)
        #expect(try await bench.confirm("else") == nil)
        #expect(try await bench.record()?.push?.state == .asked)
        #expect(try await bench.confirm() == "c")
        #expect(try await bench.record()?.push?.isLive(at: PushBench.now) == true)
    }

    @Test(
        arguments: [(nil, 10.0), (1, 1.0 / 1440), (-5, 1.0 / 1440), (99_999_999_999, 30)] as [(Int?, Double)])
    func aLeaseIsBelievedWithinReason(seconds: Int?, days: Double) async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm(lease: seconds)
        #expect(try await bench.record()?.push?.ends == PushBench.now.addingTimeInterval(days * 86_400))
    }

    @Test func aRefusalIsKeptInTheHubsWordsAndEndsThePush() async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        #expect(try await bench.confirm("denied") == "")
        #expect(try await bench.record()?.push?.reason == "the hub refused: too many")
        #expect(try await bench.confirm() == nil)
        _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(6 * 86_400))
        #expect(bench.client.forms.count == 1)
        _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(7 * 86_400))
        #expect(bench.client.forms.count == 2)
    }

    @Test(arguments: KeyedDigest.allCases)
    func whatIsSignedIsSaved(algorithm: KeyedDigest) async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        let fate = try await bench.send(rssDocument(["One", "Two"]), by: algorithm)
        guard case .saved(let report) = fate else { return #expect(fate == .saved(SaveReport())) }
        #expect(report.new == 2)
        let record = try #require(try await bench.record())
        #expect(record.last?.reason == "its hub sent it")
        #expect(record.next.due == PushBench.now.addingTimeInterval(86_460))
        #expect(record.next.why == "after 24 hours, because its hub tells us what is new")
        #expect(record.next.intervalMinutes == 120)
        #expect(record.terms.hub == PushBench.hub)
        #expect(record.push?.heard == PushBench.now.addingTimeInterval(60))
    }

    @Test(arguments: [nil, "wrong"] as [String?])
    func whatIsNotSignedWithOurSecretIsIgnored(secret: String?) async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        let fate = try await bench.send(rssDocument(["One"]), signedWith: secret)
        #expect(fate == .ignored(reason: "a document for A blog is not signed with our secret"))
        #expect(try await bench.store.items.undecidedCount() == 0)
        #expect(try await bench.record()?.push?.heard == nil)
        #expect(try await bench.send(rssDocument(["One"]), key: "guessed") == .unknown)
    }

    @Test(arguments: ["", "<html></html>", "<rss><channel><title>No item</title></channel></rss>"])
    func whatCannotBeReadIsAHintToAskTheFeed(body: String) async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        let fate = try await bench.send(body)
        #expect(fate == .hint(reason: "what its hub sent held no item"))
        let record = try #require(try await bench.record())
        #expect(record.isDue(at: PushBench.now.addingTimeInterval(60)))
        #expect(record.failing.count == 0)
    }

    @Test func aFeedWhoseHubTellsUsIsPolledOnceADayUntilTheHubLeavesSomethingOut() async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        _ = try await bench.send(rssDocument(["One"]))
        let quiet = CollectRun(
            bench.store, RecordedHTTPClient { _ in .success(.sample(rssDocument(["One"]))) })
        let morning = PushBench.now.addingTimeInterval(86_460)
        _ = try await quiet.perform(.due, now: morning)
        #expect(try await bench.record()?.next.due == morning.addingTimeInterval(86_400))
        let next = morning.addingTimeInterval(86_400)
        let busy = CollectRun(
            bench.store, RecordedHTTPClient { _ in .success(.sample(rssDocument(["One", "Missed"]))) })
        _ = try await busy.perform(.due, now: next)
        #expect(try await bench.record()?.next.why.contains("it brings something new") == true)
    }
}
