// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing
import Transport

@testable import Feeds

@Suite struct LinkFieldsTests {
    private func target(_ relation: String = "hub", of values: String...) -> String? {
        let fields = values.map { HTTPField("Link", $0) }
        return LinkFields(fields, base: .sample("https://blog.example.org/a/feed")).target(relation)?.text
    }

    @Test(arguments: [
        "<https://hub.example.org/>; rel=\"hub\"", "<https://hub.example.org/>;rel=hub",
        "<https://hub.example.org/>; REL=HUB", "  <https://hub.example.org/>  ;  rel = \"hub\"",
        "<https://hub.example.org/>; title=\"rel=self; a, b <c>\"; rel=\"self hub\"",
        "<https://hub.example.org/>; title=\"a \\\" quote, b\"; rel=hub",
        "<https://hub.example.org/>; rel=hub;",
        "<https://a.example.org/>; rel=self, <https://hub.example.org/>; rel=hub",
        "<https://a.example.org/>, <https://hub.example.org/>; rel=hub",
        "<https://hub.example.org/>; rel=\"hub\"; rel=\"self\"",
        ", ,<https://hub.example.org/>; rel=hub",
        "<ftp://a.example.org/>; rel=hub, <https://hub.example.org/>; rel=hub",
    ])
    func aHubIsFoundHoweverItIsWritten(value: String) {
        #expect(target(of: value) == "https://hub.example.org/")
    }

    @Test(arguments: [
        "", "https://hub.example.org/; rel=hub", "<https://hub.example.org/; rel=hub",
        "<https://hub.example.org/>", "<https://hub.example.org/>; rel",
        "<https://hub.example.org/>; rev=hub",
        "<https://hub.example.org/>; rel=hubs", "<https://hub.example.org/>; title=\"; rel=hub\"",
        "<https://hub.example.org/>; title=\"open; rel=hub", "<javascript:alert(1)>; rel=hub",
        "<https://hub.example.org/>; rel=\"self\"; rel=\"hub\"",
    ])
    func whatIsNoHubIsNone(value: String) {
        #expect(target(of: value) == nil)
    }

    @Test func relativeTargetsResolve() {
        #expect(target("self", of: "<feed2>; rel=self") == "https://blog.example.org/a/feed2")
        #expect(target("self", of: "</>; rel=self") == "https://blog.example.org/")
    }

    @Test func theFirstOfSeveralCounts() {
        let value = "<https://1.example.org/>; rel=hub, <https://2.example.org/>; rel=hub"
        #expect(target(of: value) == "https://1.example.org/")
        #expect(
            target(of: "<https://0.example.org/>; rel=self", "<https://3.example.org/>; rel=hub", value)
                == "https://3.example.org/")
    }

    @Test func onlyLinkFieldsAreRead() {
        let fields = [
            HTTPField("X-Link", "<https://1.example.org/>; rel=hub"),
            HTTPField("LINK", "<https://2.example.org/>; rel=hub"),
        ]
        let links = LinkFields(fields, base: .sample("https://blog.example.org/"))
        #expect(links.target("hub")?.text == "https://2.example.org/")
    }
}
