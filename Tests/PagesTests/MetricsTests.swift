// SPDX-License-Identifier: MIT

import CoreMetrics
import Logging
import TestSupport
import Testing

@testable import Pages

/// What Prometheus gathers.
@Suite struct MetricsTests {
    @Test func whatIsCountedIsShownByNameAndLabels() {
        let registry = MetricsRegistry()
        let counter = registry.makeCounter(label: "hb.requests", dimensions: [("status", "200")])
        counter.increment(by: 2)
        registry.makeCounter(label: "hb.requests", dimensions: [("status", "200")]).increment(by: 1)
        registry.makeCounter(label: "hb.requests", dimensions: [("status", "404")]).increment(by: 1)
        registry.makeMeter(label: "open", dimensions: []).set(2.5)
        let timer = registry.makeTimer(label: "took", dimensions: [])
        for duration in [4_000_000, 80_000_000, 90_000_000_000] as [Int64] {
            timer.recordNanoseconds(duration)
        }
        let text = MetricSample.text(registry.samples)
        #expect(
            text.hasPrefix(
                """
                # TYPE hb_requests_total counter
                hb_requests_total{status="200"} 3
                hb_requests_total{status="404"} 1
                # TYPE open gauge
                open 2.5
                # TYPE took_seconds histogram
                took_seconds_bucket{le="0.005"} 1

                """))
        #expect(text.contains("took_seconds_bucket{le=\"0.1\"} 2\n"))
        #expect(text.contains("took_seconds_bucket{le=\"60\"} 2\ntook_seconds_bucket{le=\"+Inf\"} 3\n"))
        #expect(text.hasSuffix("took_seconds_sum 90.084\ntook_seconds_count 3\n"))
    }

    @Test func whateverALabelHoldsTheTextStaysWhole() {
        let sample = MetricSample(
            "a", .gauge, "One\nline \\ only.", .infinity, labels: [.init("path", "/\"x\"\n\\")])
        #expect(
            MetricSample.text([sample])
                == "# HELP a One\\nline \\\\ only.\n# TYPE a gauge\na{path=\"/\\\"x\\\"\\n\\\\\"} +Inf\n")
    }

    @Test func thereIsAnEndToWhatIsCounted() {
        let registry = MetricsRegistry()
        for number in 0..<3_000 {
            registry.makeCounter(label: "asked", dimensions: [("path", "/\(number)")]).increment(by: 1)
        }
        #expect(registry.samples.count == 2_000)
    }

    @Test(arguments: [
        ("9464", "127.0.0.1", 9464), ("0.0.0.0:1", "0.0.0.0", 1), ("[::1]:65535", "::1", 65_535),
    ])
    func aPlaceIsAPortOrAnAddressWithOne(text: String, host: String, port: Int) {
        let place = MetricsServer.Place(text)
        #expect(place?.host == host && place?.port == port)
    }

    @Test func whatIsCountedAndWhatIsLookedUpIsShownToWhoeverAsks() async throws {
        let registry = MetricsRegistry()
        registry.makeCounter(label: "runs", dimensions: []).increment(by: 3)
        let lines = SharedValue<[String]>([])
        let place = try #require(MetricsServer.Place("0"))
        let server = MetricsServer(
            at: place, registry, logger: Logger(label: "test") { _ in Kept(lines: lines) }
        ) {
            [MetricSample("store_up", .gauge, "Whether it is there.", 1)]
        }
        let running = Task { try await server.run() }
        defer { running.cancel() }
        var port: Int?
        for _ in 0..<600 where port == nil {
            try await Task.sleep(for: .milliseconds(50))
            port = lines.value.first { $0.hasPrefix("metrics at ") }
                .flatMap { $0.split(separator: ":").last?.prefix { $0.isNumber } }.flatMap { Int($0) }
        }
        let question = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        let answer = await RawClient.send(question, to: try #require(port))
        #expect(answer.lowercased().contains("content-type: text/plain; version=0.0.4"))
        #expect(answer.contains("store_up 1\n# TYPE runs_total counter\nruns_total 3\n"))
    }

    @Test(arguments: ["", "x", "70000", ":80", "host:", "-1"])
    func anythingElseIsNone(text: String) {
        #expect(MetricsServer.Place(text) == nil)
    }
}
