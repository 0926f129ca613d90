// SPDX-License-Identifier: MIT

import Markup
import Model

extension SitePages {
    /// How to hear of what is new, and what else there is to take away.
    func followPage() -> PublishedPage {
        let opening =
            byMail == nil
            ? "Hear of new packs, issues and items in a feed reader. Nobody learns that you follow us, and you can stop "
                + "at any time."
            : "Hear of new packs, issues and items by mail or in a feed reader. You can stop at any time. With a feed, "
                + "nobody learns that you follow us."
        var parts = [masthead("Follow", opening: opening)]
        if let byMail {
            let words = "\(byMail). We use your address for nothing else, and every mail says how to leave."
            parts.append(section("By mail", [Passage(.contents, words)]))
        }
        if let room = site.room {
            let ways = [
                "- [Learning sets](\(room)reading/sets): a small group that meets some times, each with a question of their own",
                "- [Suggest something to read](\(room)reading/suggest): our curators look at it",
            ]
            parts.append(section("Take part", [Passage(.contents, ways.joined(separator: "\n"))]))
        }
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

extension SitePages {
    /// A link to where people ask for the newsletters; nil where none goes out by mail.
    var byMail: String? { site.room.map { "[Get the newsletter by mail](\($0)subscribe)" } }

    /// A link to where words are searched for; nil where there is no reading room.
    var searching: String? { site.room.map { "[Search by words](\($0)reading/search)" } }

    /// A link to where a path is followed; nil where there is no reading room.
    func following(_ path: LearningPath) -> String? {
        site.room.map { "[Follow this path and keep track of your steps](\($0)reading/paths/\(path.id))" }
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
