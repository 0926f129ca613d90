// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// What a publisher does with issues, templates and the curriculum.
@Suite(.timeLimit(.minutes(10))) struct PublishingWalkTests {
    static let newsletter = "digital-leaders-monthly"

    /// Somebody who has seen the demo, and works with its store.
    static func afterTheDemo(_ body: (Walk) async throws -> Void) async throws {
        try await Walk.begin { walk in
            #expect(try await walk.cairn("init", "library", "--sample").status == 0)
            #expect(try await walk.cairn("demo", "--quiet").status == 0)
            var walk = walk
            walk.variables = ["CAIRN_STORE": "demo.sqlite", "CAIRN_BASE_URL": "https://learn.example.org/"]
            try await body(walk)
        }
    }

    @Test func anIssueIsMailedCorrectedAndWithdrawn() async throws {
        try await PublishingWalkTests.afterTheDemo { walk in
            let id = PublishingWalkTests.newsletter
            let mail = try await walk.cairn("newsletter", "show", id, "--mail", "--json")
            #expect(mail.status == 0, "\(mail.errors)")
            let parts = try mail.object()
            #expect((parts["subject"] as? String)?.hasPrefix("Cairn monthly, issue 1: ") == true)
            #expect((parts["html"] as? String)?.contains("<table role=\"presentation\"") == true)
            #expect((parts["text"] as? String)?.contains("Unsubscribe:\nhttps://learn.example.org/") == true)

            #expect(try await walk.cairn("publish", "--quiet").status == 0)
            let page = walk.library.appending(path: "curated/published/issues/\(id)/1.md")
            let before = try String(contentsOf: page, encoding: .utf8)
            let corrected = try await walk.cairn(
                "newsletter", "correct", id, "--words", "A name was wrong.", "--as", "Ada")
            #expect(corrected.status == 0, "\(corrected.errors)")
            #expect(try await walk.cairn("publish", "--quiet").status == 0)
            let after = try String(contentsOf: page, encoding: .utf8)
            #expect(after.contains("**Corrected on 2 November 2026.** A name was wrong."))
            let lines = Set(before.split(separator: "\n"))
            #expect(lines.isSubset(of: Set(after.split(separator: "\n"))))

            #expect(
                try await walk.cairn("newsletter", "withdraw", id, "--words", "Sent too soon.").status == 0)
            #expect(try await walk.cairn("publish", "--quiet").status == 0)
            let last = try String(contentsOf: page, encoding: .utf8)
            #expect(last.contains("**Withdrawn on 2 November 2026.** Sent too soon."))
            #expect(last.count < after.count / 2)
            let again = try await walk.cairn("newsletter", "correct", id, "--words", "More.")
            #expect(again.status == 2)
            #expect(again.errors.contains("issue 1 of \(id) is withdrawn"))
        }
    }

    @Test func aLibrarysOwnTemplatesTakeThePlaceOfTheBuiltInOnes() async throws {
        try await PublishingWalkTests.afterTheDemo { walk in
            try walk.write("<html lang=\"en\"><body>Ours: {{{body}}}", to: "curated/templates/page.mustache")
            try walk.write("body { color: black }\n", to: "curated/templates/style.css")
            #expect(try await walk.cairn("publish", "--quiet").status == 0)
            let files = Walk.contents(of: walk.library.appending(path: "curated/published"))
            let home = String(decoding: files["index.html"] ?? Data(), as: UTF8.self)
            #expect(home.hasPrefix("<html lang=\"en\"><body>Ours: "))
            #expect(files["style.css"] == Data("body { color: black }\n".utf8))

            try walk.write("{{#open}", to: "curated/templates/page.mustache")
            try walk.write("x", to: "curated/templates/other.txt")
            let checked = try await walk.cairn("check")
            #expect(checked.status == 1)
            #expect(
                checked.output.contains(
                    "curated/templates/page.mustache: the template page.mustache does not parse"))
            #expect(checked.output.contains("curated/templates/other.txt: no template is called that"))
            let refused = try await walk.cairn("publish")
            #expect(refused.status == 2)
            #expect(Walk.contents(of: walk.library.appending(path: "curated/published")) == files)
        }
    }

    @Test func itemsThatFilesNameAreLookedAfter() async throws {
        try await PublishingWalkTests.afterTheDemo { walk in
            let listed = try await walk.cairn("item", "list", "--state", "approved", "--limit", "1", "--json")
            let item = try #require(try listed.lines().first?["id"] as? String)
            try walk.write(
                """
                ---
                id: picked
                title: Picked by hand
                size: 3
                minutes: 60
                sections:
                  - title: These
                    items: [\(item), i0000000000000000]
                ---
                Read [more](../paths/gone.md).
                """, to: "curated/themes/picked.md")
            let checked = try await walk.cairn("check", "--json")
            let warnings = try #require(try checked.object()["warnings"] as? [[String: Any]])
            let gone = try #require(
                warnings.first { ($0["message"] as? String)?.contains("i0000000000000000") == true })
            #expect(gone["message"] as? String == "there is no item i0000000000000000")
            #expect(gone["file"] as? String == "curated/themes/picked.md")
            #expect(gone["line"] as? Int == 8)

            let broken = try await walk.cairn("publish")
            #expect(broken.status == 2)
            #expect(
                broken.errors.contains(
                    "curated/themes/picked.md:10: the link to ../paths/gone.md leads to no page"))
            try walk.write(
                "---\nid: picked\ntitle: Picked by hand\nsize: 3\nminutes: 60\nsections:\n"
                    + "  - title: These\n    items: [\(item)]\n---\nRead.\n", to: "curated/themes/picked.md")
            let made = try await walk.cairn("publish", "--json")
            #expect(made.status == 0, "\(made.errors)")
            let packs = try #require(try made.object()["packs"] as? [[String: Any]])
            #expect(packs.first { $0["theme"] as? String == "picked" }?["items"] as? Int == 1)
        }
    }

    @Test func theCurriculumGoesToOtherPrograms() async throws {
        try await Walk.begin { walk in
            #expect(try await walk.cairn("init", "library", "--sample").status == 0)
            for (format, start) in [
                ("skos", "@prefix skos:"), ("skos-json", "{\"@context\":"), ("case", "{\"CFDocument\":"),
                ("csv", "Parent ID number,"), ("json", "{\"id\":"),
            ] {
                let shown = try await walk.cairn("curriculum", "export", "--format", format)
                #expect(shown.status == 0, "\(shown.errors)")
                #expect(shown.output.hasPrefix(start), "\(format)")
                let file = walk.home.path + "/out.\(format)"
                let kept = try await walk.cairn("curriculum", "export", "--format", format, "--to", file)
                #expect(kept.output.hasPrefix("60 topics written to "))
                #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8) == shown.output)
            }
            #expect(try await walk.cairn("curriculum", "export", "--format", "pdf").status == 64)
        }
    }
}
