// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://Example.ORG/a b", "https://example.org/a%20b"),
        ("  http://example.org/x\n", "http://example.org/x"),
        ("HTTPS://example.org", "https://example.org"),
        ("https://example.org/\u{e9}", "https://example.org/%C3%A9"),
        ("https://example.org/100%/%7e?q=[a]#b#c", "https://example.org/100%25/%7e?q=%5Ba%5D#b%23c"),
        ("https://B\u{fc}cher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://www.\u{8a79}\u{59c6}\u{65af}.com/", "http://www.xn--8ws00zhy3a.com/"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://example.org:80?x", "http://example.org:80?x"),
    ])
    func webAddressesAreReadAndEncoded(raw: String, text: String) {
        #expect(WebAddress(raw)?.text == text)
    }

    @Test(arguments: [
        "javascript:alert(1)", "java\nscript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "//", "",
        "   ",
        "https://", "https://user:secret@example.org/", "mailto:a@example.org", "data:text/html,x",
        "/just/a/path", "http:/one", "http://a\u{0}b/", "http://ex ample.org/",
        "http://example.org\\@evil.example/",
        "http://example.org:99999/", "http://example.org:x/", "http://%40evil.example/", "http://a\u{ff0f}b/",
        "http://[::1", "http://[x]/",
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
        ("", "http://a/b/c/d;p?q"), ("g", "http://a/b/c/g"), ("./g/.", "http://a/b/c/g/"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        ("?y", "http://a/b/c/d;p?y"), ("#s", "http://a/b/c/d;p?q#s"), (";x", "http://a/b/c/;x"),
        ("..", "http://a/b/"),
        ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("g..", "http://a/b/c/g.."),
        ("./../g", "http://a/b/g"),
        ("//g", "http://g"), ("g;x=1/../y", "http://a/b/c/y"), ("1:2", "http://a/b/c/1:2"),
    ])
    func referencesResolveAsTheStandardShows(reference: String, text: String) {
        let isEmpty = reference.isEmpty
        #expect(
            WebAddress(reference, relativeTo: .init("http://a/b/c/d;p?q"))?.text == (isEmpty ? nil : text))
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
        #expect(WebAddress("http://[::1]:81")?.host == "::1")
        #expect(WebAddress("http://[::1]:81")?.port == 81)
        #expect(WebAddress("https://example.org?x")?.path == "/")
    }
}
