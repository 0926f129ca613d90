// SPDX-License-Identifier: MIT

import Markup
import Testing

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
        ("a<br/>b", "a\nb"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("caf&eacute;&nbsp;&#8211; &#x27;open&#x27;", "café – 'open'"),
        ("AT&T &unknown; &copy2026", "AT&T &unknown; ©2026"),
        ("x<script>alert('<p>')</script>y<style>b{}</style>", "xy"),
        ("<a title=\"1 > 0\">link</a>", "link"),
        ("a <!-- not <b>this</b> --> b", "a b"),
        ("it&#146;s", "it’s"),
        ("<script>never closed", "never closed"),
        ("  spaced \n\t out  ", "spaced out"),
    ])
    func htmlBecomesTheWordsThatAReaderSees(html: String, text: String) {
        #expect(PlainText.from(html: html) == text)
    }

    @Test func brokenHTMLTakesLinearTime() {
        let nested = String(repeating: "<div><!-- <a href=\"", count: 40_000)
        let started = ContinuousClock.now
        _ = PlainText.from(html: nested)
        #expect(ContinuousClock.now - started < .seconds(5))
    }
}
