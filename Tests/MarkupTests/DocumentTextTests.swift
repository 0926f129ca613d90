// SPDX-License-Identifier: MIT

import Markup
import Testing

@Suite struct DocumentTextTests {
    private func text(_ bytes: [UInt8], _ contentType: String? = nil) -> (words: String, encoding: String) {
        let document = DocumentText(bytes, contentType: contentType)
        return (String(decoding: document.utf8, as: UTF8.self), document.encoding)
    }

    @Test func aWrongLabelGivesWayToTheBytes() {
        #expect(text(Array("<?xml version='1.0' encoding='iso-8859-1'?>é".utf8)).encoding == "utf-8")
        #expect(text([0x63, 0x61, 0x66, 0xE9, 0x21], "text/xml; charset=utf-8") == ("café!", "windows-1252"))
    }

    @Test func theHeaderCountsBeforeTheDeclaration() {
        let bytes = Array("<?xml version='1.0' encoding='iso-8859-2'?>".utf8) + [0xD4]
        #expect(text(bytes, "text/xml; charset=\"koi8-r\"").words.hasSuffix("т"))
        #expect(text(bytes).words.hasSuffix("Ô"))
    }

    @Test func legacyPagesAreRead() {
        #expect(text([0xC4, 0xE3, 0xBA, 0xC3], "text/xml; charset=gb2312") == ("你好", "gb18030"))
        #expect(text([0x93, 0xFA, 0x96, 0x7B], "text/xml; charset=Shift_JIS").words == "日本")
    }

    @Test func oneBadByteCostsOneCharacter() {
        let bytes = Array("äöü ".utf8) + [0xFF] + Array(" ß".utf8)
        #expect(text(bytes) == ("äöü \u{FFFD} ß", "utf-8"))
    }

    @Test(arguments: ["utf-7", "../../etc/passwd", "no-such-page", "UTF-8//IGNORE"])
    func anUnknownLabelIsNoDanger(label: String) {
        #expect(text([0x61, 0xE9, 0x21], "text/xml; charset=\(label)").words == "aé!")
    }

    @Test func wideTextIsKnownByItsMarkOrItsZeros() {
        #expect(text([0xFE, 0xFF, 0, 0x61, 0, 0x62]) == ("ab", "utf-16be"))
        #expect(text([0x3C, 0, 0x61, 0, 0x3E, 0]) == ("<a>", "utf-16le"))
        #expect(text([0x3C, 0, 0, 0, 0x61, 0, 0, 0]) == ("<a", "utf-32le"))
    }

    @Test func undeclaredCyrillicIsGuessed() {
        let words: [UInt8] = [
            0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x20, 0xCD, 0xC9, 0xD2, 0x20, 0xD7, 0xD3, 0xC5, 0xCD,
        ]
        #expect(text(words) == ("Привет мир всем", "koi8-r"))
    }

    @Test func textInTheWrongPageIsMended() {
        #expect(TextMending.mended(Array("it\u{92}s".utf8).span) == "it’s")
        #expect(TextMending.mended(Array("\u{E2}\u{80}\u{A6}".utf8).span) == "…")
        #expect(TextMending.mended(Array("café".utf8).span) == nil)
    }

    @Test(arguments: [
        ("Is it &ldquo;agile&rdquo;?", "Is it “agile”?"), ("Tea &#8211; and cake", "Tea – and cake"),
        ("For action <em>and</em> for rest", "For action and for rest"), ("Don&#39;t", "Don't"),
        ("The &lt;em&gt; element", nil), ("Use <em> with care", nil), ("R&D, Q&A; and more", nil),
        ("Research &amp; design", nil), ("a < b", nil), ("No </em><em> either", nil),
    ])
    func linesThatWereEscapedOnceTooOftenAreMended(line: String, meant: String?) {
        #expect(TextMending.unescaped(line) == meant)
    }
}
