// SPDX-License-Identifier: MIT

public import Model

/// Makes and changes the files of themes, paths and newsletters; everything that is not changed stays as it was.
public enum DefinitionWriter {
    /// The file of a theme, relative to the library.
    public static func file(of theme: Theme.ID) -> String { "curated/themes/\(theme).md" }
    /// The file of a path, relative to the library.
    public static func file(of path: LearningPath.ID) -> String { "curated/paths/\(path).md" }
    /// The file of a newsletter, relative to the library.
    public static func file(of newsletter: Newsletter.ID) -> String { "curated/newsletters/\(newsletter).md" }

    /// The text of a theme's file.
    ///
    /// - Parameters:
    ///   - text: the file as it is; nil for a new one.
    ///   - old: the theme that it holds.
    public static func text(
        of theme: Theme, in text: String? = nil, instead old: Theme? = nil
    ) throws(CatalogError) -> String {
        try Definition(theme).text(
            in: text, instead: old.map { Definition($0) }, file: file(of: theme.id))
    }

    /// The text of a path's file, as for a theme.
    public static func text(
        of path: LearningPath, in text: String? = nil, instead old: LearningPath? = nil
    ) throws(CatalogError) -> String {
        try Definition(path).text(in: text, instead: old.map { Definition($0) }, file: file(of: path.id))
    }

    /// The text of a newsletter's file, as for a theme.
    ///
    /// - Parameter curriculum: names whole strands, where a section has all topics of one.
    public static func text(
        of newsletter: Newsletter, _ curriculum: Curriculum?, in text: String? = nil,
        instead old: Newsletter? = nil
    ) throws(CatalogError) -> String {
        try Definition(newsletter, curriculum).text(
            in: text, instead: old.map { Definition($0, curriculum) }, file: file(of: newsletter.id))
    }
}

extension DefinitionWriter {
    /// What is wrong in the text of a theme's, a path's or a newsletter's file, before it is written.
    public static func mistakes(in text: String, file: String, _ holdings: Holdings) -> [Mistake] {
        let page: Page
        do throws(Mistake) { page = try Page(text, file: file) } catch { return [error] }
        let references = References(
            holdings.curriculum, topics: Set((holdings.curriculum?.topics ?? []).map(\.id.rawValue)))
        let isRead =
            switch file.split(separator: "/").dropFirst().first ?? "" {
            case "themes": ThemeReader.read(page, references) != nil
            case "newsletters": NewsletterReader.read(page, references) != nil
            default:
                PathReader.read(
                    page, references, known: Set(holdings.paths.map(\.id.rawValue) + [page.name])) != nil
            }
        let mistakes = page.notes.mistakes.sorted()
        if isRead || !mistakes.isEmpty { return mistakes }
        return [Mistake(file: file, line: 1, message: "something is missing")]
    }
}

/// A curated file as keys with their lines, and the Markdown after them.
private struct Definition {
    typealias Entry = (key: String, lines: String)

    private let entries: [Entry]
    private let body: String

    init(_ theme: Theme) {
        let own: [Entry] = [
            ("size", "size: \(theme.size.items)\n"), ("minutes", "minutes: \(theme.size.minutes)\n"),
            ("unused_issues", Definition.number("unused_issues", theme.size.unusedIssues)),
            ("sections", "sections:\n" + theme.sections.map { Definition.lines(of: $0) }.joined()),
            ("questions", YAMLText.lines("questions", theme.questions)),
        ]
        entries = Definition.head(theme.id.rawValue, theme.title) + Definition.aim(theme.aim) + own
        body = theme.opening
    }

    init(_ path: LearningPath) {
        let isPlain = path.modules.count == 1 && path.modules[0].id.isEmpty
        let steps = path.steps.map { Definition.lines(of: $0, indent: "  ") }.joined()
        let modules = path.modules.map { Definition.lines(of: $0) }.joined()
        let own: [Entry] = [
            ("hours", "hours: \(Definition.hours(of: path.minutes))\n"),
            ("outcomes", YAMLText.lines("outcomes", path.outcomes)),
            ("before", YAMLText.list("before", path.before.map(\.rawValue))),
            ("steps", isPlain ? "steps:\n" + steps : ""),
            ("modules", isPlain ? "" : "modules:\n" + modules),
            ("next", YAMLText.list("next", path.next.map(\.rawValue))),
        ]
        entries = Definition.head(path.id.rawValue, path.title) + Definition.aim(path.aim) + own
        body = path.introduction
    }

    init(_ newsletter: Newsletter, _ curriculum: Curriculum?) {
        let (rhythm, policy) = (newsletter.rhythm, newsletter.policy)
        let sections = newsletter.sections.map { Definition.lines(of: $0, curriculum) }.joined()
        let own: [Entry] = [
            ("audience", Definition.line("audience", newsletter.audience?.rawValue)),
            (
                "rhythm",
                "rhythm: {every: \(rhythm.every.rawValue), \"on\": \(YAMLText.scalar(rhythm.on)), "
                    + "at: \(YAMLText.scalar(rhythm.at))}\n"
            ), ("time_zone", YAMLText.line("time_zone", rhythm.timeZone)),
            ("review_window_hours", "review_window_hours: \(rhythm.reviewWindowHours)\n"),
            ("size", "size: \(newsletter.size.upperBound)\n"),
            ("minimum", "minimum: \(newsletter.size.lowerBound)\n"), ("sections", "sections:\n" + sections),
            (
                "policy",
                "policy: {unapproved: \(policy.unapproved.rawValue), too_little: "
                    + "\(policy.tooLittle.rawValue), missed: \(policy.missed.rawValue)}\n"
            ),
        ]
        entries = Definition.head(newsletter.id.rawValue, newsletter.title) + own
        body = newsletter.opening
    }

    /// The whole text; with a file that is there, that file with what differs from its former definition.
    func text(in text: String?, instead old: Definition?, file: String) throws(CatalogError) -> String {
        guard let text, let old else {
            return "---\n" + entries.map { $0.lines }.joined() + "---\n" + (body.isEmpty ? "" : body + "\n")
        }
        do throws(Mistake) {
            var edit = try FrontMatterEdit(text, file: file)
            var last: String?
            for (new, former) in zip(entries, old.entries) {
                if new.lines != former.lines { edit.set(new.key, to: new.lines, after: last) }
                if !new.lines.isEmpty { last = new.key }
            }
            if body != old.body { edit.setBody(body) }
            return edit.text
        } catch {
            throw .mistakes([error])
        }
    }
}

private extension Definition {
    static func head(_ id: String, _ title: String) -> [Entry] {
        [("id", YAMLText.line("id", id)), ("title", YAMLText.line("title", title))]
    }

    static func aim(_ aim: Theme.Aim) -> [Entry] {
        [
            ("audience", line("audience", aim.audience?.rawValue)),
            ("stage", line("stage", aim.stage?.rawValue)), ("sector", line("sector", aim.sector)),
        ]
    }

    static func line(_ key: String, _ text: String?) -> String {
        text.map { YAMLText.line(key, $0) } ?? ""
    }

    static func number(_ key: String, _ number: Int) -> String { number == 0 ? "" : "\(key): \(number)\n" }

    /// Hours as files have them, exact to the minute.
    static func hours(of minutes: Int) -> String {
        if minutes % 60 == 0 { return "\(minutes / 60)" }
        let parts = (minutes * 10_000 + 30) / 60
        let fraction = String(parts % 10_000)
        return "\(parts / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
    }

    static func lines(of section: Theme.Section) -> String {
        "  - " + YAMLText.line("title", section.title)
            + YAMLText.list("topics", section.topics.map(\.rawValue), indent: "    ")
            + YAMLText.list("items", section.picked.map(\.rawValue), indent: "    ")
            + (section.isClosed ? "    closed: true\n" : "")
    }

    static func lines(of module: LearningPath.Module) -> String {
        "  - " + YAMLText.line("id", module.id) + "    " + YAMLText.line("title", module.title)
            + YAMLText.lines("outcomes", module.outcomes, indent: "    ")
            + YAMLText.list("before", module.before, indent: "    ") + "    steps:\n"
            + module.steps.map { lines(of: $0, indent: "      ") }.joined()
    }

    static func lines(of step: LearningPath.Step, indent: String) -> String {
        let inner = indent + "  "
        return indent + "- " + YAMLText.line("id", step.id) + inner
            + YAMLText.line("topic", step.topic.rawValue) + inner + "minutes: \(step.minutes)\n"
            + (step.words.isEmpty ? "" : inner + YAMLText.line("words", step.words))
            + YAMLText.list("items", step.items.map(\.rawValue), indent: inner)
            + YAMLText.lines("questions", step.questions, indent: inner)
    }

    static func lines(of section: Newsletter.Section, _ curriculum: Curriculum?) -> String {
        var rest = section.topics
        let strands = (curriculum?.strands ?? []).filter { strand in
            let topics = curriculum?.topics(in: strand.id).filter { !$0.isRetired }.map(\.id) ?? []
            guard !topics.isEmpty, Set(topics).isSubset(of: section.topics) else { return false }
            rest.removeAll { topics.contains($0) }
            return true
        }
        return "  - " + YAMLText.line("title", section.title)
            + YAMLText.list("strands", strands.map(\.id.rawValue), indent: "    ")
            + YAMLText.list("topics", rest.map(\.rawValue), indent: "    ")
            + "    size: \(section.size)\n"
            + (section.audience.map { "    " + YAMLText.line("audience", $0.rawValue) } ?? "")
            + (section.stage.map { "    " + YAMLText.line("stage", $0.rawValue) } ?? "")
    }
}
