// SPDX-License-Identifier: MIT

import Markup
import Model

/// What pages say of themselves to machines.
///
/// **Source**: schema.org 28, as JSON-LD 1.1.
extension SitePages {
    /// A pack as a learning resource with the works that it points to.
    func linkedData(_ pack: Pack) throws(PublishingError) -> JSONValue {
        var parts: [JSONValue] = []
        for item in pack.items {
            let credit = try ItemCredit(item)
            parts.append(
                .members([
                    ("@type", .string("CreativeWork")), ("name", .string(credit.title)),
                    ("url", .string(credit.address.text)),
                    (
                        "author",
                        .members([
                            ("@type", .string(credit.authors == nil ? "Organization" : "Person")),
                            ("name", .string(credit.creator)),
                        ])
                    ),
                    ("license", credit.licence.address.map { .string($0.text) }),
                    ("timeRequired", .string("PT\(item.library.minutes)M")),
                ]))
        }
        return resource(
            "LearningResource", pack.theme.title, at: "packs/\(pack.theme.id).html", minutes: pack.minutes,
            aim: pack.theme.aim,
            [
                ("learningResourceType", .string("reading list")),
                ("teaches", terms(unique(pack.items.flatMap(\.verdict.topics)))),
                ("hasPart", .array(parts)),
            ])
    }

    /// A path as a course.
    func linkedData(_ path: LearningPath) -> JSONValue {
        let gains = path.outcomes.prefix(20).map { MarkdownEscape.plainLine($0, limit: 300) }
        let parts = path.steps.map { step in
            JSONValue.members([
                ("@type", .string("Syllabus")),
                ("name", .string(curriculum.topic(step.topic)?.name ?? step.topic.rawValue)),
                ("timeRequired", .string("PT\(step.minutes)M")),
            ])
        }
        return resource(
            "Course", path.title, at: "paths/\(path.id).html", minutes: path.minutes, aim: path.aim,
            [
                (
                    "description",
                    .string("By the end you can: " + gains.joined(separator: "; ") + ".")
                ),
                ("teaches", .texts(gains)),
                (
                    "provider",
                    .members([
                        ("@type", .string("Organization")), ("name", .string(title)),
                        ("url", site.base.map { .string($0.text) }),
                    ])
                ),
                ("syllabusSections", .array(parts)),
            ])
    }

    /// A topic as a term of the curriculum.
    func linkedData(_ topic: Topic) -> JSONValue {
        .members([
            ("@context", .string("https://schema.org")), ("@type", .string("DefinedTerm")),
            ("@id", .string(curriculum.scheme.uri + topic.id.rawValue)),
            ("name", .string(topic.name)), ("description", .string(topic.definition)),
            ("termCode", .string(topic.id.rawValue)),
            (
                "inDefinedTermSet",
                .members([
                    ("@type", .string("DefinedTermSet")), ("@id", .string(curriculum.scheme.uri)),
                    ("name", .string(curriculum.scheme.title)),
                ])
            ),
        ])
    }
}

private extension SitePages {
    func resource(
        _ type: String, _ name: String, at path: String, minutes: Int, aim: Theme.Aim,
        _ more: [(String, JSONValue?)]
    ) -> JSONValue {
        let audience = aim.audience.map { id in
            JSONValue.members([
                ("@type", .string("EducationalAudience")),
                ("educationalRole", .string(curriculum.name(of: id))),
            ])
        }
        return .members(
            [
                ("@context", .string("https://schema.org")), ("@type", .string(type)),
                ("name", .string(MarkdownEscape.plainLine(name, limit: 200))),
                ("url", board.map { .string($0.address(path)) }),
                ("inLanguage", .string(curriculum.scheme.language)),
                ("license", Licence.ccBy.address.map { .string($0.text) }),
                ("isAccessibleForFree", .bool(true)), ("timeRequired", .string("PT\(minutes)M")),
                ("audience", audience),
                ("educationalLevel", aim.stage.map { .string(curriculum.name(of: $0)) }),
            ] + more)
    }

    func terms(_ topics: [Topic.ID]) -> JSONValue {
        .array(
            topics.compactMap { curriculum.topic($0) }.map { topic in
                .members([
                    ("@type", .string("DefinedTerm")), ("name", .string(topic.name)),
                    ("termCode", .string(topic.id.rawValue)),
                ])
            })
    }

    func unique(_ topics: [Topic.ID]) -> [Topic.ID] {
        var seen: Set<Topic.ID> = []
        return topics.filter { seen.insert($0).inserted }
    }
}
