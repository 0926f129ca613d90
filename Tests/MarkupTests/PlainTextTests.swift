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
        ("one two  three\u{A0}four ", "one two three four"),
        ("words<br> then <b>more</b> words", "words\nthen more words"),
    ])
    func htmlBecomesTheWordsThatAReaderSees(html: String, text: String) {
        #expect(PlainText.from(html: html) == text)
    }

    @Test(arguments: [
        "Plain words", "Q & A", "a < b", "“Café” — 👍", "£5", "Łódź",
    ])
    func aLineOfWordsIsKnownByItsLooks(line: String) {
        #expect(PlainText.isPlainLine(line))
        #expect(PlainText.from(html: line) == line)
    }

    @Test(arguments: [
        "a  b", " a", "a ", "a\nb", "a\u{A0}b", "a\u{200B}b", "a\u{2028}b", "\u{FEFF}a", "a&amp;b", "a<b>",
        "a&", "a<",
    ])
    func whatMayBeMoreThanALineOfWordsIsNot(line: String) {
        #expect(!PlainText.isPlainLine(line))
    }

    @Test func brokenHTMLTakesLinearTime() {
        let nested = String(repeating: "<div><!-- <a href=\"", count: 40_000)
        let started = ContinuousClock.now
        _ = PlainText.from(html: nested)
        #expect(ContinuousClock.now - started < .seconds(5))
    }
}
