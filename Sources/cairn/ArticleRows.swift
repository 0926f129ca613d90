// SPDX-License-Identifier: MIT

import Classification
import Foundation
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
            guard let row = try? JSONDecoder().decode(ArticleRow.self, from: line.bytes) else {
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
private struct ArticleRow: Decodable {
    let id: String
    let wanted: [Topic.ID]?
    private let title: String
    private let text: String
    private let language: String?
    private let date: Date?
    private let maybe: [Topic.ID]

    private enum Key: String, CodingKey {
        case id, title, text, language, date, topics, labels, maybe
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        id = try object.decode(String.self, forKey: .id)
        title = try object.decodeIfPresent(String.self, forKey: .title) ?? ""
        text = try object.decodeIfPresent(String.self, forKey: .text) ?? ""
        language = try object.decodeIfPresent(String.self, forKey: .language)
        date = (try? object.decode(String.self, forKey: .date)).flatMap { WrittenDate.date(from: $0) }
        wanted =
            try object.decodeIfPresent([Topic.ID].self, forKey: .topics)
            ?? object.decodeIfPresent([Topic.ID].self, forKey: .labels)
        maybe = try object.decodeIfPresent([Topic.ID].self, forKey: .maybe) ?? []
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
