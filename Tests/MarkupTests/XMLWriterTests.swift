// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

@Suite struct XMLWriterTests {
    @Test(arguments: [
        ("plain", "plain", "plain"),
        ("a & <b> \"c\"", "a &amp; &lt;b&gt; \"c\"", "a &amp; &lt;b&gt; &quot;c&quot;"),
        ("a\nb\tc\rd", "a\nb\tc&#13;d", "a&#10;b&#9;c&#13;d"), ("\u{0}x\u{1F}\u{FFFE}y\u{FFFF}", "xy", "xy"),
        ("\u{FEFF}é日本🙂", "\u{FEFF}é日本🙂", "\u{FEFF}é日本🙂"), ("", "", ""), ("'\u{7F}", "'\u{7F}", "'\u{7F}"),
    ])
    func foreignTextIsNoMarkup(text: String, between: String, attribute: String) {
        #expect(XMLWriter.escaped(text) == between)
        #expect(XMLWriter.escaped(attribute: text) == attribute)
    }
}

@Suite struct AnchorsTests {
    /// What a letter beyond ASCII makes slow gives the same as what is quick.
    @Test(arguments: [
        "Plain words", "  It's \"so\": R&D -- 2026! ", "", "!!!", "UPPER_case",
        String(repeating: "word ", count: 60),
        String(repeating: "a", count: 61), "a'b'c", "1. One", String(repeating: "-", count: 210) + "late",
        String(repeating: "ab ", count: 19) + "abcd ef",
    ])
    func slugsOfASCIIAreThoseOfAllLetters(heading: String) {
        let padding = String(repeating: "-", count: max(0, 200 - heading.utf8.count))
        #expect(Anchors.slug(heading) == Anchors.slug(heading + padding + "é"))
    }
}
