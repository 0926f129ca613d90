// SPDX-License-Identifier: MIT

import Foundation
import Model

/// A curriculum written as a flat list of topics.
struct CurriculumTable {
    /// The file, as mistakes name it.
    let file: String

    /// Topics of one file at the most.
    static let topicLimit = 5_000

    /// Reads a list of objects, or an object with such a list.
    func curriculum(json text: String) throws(Mistake) -> CurriculumSource.Reading {
        let decoder = JSONDecoder()
        let data = Data(text.utf8)
        if let rows = try? decoder.decode([TopicRow].self, from: data) { return try assemble(rows) }
        if let whole = try? decoder.decode(TopicRows.self, from: data) { return try assemble(whole.topics) }
        throw Mistake(file: file, message: "not a JSON list of topics with id and name")
    }

    /// Reads a table whose first line names the columns.
    func curriculum(csv text: String) throws(Mistake) -> CurriculumSource.Reading {
        let lines = CSV.rows(of: text)
        guard let head = lines.first?.fields.map({ $0.trimmed.lowercased() }),
            head.contains("id") || head.contains("name")
        else {
            throw Mistake(
                file: file, line: 1, message: "the first line must name the columns, id or name among them")
        }
        let rows = lines.dropFirst().map { line in
            func field(_ name: String) -> String? {
                head.firstIndex(of: name).flatMap { $0 < line.fields.count ? line.fields[$0].trimmed : nil }
            }
            func list(_ name: String) -> [String]? {
                field(name)?.split(separator: ";").map { String($0).trimmed }
            }
            return TopicRow(
                id: field("id"), name: field("name"), definition: field("definition"),
                summary: field("summary"), terms: list("terms"), aliases: list("aliases"),
                weakTerms: list("weak_terms"), broader: field("broader"), line: line.number)
        }
        return try assemble(rows)
    }
}

/// One topic of such a list.
struct TopicRow: Decodable {
    var id: String?
    var name: String?
    var definition: String?
    var summary: String?
    var terms: [String]?
    var aliases: [String]?
    var weakTerms: [String]?
    var broader: String?
    var line: Int?

    private enum CodingKeys: String, CodingKey {
        case id, name, definition, summary, terms, aliases, broader
        case weakTerms = "weak_terms"
    }
}

private struct TopicRows: Decodable {
    let topics: [TopicRow]
}

extension CurriculumTable {
    /// Reads the concepts of a vocabulary.
    func curriculum(_ statements: [RDFStatement]) throws(Mistake) -> CurriculumSource.Reading {
        let rows = SKOSTopics(statements).rows()
        guard !rows.isEmpty else { throw Mistake(file: file, message: "there is no concept of SKOS in it") }
        return try assemble(rows)
    }
}

private extension CurriculumTable {
    func assemble(_ rows: [TopicRow]) throws(Mistake) -> CurriculumSource.Reading {
        guard rows.count <= Self.topicLimit else {
            throw Mistake(file: file, message: "more than \(Self.topicLimit) topics")
        }
        var mistakes: [Mistake] = []
        var known: Set<String> = []
        var kept: [(id: String, row: TopicRow)] = []
        for (number, row) in rows.enumerated() {
            let id = [row.id, row.name].compactMap { $0?.trimmed }.first { !$0.isEmpty } ?? ""
            if id.isEmpty || id.utf8.count > 200 {
                mistakes.append(mistake("topic \(number + 1) has no id that can be used", row))
            } else if known.insert(id).inserted {
                kept.append((id, row))
            } else {
                mistakes.append(mistake("the topic \(id) is there twice", row))
            }
        }
        guard !kept.isEmpty else { throw Mistake(file: file, message: "there is no topic in it") }
        let topics = kept.map { id, row in topic(id, row, known: known, mistakes: &mistakes) }
        return CurriculumSource.Reading(curriculum: curriculum(topics), mistakes: mistakes)
    }

    func topic(_ id: String, _ row: TopicRow, known: Set<String>, mistakes: inout [Mistake]) -> Topic {
        let broader = row.broader.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
        if let broader, !known.contains(broader) || broader == id {
            mistakes.append(mistake("no broader topic \(broader) for \(id)", row))
        }
        let name = row.name?.trimmed ?? ""
        let about = [row.definition, row.summary].compactMap { $0?.trimmed }.filter { !$0.isEmpty }
        return Topic(
            id: Topic.ID(id), name: name.isEmpty ? id : name, definition: about.joined(separator: " "),
            place: Topic.Place(
                strand: "topics", level: .core,
                broader: broader.flatMap { known.contains($0) && $0 != id ? Topic.ID($0) : nil }),
            vocabulary: Topic.Vocabulary(
                terms: distinct((row.terms ?? []) + (row.aliases ?? [])),
                weakTerms: distinct(row.weakTerms ?? [])))
    }

    func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.map(\.trimmed).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    func curriculum(_ topics: [Topic]) -> Curriculum {
        let name = Page.name(of: file)
        return Curriculum(
            scheme: .init(
                id: slug(from: name), uri: "", title: name, version: "", language: "", licence: .unknown),
            strands: [.init(id: "topics", name: "Topics", definition: "")], topics: topics, audiences: [],
            stages: [])
    }

    func mistake(_ message: String, _ row: TopicRow) -> Mistake {
        Mistake(file: file, line: row.line, message: message)
    }
}
