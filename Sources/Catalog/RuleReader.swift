// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Reads one file of `curated/rules`.
struct RuleReader {
    private static let keys = ["id", "title", "paused", "if", "then"]
    private static let conditions = ["feeds", "words", "all_words", "no_words", "in", "licences"]
    private static let consequences = ["topics", "audiences", "reject"]
    /// Words of one list at the most.
    private static let wordLimit = 200

    private let references: References
    /// The feeds of the library by id and by address; nil where their lists could not be read whole.
    private let feeds: [String: Feed.ID]?

    init(_ references: References, feeds: [Feed], areAll: Bool) {
        self.references = references
        var known: [String: Feed.ID] = [:]
        for feed in feeds {
            known[feed.id.rawValue] = feed.id
            known[feed.address.canonicalKey] = feed.id
        }
        self.feeds = areAll ? known : nil
    }

    /// The rule; nil, and notes, where anything in it is wrong: a rule that lost a part of its condition would be about more
    /// than its author meant.
    func read(_ page: Page, isNamed: Bool = true) -> Rule? {
        guard let fields = Fields(page.tree, keys: RuleReader.keys, notes: page.notes) else { return nil }
        let (id, title) = (isNamed ? fields.id(named: page.name) : fields.slug("id"), fields.text("title"))
        let paused = fields.optionalText("paused")
        let condition = fields.map("if", keys: RuleReader.conditions, isRequired: true).map(condition)
        let consequence = fields.map("then", keys: RuleReader.consequences, isRequired: true)
            .map { self.consequence($0) }
        guard let id, let title, let condition, let consequence, page.notes.mistakes.isEmpty else {
            return nil
        }
        return Rule(
            id: Rule.ID(id), title: title, condition: condition, consequence: consequence, paused: paused,
            why: page.front.body)
    }
}

private extension RuleReader {
    func condition(_ fields: Fields) -> Rule.Condition {
        let place: Rule.Words.Place = fields.choice("in", or: .anywhere) ?? .anywhere
        let words = Rule.Words(
            any: words("words", in: fields), all: words("all_words", in: fields),
            none: words("no_words", in: fields), place: place)
        let licences = fields.texts("licences").compactMap { entry -> Licence? in
            let licence = Licence(id: entry.value)
            if licence == nil { fields.notes.note("unknown licence \(entry.value)", line: entry.line) }
            return licence
        }
        let condition = Rule.Condition(feeds: feeds(in: fields), words: words, licences: licences)
        if condition.isEmpty, fields.notes.mistakes.isEmpty {
            fields.notes.note(
                "if asks for nothing, so the rule would be about every item; give feeds, words, all_words or licences",
                line: fields.line)
        }
        return condition
    }

    func feeds(in fields: Fields) -> [Feed.ID] {
        fields.texts("feeds").compactMap { entry in
            let address = WebAddress(entry.value)
            guard let feeds else { return address.map(Feed.id) ?? Feed.ID(entry.value) }
            if let id = feeds[entry.value] ?? address.flatMap({ feeds[$0.canonicalKey] }) { return id }
            fields.notes.note(
                "no feed \(entry.value); give a feed's address or its id from cairn feed list",
                line: entry.line)
            return nil
        }
    }

    func words(_ key: String, in fields: Fields) -> [String] {
        let entries = fields.texts(key)
        if entries.count > RuleReader.wordLimit {
            fields.notes.note(
                "\(key) has more than \(RuleReader.wordLimit) entries", line: fields.line(of: key))
        }
        return entries.prefix(RuleReader.wordLimit).map { entry in
            if !RuleReader.canBeFound(entry.value) {
                fields.notes.note(
                    "\(key): \(entry.value.prefix(60)) could never be found; a word or phrase has Latin letters or "
                        + "digits, 10 words and 100 characters at the most", line: entry.line)
            }
            return entry.value
        }
    }

    static func canBeFound(_ phrase: String) -> Bool {
        guard phrase.unicodeScalars.count <= 100 else { return false }
        let words = phrase.split(whereSeparator: \.isWhitespace)
        return words.count <= 10
            && phrase.unicodeScalars.allSatisfy { $0.value < 0x180 || !$0.properties.isAlphabetic }
            && phrase.unicodeScalars.contains {
                $0.value < 0x180 && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
            }
    }

    func consequence(_ fields: Fields) -> Rule.Consequence {
        let topics = references.topics("topics", in: fields, isRequired: false)
        let audiences = fields.texts("audiences").compactMap { entry in
            references.audience(entry, in: fields)
        }
        let rejection = fields.optionalText("reject")
        let isGiving = !topics.isEmpty || !audiences.isEmpty
        if rejection != nil, isGiving {
            fields.notes.note(
                "a rule that rejects gives no topics or audiences", line: fields.line(of: "reject"))
        } else if rejection == nil, !isGiving, fields.notes.mistakes.isEmpty {
            fields.notes.note("then does nothing; give topics, audiences or reject", line: fields.line)
        }
        return Rule.Consequence(topics: topics, audiences: audiences, rejection: rejection)
    }
}

extension Library {
    /// Reads one rule that need not be in the library yet, to try it.
    ///
    /// **Errors**: ``CatalogError/mistakes(_:)``, naming the file as it was given.
    public func rule(in file: URL, named name: String, _ holdings: Holdings) throws(CatalogError) -> Rule {
        let text: String
        do throws(Mistake) {
            text = try LibraryFiles.text(LibraryFiles.read(file, named: name), named: name)
        } catch {
            throw .mistakes([error])
        }
        return try Library.rule(in: text, named: name, holdings)
    }
}
