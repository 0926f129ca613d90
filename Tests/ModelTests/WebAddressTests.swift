// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://Example.ORG/a b", "https://example.org/a%20b"),
        ("  http://example.org/x\n", "http://example.org/x"),
        ("HTTPS://example.org", "https://example.org"),
        ("https://example.org/\u{e9}", "https://example.org/%C3%A9"),
    ])
    func webAddressesAreReadAndEncoded(raw: String, text: String) {
        #expect(WebAddress(raw)?.text == text)
    }

    @Test(arguments: [
        "javascript:alert(1)", "java\nscript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "//", "",
        "   ",
        "https://", "https://user:secret@example.org/", "mailto:a@example.org", "data:text/html,x",
        "/just/a/path",
    ])
    func everythingElseIsRefused(raw: String) {
        #expect(WebAddress(raw) == nil)
    }

    @Test func relativeAddressesResolveAgainstTheirBase() {
        let base = WebAddress("https://example.org/blog/feed.xml")
        #expect(WebAddress("../posts/1?x=2", relativeTo: base)?.text == "https://example.org/posts/1?x=2")
        #expect(WebAddress("//other.example.org/y", relativeTo: base)?.text == "https://other.example.org/y")
        #expect(WebAddress("javascript:alert(1)", relativeTo: base) == nil)
    }

    @Test(arguments: [
        ("https://www.example.org/a/?utm_source=x&id=4#top", "http://example.org/a?id=4"),
        ("https://example.org:443/a", "https://example.org/a/"),
    ])
    func samePageHasSameCanonicalKey(left: String, right: String) throws {
        #expect(try #require(WebAddress(left)).canonicalKey == #require(WebAddress(right)).canonicalKey)
    }

    @Test func hostPathAndPortAreNamed() throws {
        let address = try #require(WebAddress("http://127.0.0.1:8080/x/y?z"))
        #expect(address.host == "127.0.0.1")
        #expect(address.port == 8080)
        #expect(address.path == "/x/y")
        #expect(!address.isSecure)
    }
}
