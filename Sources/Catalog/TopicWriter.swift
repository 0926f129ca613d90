// SPDX-License-Identifier: MIT

public import Model

/// Changes and makes files of topics; everything that is not changed stays as it was.
public enum TopicWriter {
    /// The file of a topic, relative to the library; nil where there is none.
    public static func file(of topic: Topic, in library: Library) throws(CatalogError) -> String? {
        let file = "curated/curriculum/\(topic.strand)/\(topic.id).md"
        return try library.curatedText(of: file) == nil ? nil : file
    }

    /// The file of a topic with other terms.
    public static func text(
        _ text: String, with vocabulary: Topic.Vocabulary, file: String
    ) throws(CatalogError) -> String {
        try edited(text, file) { edit in
            edit.set("terms", to: YAMLText.list("terms", vocabulary.terms))
            edit.set("weak_terms", to: YAMLText.list("weak_terms", vocabulary.weakTerms), after: "terms")
        }
    }

    /// The file of a topic that is retired in favour of another.
    public static func text(
        _ text: String, replacedBy other: Topic.ID, file: String
    ) throws(CatalogError) -> String {
        try edited(text, file) { edit in
            edit.set("status", to: YAMLText.line("status", "deprecated"))
            edit.set("replaced_by", to: YAMLText.line("replaced_by", other.rawValue))
        }
    }

    /// The file of a new topic.
    public static func text(of topic: Topic) -> String {
        var text = "---\n" + YAMLText.line("id", topic.id.rawValue) + YAMLText.line("name", topic.name)
        text += "level: \(topic.place.level.rawValue)\n"
        if let broader = topic.place.broader { text += YAMLText.line("broader", broader.rawValue) }
        text += YAMLText.list("terms", topic.vocabulary.terms)
        text += YAMLText.list("weak_terms", topic.vocabulary.weakTerms)
        text += YAMLText.lines("outcomes", topic.outcomes) + YAMLText.lines("questions", topic.questions)
        text += YAMLText.list("related", topic.place.related.map(\.rawValue))
        text += YAMLText.list("audiences", topic.place.audiences.map(\.rawValue))
        return text + "---\n" + topic.definition + "\n"
    }

    private static func edited(
        _ text: String, _ file: String, _ work: (inout FrontMatterEdit) -> Void
    ) throws(CatalogError) -> String {
        do throws(Mistake) {
            var edit = try FrontMatterEdit(text, file: file)
            work(&edit)
            return edit.text
        } catch {
            throw .mistakes([error])
        }
    }
}

/// Replaces single keys of a file's front matter.
struct FrontMatterEdit {
    private(set) var lines: [String]
    private(set) var end: Int

    init(_ text: String, file: String) throws(Mistake) {
        _ = try FrontMatter(splitting: text, file: file)
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        end = lines.dropFirst().firstIndex { $0.hasPrefix("---") } ?? lines.count
    }

    var text: String { lines.joined(separator: "\n") }

    /// Puts an entry in the place of a key's, or behind that of another; an empty entry takes it away.
    mutating func set(_ key: String, to entry: String, after other: String? = nil) {
        let new = entry.split(separator: "\n").map(String.init)
        let place =
            span(of: key) ?? other.flatMap { span(of: $0) }.map { $0.upperBound..<$0.upperBound } ?? end..<end
        replace(place, with: new)
    }

    /// Puts other Markdown behind the front matter.
    mutating func setBody(_ body: String) {
        let new = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        lines.replaceSubrange((end + 1)..., with: body.isEmpty ? [""] : new + [""])
    }

    /// Puts lines in the place of others.
    mutating func replace(_ place: Range<Int>, with new: [String]) {
        lines.replaceSubrange(place, with: new)
        end += new.count - place.count
    }

    /// The lines of a key with its value: up to the next key at the start of a line.
    func span(of key: String) -> Range<Int>? {
        guard let start = (1..<end).first(where: { lines[$0].hasPrefix("\(key):") }) else { return nil }
        let next = ((start + 1)..<end).first { index in
            guard let first = lines[index].first else { return false }
            return !first.isWhitespace && first != "-" && first != "]"
        }
        return start..<(next ?? end)
    }
}
