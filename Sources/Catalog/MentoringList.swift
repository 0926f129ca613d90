// SPDX-License-Identifier: MIT

public import Model

/// Lists of mentors and of mentees, as comma-separated values.
///
/// The first line names the columns: `person`, `organisation` and `topics`, parted by semicolons; of mentors `capacity` too, how
/// many people each takes. Mentees name the topic that they want most first. Other columns are left out.
public enum MentoringList {
    /// Lines of one list at the most.
    public static let lineLimit = 5_000
    /// People that one mentor takes at the most.
    public static let capacityLimit = 100

    /// Reads a list of mentors; whoever names no capacity takes one.
    ///
    /// **Errors**: ``CatalogError/mistakes(_:)``, each by its line.
    public static func mentors(csv bytes: [UInt8], file: String) throws(CatalogError) -> [Mentor] {
        try read(bytes, file) { line in
            Mentor(
                id: Mentor.ID(try line.person()), organisation: try line.short("organisation"),
                topics: try line.topics(), capacity: try line.capacity())
        }
    }

    /// Reads a list of mentees.
    ///
    /// **Errors**: ``CatalogError/mistakes(_:)``, each by its line.
    public static func mentees(csv bytes: [UInt8], file: String) throws(CatalogError) -> [Mentee] {
        try read(bytes, file) { line in
            Mentee(
                id: Mentee.ID(try line.person()), organisation: try line.short("organisation"),
                topics: try line.topics())
        }
    }
}

private extension MentoringList {
    static let needed = ["person", "organisation", "topics"]

    static func read<Entry>(
        _ bytes: [UInt8], _ file: String, _ entry: (MentoringRow) throws -> Entry
    ) throws(CatalogError) -> [Entry] {
        let rows: [CSV.Row]
        do throws(Mistake) {
            rows = CSV.rows(of: try LibraryFiles.text(bytes, named: file))
        } catch {
            throw .mistakes([error])
        }
        let head = (rows.first?.fields ?? []).map { $0.trimmed.lowercased() }
        if let missing = needed.first(where: { !head.contains($0) }) {
            let sentence = "the first line must name the columns, \(missing) among them"
            throw .mistakes([Mistake(file: file, line: 1, message: sentence)])
        }
        guard rows.count <= lineLimit + 1 else {
            throw .mistakes([Mistake(file: file, message: "more than \(lineLimit) lines")])
        }
        var entries: [Entry] = []
        var mistakes: [Mistake] = []
        var firstLines: [String: Int] = [:]
        for row in rows.dropFirst() {
            do {
                let line = MentoringRow(fields: row.fields, head: head)
                let name = try line.person().lowercased()
                if let first = firstLines[name] {
                    throw MentoringRow.Flaw(sentence: "the same person as in line \(first)")
                }
                firstLines[name] = row.number
                entries.append(try entry(line))
            } catch {
                let sentence = (error as? MentoringRow.Flaw)?.sentence ?? "\(error)"
                mistakes.append(Mistake(file: file, line: row.number, message: sentence))
            }
        }
        guard mistakes.isEmpty else { throw .mistakes(mistakes) }
        return entries
    }
}

/// One row under its heading.
private struct MentoringRow {
    let fields: [String]
    let head: [String]

    static let characterLimit = 200

    struct Flaw: Error {
        let sentence: String
    }

    func person() throws(Flaw) -> String {
        guard fields.count <= head.count else {
            throw Flaw(sentence: "more fields than columns; put a field with a comma into quotation marks")
        }
        let name = try short("person")
        if name.isEmpty { throw Flaw(sentence: "no person") }
        return name
    }

    func short(_ name: String) throws(Flaw) -> String {
        let text = field(name)
        guard text.count <= MentoringRow.characterLimit, !text.contains(where: \.isNewline) else {
            throw Flaw(
                sentence: "\(name) must be one line of at most \(MentoringRow.characterLimit) characters")
        }
        return text
    }

    func topics() throws(Flaw) -> [Topic.ID] {
        var found: [Topic.ID] = []
        for part in field("topics").split(separator: ";").map({ String($0).trimmed.lowercased() })
        where !part.isEmpty {
            guard isSlug(part) else {
                throw Flaw(sentence: "topics are ids such as digital-strategy, not \(part)")
            }
            guard !found.contains(Topic.ID(part)) else {
                throw Flaw(sentence: "the topic \(part) stands there twice")
            }
            found.append(Topic.ID(part))
        }
        if found.isEmpty { throw Flaw(sentence: "no topic") }
        return found
    }

    func capacity() throws(Flaw) -> Int {
        let text = field("capacity")
        if text.isEmpty { return 1 }
        guard let number = Int(text), (1...MentoringList.capacityLimit).contains(number) else {
            throw Flaw(sentence: "capacity is a number from 1 to \(MentoringList.capacityLimit), not \(text)")
        }
        return number
    }

    private func field(_ name: String) -> String {
        guard let index = head.firstIndex(of: name), index < fields.count else { return "" }
        return CSV.plain(fields[index].trimmed)
    }
}
