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

    @Test(arguments: ["", "x", "70000", ":80", "host:", "-1"])
    func anythingElseIsNone(text: String) {
        #expect(MetricsServer.Place(text) == nil)
    }
}
