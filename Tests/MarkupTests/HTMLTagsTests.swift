// SPDX-License-Identifier: MIT

import Markup
import Testing

@Suite struct HTMLTagsTests {
    @Test(arguments: [
        "<link rel=\"alternate\" href=\"/feed\">", "<LINK HREF='/feed' REL='alternate' />",
        "<link\n\trel = alternate\n\thref\n=\n/feed>", "<link rel=alternate href=/feed rel=icon href=/other>",
        "<link/rel=\"alternate\"href=\"/feed\"/>", "<p><link rel='alternate' href='&#x2F;feed'></p x=\">\">",
    ])
    func attributesAreReadInWhateverOrderAndSpelling(html: String) throws {
        let link = try #require(tags(html).first)
        #expect(link.name == "link")
        #expect(link.words("rel") == ["alternate"])
        #expect(link.value("href") == "/feed")
    }

    @Test(arguments: [
        ("/?a=1&amp;b=2", "/?a=1&b=2"), ("/?a=1&b=2", "/?a=1&b=2"), ("/?a=1&copy=2&reg", "/?a=1&copy=2®"),
        ("/?a=1&copy2&copy;", "/?a=1&copy2©"), ("  /x y \n", "/x y"), ("/caf&eacute;", "/café"),
    ])
    func referencesInAddressesAreResolvedAsBrowsersDo(written: String, value: String) {
        #expect(tags("<link href=\"\(written)\">").first?.value("href") == value)
    }

    @Test(arguments: [
        "<!-- <link> -->", "<!--<link>", "<script>'<link>'</script>", "<SCRIPT>'<link>'",
        "<style><link></style>",
        "<title><link></title>", "<textarea><link></textarea >", "<iframe><link></iframe>", "<link",
        "<link href=\"x>", "< link>", "<plaintext><link>", "<p title=\"<link>\">",
        "<!doctype html \"<link\">", "",
        "<", "</", "<!", "<!-", "<linked>", "&lt;link&gt;",
    ])
    func whatIsNoTagIsNone(html: String) {
        #expect(tags(html) == [])
    }

    @Test(arguments: [
        "<!--><link>", "<!---><link>", "<!-- -- --!><link>", "<![CDATA[x]]><link>", "<?xml?><link>",
        "</><link>",
        "a < b<link>", "<script></scripty></script\n><link>", "</ x><link>", "<p =><link>",
    ])
    func readingGoesOnBehindOddMarkup(html: String) {
        #expect(tags(html).count == 1)
    }

    @Test func onlyTheFirstTwentyThousandTagsCount() {
        let many = String(repeating: "<p>", count: HTMLTags.tagLimit - 1)
        #expect(tags(many + "<link><link>").count == 1)
    }

    @Test func onlyTheFirstTwoMegabytesCount() {
        let start = [UInt8](repeating: 0x20, count: HTMLTags.byteLimit - 6)
        #expect(HTMLTags.read(start + Array("<link><link>".utf8), named: ["link"]).count == 1)
    }

    @Test(arguments: [
        "<", "<a ", "<a x=\"<a x='<'\" ", "<!--", "<!-- --", "<script></", "</", "<a x=", "<a x='", "&amp",
        "<title>",
        "<a x='&amp",
    ])
    func brokenPagesTakeLinearTime(piece: String) {
        let page = String(repeating: piece, count: (256 << 10) / piece.utf8.count)
        let started = ContinuousClock.now
        _ = tags(page + ">'\">")
        #expect(ContinuousClock.now - started < .seconds(5))
    }

    private func tags(_ html: String) -> [HTMLTag] { HTMLTags.read(Array(html.utf8), named: ["link"]) }
}
