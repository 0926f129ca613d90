// SPDX-License-Identifier: MIT

import Markup
import Model

/// The page of a learning path.
extension SitePages {
    /// A path: what you gain, its modules with their steps, and what to go on with.
    func pathPage(_ path: LearningPath) throws(PublishingError) -> PublishedPage {
        let title = MarkdownEscape.plainLine(path.title, limit: 200)
        let meta = ["Learning path"] + size(of: path) + aim(of: path.aim)
        var parts = [masthead(title, meta: meta.joined(separator: " · "))]
        if !path.introduction.isEmpty { parts.append(Passage(.opening, path.introduction)) }
        parts += [
            following(path).map { Passage(.more, $0) }, pathOutcomes(path), before(path), contents(path),
        ]
        .compactMap(\.self)
        for module in path.modules { parts.append(try self.module(module, of: path)) }
        parts += [next(path)].compactMap(\.self)
        parts += [Passage(.more, "[This path as an e-book (EPUB)](\(path.id).epub)"), progress]
        let made = page(
            title, kind: "path",
            summary: "A learning path: \(size(of: path).joined(separator: ", ")). Go at your own pace.",
            facts: {
                $0.add("id", path.id.rawValue)
                $0.add("minutes", path.minutes)
                $0.add("steps", path.steps.map(\.id))
                $0.add("audience", path.aim.audience?.rawValue)
                $0.add("stage", path.aim.stage?.rawValue)
                $0.add("topics", path.steps.map(\.topic.rawValue))
            }, parts)
        return made.telling(linkedData(path), feed: nil)
    }
}

private extension SitePages {
    func pathOutcomes(_ path: LearningPath) -> Passage? {
        guard !path.outcomes.isEmpty else { return nil }
        let lines = path.outcomes.map { "- \(MarkdownEscape.line($0, limit: 300))" }
        return Passage(.outcomes, "## By the end you can\n\n" + lines.joined(separator: "\n"))
    }

    func before(_ path: LearningPath) -> Passage? {
        let paths = path.before.compactMap { publication.pathsByID[$0] }
        guard !paths.isEmpty else { return nil }
        let lines = paths.map { "- \(link(to: $0, root: "../")) · \(Words.minutes($0.minutes))" }
        return section("Before you start", [Passage(.contents, lines.joined(separator: "\n"))])
    }

    /// The steps at a glance.
    func contents(_ path: LearningPath) -> Passage? {
        guard path.steps.count > 1 else { return nil }
        let lines = path.steps.enumerated().map { place, step in
            "\(place + 1). [\(name(of: step))](#step-\(step.id)) · \(Words.minutes(step.minutes))"
        }
        return Passage(.contents, lines.joined(separator: "\n"))
    }

    func name(of step: LearningPath.Step) -> String {
        MarkdownEscape.line(curriculum.topic(step.topic)?.name ?? step.topic.rawValue, limit: 120)
    }

    func module(_ module: LearningPath.Module, of path: LearningPath) throws(PublishingError) -> Passage {
        let isNamed = !module.title.isEmpty
        let heading = isNamed ? MarkdownEscape.line(module.title, limit: 120) : "The steps"
        var parts = [Passage(.heading, "## \(heading)")]
        if isNamed { parts.append(Passage(.meta, meta(of: module, in: path))) }
        if !module.outcomes.isEmpty {
            let lines = module.outcomes.map { "- \(MarkdownEscape.line($0, limit: 300))" }
            parts.append(Passage(.topics, "After it you can:\n\n" + lines.joined(separator: "\n")))
        }
        for step in module.steps { parts.append(try self.step(step, in: path)) }
        return Passage(.section, of: parts)
    }

    func meta(of module: LearningPath.Module, in path: LearningPath) -> String {
        let builds = module.before.compactMap { id in path.modules.first { $0.id == id }?.title }
        let facts = [Words.minutes(module.minutes), Words.count(module.steps.count, "step", "steps")]
        let names = builds.map { MarkdownEscape.line($0, limit: 120) }.joined(separator: ", ")
        return (facts + (names.isEmpty ? [] : ["Builds on: \(names)"])).joined(separator: " · ")
    }

    func step(_ step: LearningPath.Step, in path: LearningPath) throws(PublishingError) -> Passage {
        let number = (path.steps.firstIndex { $0.id == step.id } ?? 0) + 1
        var parts = [
            Passage(.title, "### \(number). \(name(of: step))"),
            Passage(.meta, Words.minutes(step.minutes)),
        ]
        if !step.words.isEmpty { parts.append(Passage(.words, MarkdownEscape.line(step.words, limit: 4000))) }
        let items = publication.items(of: step)
        if !items.isEmpty {
            let entries = try entries(of: items, as: itemPassage, root: "../", level: 4)
            parts.append(Passage(.group, of: [entries]))
        }
        parts += [questions(of: step)].compactMap(\.self)
        if let topic = curriculum.topic(step.topic), !topic.isRetired {
            parts.append(Passage(.topics, "More on this topic: \(link(to: topic, root: "../"))"))
        }
        return Passage(.step, of: parts, anchor: "step-\(step.id)")
    }

    func questions(of step: LearningPath.Step) -> Passage? {
        let own = step.questions.isEmpty ? curriculum.topic(step.topic)?.questions ?? [] : step.questions
        guard !own.isEmpty else { return nil }
        let lines = own.prefix(3).map { "- \(MarkdownEscape.line($0, limit: 400))" }
        return Passage(.ask, "**Ask yourself**\n\n" + lines.joined(separator: "\n"))
    }

    func next(_ path: LearningPath) -> Passage? {
        let paths = path.next.compactMap { publication.pathsByID[$0] }
        guard !paths.isEmpty else { return nil }
        return section("What to do next", [Passage(.cards, of: paths.map { card($0, root: "../") })])
    }

    var progress: Passage {
        Passage(
            .about,
            """
            ## How to use a path

            Alone, take one step a week and write two lines after each. In a group, read first and spend your time \
            on the questions. We do not track what you read.
            """)
    }
}
