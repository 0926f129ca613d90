// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// `cairn sanitize`: HTML in, safe HTML out.
@Suite(.timeLimit(.minutes(10))) struct SanitizeCommandTests {
    @Test func inputIsPrintedCleaned() async throws {
        try await Walk.begin { walk in
            let html = "<p onclick=x()>Hi <a href=javascript:y()>there</a></p>"
            let plain = try await walk.cairn("sanitize", reading: html)
            #expect(plain.status == 0)
            #expect(plain.output == "<p>Hi there</p>\n")
            let json = try await walk.cairn("sanitize", "--json", reading: html)
            #expect(json.output == "\"<p>Hi there</p>\"\n")
        }
    }

    @Test func linksOfAFileResolveAgainstItsAddress() async throws {
        try await Walk.begin { walk in
            let page = walk.home.appending(path: "page.html")
            try Data("<a href=b>1</a><a href=mailto:a@b.example>2</a><a href='http://'>3</a>".utf8)
                .write(to: page)
            let ending = try await walk.cairn("sanitize", page.path, "--base", "https://a.example/x/y")
            let rel = " rel=\"nofollow noopener\""
            #expect(
                ending.output == "<a href=\"https://a.example/x/b\"\(rel)>1</a>"
                    + "<a href=\"mailto:a@b.example\"\(rel)>2</a>3\n")
            let missing = try await walk.cairn("sanitize", "no-such-file")
            #expect(missing.status == 2)
            let wrong = try await walk.cairn("sanitize", "--base", "nowhere")
            #expect(wrong.status == 64)
        }
    }

    @Test func markdownIsPrintedAsHTML() async throws {
        try await Walk.begin { walk in
            let text = "# A\n\n[b](c) <i onclick=x()>d</i>\n"
            let page = try await walk.cairn(
                "markdown", "--shift-headings", "2", "--base", "https://a.example/x/y", reading: text)
            #expect(page.status == 0, "\(page.errors)")
            #expect(
                page.output == """
                    <h3 id="h-a">A</h3>
                    <p><a href="https://a.example/x/c" rel="nofollow noopener">b</a> <i>d</i></p>


                    """)
            let lines = try await walk.cairn("markdown", "--jsonl", reading: "\"*a*\"\n[]\n")
            #expect(lines.output == "\"<p><em>a</em></p>\\n\"\nnull\n")
            #expect(lines.status == 1)
            #expect(try await walk.cairn("markdown", "--shift-headings", "7").status == 64)
        }
    }

    @Test func eachLineGivesALine() async throws {
        try await Walk.begin { walk in
            let lines = #"""
                "<b>\u00e9\n</b><script>x</script>"
                7
                "\ud83d\ude00 \"q\""
                """#
            let ending = try await walk.cairn("sanitize", "--jsonl", reading: lines + "\n")
            #expect(ending.status == 1)
            #expect(ending.output == #""<b>é\n</b>""# + "\nnull\n" + #""😀 \"q\"""# + "\n")
            #expect(ending.complaints.count == 1)
        }
    }
}
