// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Markup
import Model

/// Articles as JSON Lines, with or without the topics that people gave them.
struct ArticleRows {
    /// One article.
    struct Row {
        let id: String
        let labelled: LabelledItem
        /// Whether the row says which topics it has, even if none.
        let isLabelled: Bool
    }

    /// What was wrong with lines that were passed over.
    private(set) var problems: [String] = []

    private let name: String
    private let mustBeLabelled: Bool
    private var lines: JSONLines
    private var seen: Set<String> = []

    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - labelled: whether a row without topics is a mistake.
    init(_ path: String, labelled: Bool) throws {
        name = path == "-" ? "standard input" : path
        mustBeLabelled = labelled
        lines = try JSONLines(path)
    }

    /// The next article that can be understood; nil at the end.
    mutating func next() throws -> Row? {
        while let line = try lines.next() {
            guard let row = ArticleRow(line.bytes) else {
                problems.append("\(name):\(line.number): not a JSON object with id, title and text")
                continue
            }
            if mustBeLabelled, row.wanted == nil {
                problems.append("\(name):\(line.number): neither topics nor labels")
                continue
            }
            guard seen.insert(row.id).inserted else {
                problems.append("\(name):\(line.number): the id \(row.id.prefix(80)) is there twice")
                continue
            }
            return row.row
        }
        return nil
    }
}

/// One line: an article as foreign tools write it.
private struct ArticleRow {
    let id: String
    let wanted: [Topic.ID]?
    private let title: String
    private let text: String
    private let language: String?
    private let date: Date?
    private let maybe: [Topic.ID]

    /// Reads it; nil for what is no JSON, or has something of the wrong kind.
    init?(_ bytes: Data) {
        guard let read = JSONReading.value(Array(bytes)), !read.isBroken, case .object = read.value,
            case .string(let id)? = read.value["id"]
        else { return nil }
        self.id = id
        do {
            title = try Self.text(read.value["title"]) ?? ""
            text = try Self.text(read.value["text"]) ?? ""
            language = try Self.text(read.value["language"])
            wanted = try Self.topics(read.value["topics"]) ?? Self.topics(read.value["labels"])
            maybe = try Self.topics(read.value["maybe"]) ?? []
        } catch {
            return nil
        }
        date = read.value["date"]?.text.flatMap { WrittenDate.date(from: $0) }
    }

    /// Something of the wrong kind.
    private struct Mismatch: Error {}

    private static func text(_ value: JSONValue?) throws(Mismatch) -> String? {
        guard let value else { return nil }
        guard case .string(let text) = value else { throw Mismatch() }
        return text
    }

    private static func topics(_ value: JSONValue?) throws(Mismatch) -> [Topic.ID]? {
        guard let value else { return nil }
        guard case .array(let values) = value else { throw Mismatch() }
        var topics: [Topic.ID] = []
        for value in values {
            guard case .string(let topic) = value else { throw Mismatch() }
            topics.append(Topic.ID(topic))
        }
        return topics
    }

    var row: ArticleRows.Row {
        let identity = ItemIdentity(feed: "input", guid: id, address: nil, title: title, text: "")
        let item = Item(
            identity: identity, title: title, address: nil,
            text: ItemText(body: text, language: language),
            dates: ItemDates(published: date))
        return ArticleRows.Row(
            id: id, labelled: LabelledItem(item: item, topics: wanted ?? [], open: maybe),
            isLabelled: wanted != nil)
    }
}
