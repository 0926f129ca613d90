// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Transport

@Suite struct PushRunTests {
    private let day = 86_400.0

    @Test func aHubIsAskedOnceAndThenWhenItsTimeComes() async throws {
        let bench = try await PushBench()
        #expect(try await bench.run.perform(now: PushBench.now).number("hubs asked") == 1)
        let form = try #require(bench.client.forms.first)
        #expect(form.address == PushBench.hub)
        #expect(form.value("hub.mode") == "subscribe")
        #expect(form.value("hub.topic") == PushBench.feed.address.text)
        #expect(form.value("hub.callback") == "https://learn.example.org/websub/key1")
        #expect(form.value("hub.secret") == "key2")
        #expect(form.value("hub.lease_seconds") == "864000")
        _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(3599))
        #expect(bench.client.forms.count == 1)
    }

    @Test func aHubThatDoesNotConfirmIsAskedEverMoreSeldom() async throws {
        let bench = try await PushBench()
        var times: [Double] = []
        for hour in 0..<400 {
            let before = bench.client.forms.count
            _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(Double(hour) * 3600))
            if bench.client.forms.count > before { times.append(Double(hour)) }
        }
        #expect(times == [0, 1, 3, 7, 15, 31, 63, 127, 255])
        #expect(Set(bench.client.forms).count == 1)
    }

    @Test func aLeaseIsRenewedBeforeItEndsUnderTheSameKey() async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        #expect(try await bench.confirm() == "c")
        _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(7.9 * day))
        #expect(bench.client.forms.count == 1)
        _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(8 * day))
        #expect(bench.client.forms.count == 2)
        #expect(bench.client.forms[1] == bench.client.forms[0])
        let still = try #require(try await bench.record()?.push)
        #expect(still.isLive(at: PushBench.now.addingTimeInterval(9 * day)))
        #expect(try await bench.confirm(after: 8) == "c")
        #expect(try await bench.record()?.push?.ends == PushBench.now.addingTimeInterval(18 * day))
    }

    @Test func aHubThatNoLongerCountsIsLeft() async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        try await bench.say(hub: .sample("https://other.example.org/"))
        _ = try await bench.run.perform(now: PushBench.now)
        #expect(bench.client.forms.map { $0.value("hub.mode") } == ["subscribe", "unsubscribe", "subscribe"])
        #expect(bench.client.forms[1].value("hub.callback") == "https://learn.example.org/websub/key1")
        #expect(bench.client.forms[1].value("hub.secret") == nil)
        #expect(bench.client.forms[2].address.host == "other.example.org")
        #expect(try await bench.confirm("unsubscribe") == "c")
        #expect(try await bench.store.pushes.all().map(\.key) == ["key3"])
    }

    @Test(arguments: ["removed", "paused", "without a hub"])
    func whatIsNotWantedAnyMoreIsUnsubscribed(why: String) async throws {
        let bench = try await PushBench()
        _ = try await bench.run.perform(now: PushBench.now)
        _ = try await bench.confirm()
        switch why {
        case "removed": try await bench.store.feeds.subscribe(to: [])
        case "paused":
            try await bench.store.feeds.pause(
                PushBench.feed.id, reason: "enough", at: PushBench.now)
        default: try await bench.say(hub: nil)
        }
        let report = try await bench.run.perform(now: PushBench.now)
        #expect(report.number("hubs left") == 1)
        #expect(bench.client.forms.last?.value("hub.mode") == "unsubscribe")
        #expect(try await bench.send(rssDocument(["One"])) == .unknown)
        for hour in 1...9 {
            _ = try await bench.run.perform(now: PushBench.now.addingTimeInterval(Double(hour) * 3600))
        }
        #expect(bench.client.forms.count == 4)
        #expect(try await bench.store.pushes.all() == [])
    }

    @Test func aHubThatRefusesIsSaidSo() async throws {
        let bench = try await PushBench(answer: .sample(status: 400))
        let report = try await bench.run.perform(now: PushBench.now)
        #expect(report.problems == ["A blog: the hub answered with status 400"])
        #expect(try await bench.record()?.push?.reason == "the hub answered with status 400")
    }

    @Test func aSecretThatWouldBeOverheardIsNotSent() async throws {
        let bench = try await PushBench(hub: .sample("http://hub.example.org/"))
        _ = try await bench.run.perform(now: PushBench.now)
        #expect(bench.client.forms.first?.value("hub.secret") == nil)
        _ = try await bench.confirm()
        let fate = try await bench.send(rssDocument(["One"]), signedWith: nil)
        #expect(fate == .hint(reason: "what its hub sends is not signed"))
        let record = try #require(try await bench.record())
        #expect(record.isDue(at: PushBench.now.addingTimeInterval(60)))
        #expect(try await bench.store.items.undecidedCount() == 0)
    }

    @Test func keysAreLongAndNeverTheSame() {
        let keys = Set((0..<100).map { _ in PushRun.randomKey() })
        #expect(keys.count == 100)
        #expect(keys.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
        #expect("\(PushSecret("abc"))" == "***")
        #expect("\([PushSecret("abc")])" == "[***]")
    }
}
