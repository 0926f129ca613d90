// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct WrittenDateTests {
    @Test(arguments: [
        ("Mon, 02 Nov 2026 09:00:00 +0100", "2026-11-02T08:00:00Z"),
        ("2 Nov 26 09:00 EST", "2026-11-02T14:00:00Z"),
        ("2026-11-02T09:00:00.123+05:30", "2026-11-02T03:30:00Z"),
        ("2026-11-02 09:00:00", "2026-11-02T09:00:00Z"),
        ("20261102", "2026-11-02T00:00:00Z"),
        ("2026-306", "2026-11-02T00:00:00Z"),
        ("Mon Nov  2 09:00:00 2026", "2026-11-02T09:00:00Z"),
        ("November 2nd, 2026 3:07pm", "2026-11-02T15:07:00Z"),
        ("lundi, 2. novembre 2026 - 15:54", "2026-11-02T15:54:00Z"),
        ("2 Tachwedd 2026", "2026-11-02T00:00:00Z"),
        ("Wed, 03/04/2026 10:00", "2026-03-04T10:00:00Z"),
        ("Fri, 03/04/2026 10:00", "2026-04-03T10:00:00Z"),
        ("Thu, 29 Oct 2026 07:36:03 GMT-07:00", "2026-10-29T14:36:03Z"),
        ("1793610000", "2026-11-02T09:00:00Z"),
        ("2026-11-02T24:00:00Z", "2026-11-03T00:00:00Z"),
        ("2026-06-31", "2026-07-01T00:00:00Z"),
        ("Sun, 32 Nov 2026 09:00:00 GMT", "2026-12-02T09:00:00Z"),
    ])
    func datesAreReadInEveryFormThatFeedsUse(text: String, expected: String) {
        #expect(WrittenDate.date(from: text).map { WrittenDate.text(of: $0) } == expected)
    }

    @Test(arguments: [
        ("2026-11-02T09:00:00+01:00", "2026-11-02T09:00:00+01:00"),
        ("2018-04-05T06:00", "2018-04-05T06:00:00"),
        ("2026-11-02", "2026-11-02"),
        ("Mon, 02 Nov 2026 09:00:00 -0330", "2026-11-02T09:00:00-03:30"),
        ("2. November 2026", "2026-11-02"),
        ("Nov 2, 2026 3:07 pm EST", "2026-11-02T15:07:00-05:00"),
        ("1793610000", "2026-11-02T09:00:00Z"),
        ("2026-11-02T24:00:00+01:00", "2026-11-02T23:00:00Z"),
    ])
    func whatIsWrittenIsKeptAsItWasMeant(text: String, expected: String) {
        #expect(WrittenDate.moment(in: text)?.text == expected)
    }

    @Test(arguments: [
        "", "soon", "2026-02-33", "2026-13-01", "2026-11-02T25:00:00Z", "Mon, 99 Feb 2026 09:00 GMT",
    ])
    func whatIsNoDateGivesNone(text: String) {
        #expect(WrittenDate.date(from: text) == nil)
    }
}
