// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// What a curator does with newsletters and the times at which they go out.
@Suite(.timeLimit(.minutes(10))) struct NewsletterWalkTests {
    @Test func theNextRunsAreTold() async throws {
        try await Walk.withLibrary { walk, _ in
            let runs = [
                "Thu 2026-11-05 07:00 +00:00", "Thu 2026-12-03 07:00 +00:00", "Thu 2027-01-07 07:00 +00:00",
                "Thu 2027-02-04 07:00 +00:00", "Thu 2027-03-04 07:00 +00:00",
            ]
            let listed = try await walk.cairn("newsletter", "list")
            #expect(listed.status == 0, "\(listed.errors)")
            let lines = listed.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "monthly: Monthly")
            #expect(lines.dropFirst(2).map { String($0.dropFirst(4).prefix(27)) } == runs)
            let shown = try await walk.cairn("newsletter", "show", "monthly")
            #expect(shown.status == 0 && runs.allSatisfy { shown.output.contains($0) }, "\(shown.errors)")
            #expect(shown.output.contains("no issue yet"))
            let json = try await walk.cairn("newsletter", "list", "--json").json() as? [[String: Any]]
            let next = json?.first?["next_runs"] as? [[String: Any]]
            #expect(next?.count == 5)
            #expect(next?.first?["time"] as? String == "2026-11-05T07:00:00+00:00")
            #expect(next?.first?["utc"] as? String == "2026-11-05T07:00:00Z")
            #expect(next?.first?["draft"] as? String == "2026-11-03T07:00:00Z")
            // In summer the same time is an hour earlier in UTC.
            let summer = try await walk.cairn(
                "newsletter", "list", with: ["CAIRN_NOW": "2027-07-01T07:00:00Z"])
            #expect(summer.output.contains("Thu 2027-08-05 07:00 +01:00"))
            #expect(!summer.output.contains("2027-07-01"))
        }
    }

    @Test func anUnknownZoneIsRefusedByFileAndLine() async throws {
        try await Walk.withLibrary { walk, _ in
            let file = walk.library.appending(path: "curated/newsletters/monthly.md")
            let text = try String(contentsOf: file, encoding: .utf8)
            try walk.write(
                text.replacing("Europe/London", with: "Europe/Dublim"), to: "curated/newsletters/monthly.md")
            let complaint = "curated/newsletters/monthly.md:6: unknown time zone Europe/Dublim"
            let listed = try await walk.cairn("newsletter", "list")
            #expect(listed.status == 1 && listed.errors.contains(complaint), "\(listed.errors)")
            for verb in ["show", "draft"] {
                let refused = try await walk.cairn("newsletter", verb, "monthly")
                #expect(refused.status == 2 && refused.errors.contains(complaint), "\(refused.errors)")
            }
        }
    }
}
