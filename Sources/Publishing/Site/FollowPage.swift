// SPDX-License-Identifier: MIT

import Markup
import Model

extension SitePages {
    /// How to hear of what is new, and what else there is to take away.
    func followPage() -> PublishedPage {
        let opening =
            "Hear of new packs, issues and items in a feed reader. Nobody learns that you follow us, and you can stop "
            + "at any time."
        var parts = [masthead("Follow", opening: opening)]
        if board == nil {
            parts.append(
                Passage(.opening, "This copy of the site has no feeds, since it has no address yet."))
        } else {
            if !publication.packs.isEmpty { parts.append(feeds("Reading packs", "new-packs")) }
            if !publication.issues.isEmpty { parts.append(feeds("Newsletter", "new-issues")) }
            let lines = topics.filter { publication.itemsByTopic[$0.id]?.isEmpty == false }.map {
                "- \(link(to: $0, root: "../")) · \(SitePages.links(to: "topic-\($0.id)"))"
            }
            if !lines.isEmpty {
                parts.append(section("One topic", [Passage(.contents, lines.joined(separator: "\n"))]))
            }
        }
        var more = [
            "- [Every title as JSON](../search/index.json)",
            "- Our topics: \(curriculumLinks(root: "../"))",
        ]
        if sources() != nil {
            more.insert("- [Our sources as a list for your own reader (OPML)](../feeds/sources.opml)", at: 0)
        }
        parts.append(section("Take it with you", [Passage(.contents, more.joined(separator: "\n"))]))
        return page("Follow", kind: "follow", summary: opening, parts)
    }
}

private extension SitePages {
    func feeds(_ heading: String, _ name: String) -> Passage {
        section(heading, [Passage(.contents, "- \(SitePages.links(to: name))")])
    }

    static func links(to name: String) -> String {
        ["Atom", "RSS", "JSON"].map { form in
            "[\(form)](../feeds/\(name).\(form.lowercased()))"
        }.joined(separator: " · ")
    }
}
