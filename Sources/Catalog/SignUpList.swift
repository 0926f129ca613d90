// SPDX-License-Identifier: MIT

public import Model

/// A list of people who want to join a set, as comma-separated values.
///
/// The first line names the columns. `person`, `organisation` and `choices` must be among them: choices are alternatives such as
/// `OFFER@10:00-12:00`, best first, parted by semicolons. `able` (what else somebody could make), `level`, `status` and
/// `lock` may be. Others are left out.
public struct SignUpList: Sendable {
    /// One line, read.
    public struct Line: Sendable {
        /// The line in the file, counted from 1.
        public let number: Int
        /// Who it is, and what they want.
        public let signUp: SignUp
        /// Where mails to them go; nil where the list says none.
        public let address: MailAddress?
    }

    /// What could be read, in its order.
    public let lines: [Line]
    /// What is wrong with the other lines; neither names nor addresses are in it.
    public let mistakes: [Mistake]
    /// The columns that were left out.
    public let unknownColumns: [String]

    /// Lines of one list at the most.
    public static let lineLimit = 5_000

    private static let needed = ["person", "organisation", "choices"]
    private static let columns = needed + ["able", "level", "status", "lock", "address"]

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - file: its name, as mistakes have it.
    ///   - programme: whose alternatives may be named.
    ///
    /// **Errors**: a ``Mistake`` where the list as a whole cannot be read.
    public init(csv bytes: [UInt8], file: String, programme: SetProgramme) throws(Mistake) {
        let text = try LibraryFiles.text(bytes, named: file)
        let rows = CSV.rows(of: text)
        let head = (rows.first?.fields ?? []).map { $0.trimmed.lowercased() }
        if let missing = SignUpList.needed.first(where: { !head.contains($0) }) {
            throw Mistake(
                file: file, line: 1, message: "the first line must name the columns, \(missing) among them")
        }
        guard rows.count <= SignUpList.lineLimit + 1 else {
            throw Mistake(file: file, message: "more than \(SignUpList.lineLimit) lines")
        }
        unknownColumns = head.filter { !$0.isEmpty && !SignUpList.columns.contains($0) }
        var lines: [Line] = []
        var mistakes: [Mistake] = []
        var firstLines: [SignUp.Person: Int] = [:]
        for row in rows.dropFirst() {
            do throws(SignUpRow.Flaw) {
                let reading = SignUpRow(fields: row.fields, head: head, programme: programme)
                let line = Line(
                    number: row.number, signUp: try reading.signUp(), address: try reading.address())
                if let first = firstLines[line.signUp.person] {
                    throw .init(sentence: "the same person as in line \(first)")
                }
                firstLines[line.signUp.person] = row.number
                lines.append(line)
            } catch {
                mistakes.append(Mistake(file: file, line: row.number, message: error.sentence))
            }
        }
        (self.lines, self.mistakes) = (lines, mistakes)
    }
}

extension SignUpList {
    /// Who is in which set, as comma-separated values, for whoever organises them.
    ///
    /// **Shape**: a line a person, set by set; addresses whole.
    public static func text(of sets: [LearningSet], _ people: [SignUp.Person: SignUpRecord]) -> String {
        let head = ["set", "offer", "date", "slot", "place", "person", "organisation", "address"]
        let rows = sets.flatMap { set in
            set.group.members.map { member in
                let offer = set.group.offer
                return [
                    set.id.rawValue, offer.id.rawValue, offer.day.text, set.group.slot.description,
                    offer.place,
                    people[member.person]?.name ?? "", member.organisation,
                    people[member.person]?.address?.text ?? "",
                ]
            }
        }
        return ([head] + rows).map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
    }
}

/// One row under its heading.
private struct SignUpRow {
    let fields: [String]
    let head: [String]
    let programme: SetProgramme

    /// Characters of a name, an organisation or a level at the most.
    static let characterLimit = 200

    struct Flaw: Error {
        let sentence: String
    }

    func signUp() throws(Flaw) -> SignUp {
        let person = try short("person")
        if person.isEmpty { throw Flaw(sentence: "no person") }
        guard fields.count <= head.count else {
            throw Flaw(sentence: "more fields than columns; put a field with a comma into quotation marks")
        }
        let level = try short("level")
        return SignUp(
            person: SignUp.Person(person), organisation: try short("organisation"),
            choices: try alternatives("choices"), able: try alternatives("able"),
            level: level.isEmpty ? nil : level, status: try status(),
            lock: try alternatives("lock").first)
    }

    func address() throws(Flaw) -> MailAddress? {
        let text = field("address")
        if text.isEmpty { return nil }
        do {
            return try MailAddress(reading: text)
        } catch {
            throw Flaw(sentence: "\(error)")
        }
    }

    private func field(_ name: String) -> String {
        guard let index = head.firstIndex(of: name), index < fields.count else { return "" }
        return CSV.plain(fields[index].trimmed)
    }

    private func short(_ name: String) throws(Flaw) -> String {
        let text = field(name)
        guard text.count <= SignUpRow.characterLimit, !text.contains(where: \.isNewline) else {
            throw Flaw(sentence: "\(name) must be one line of at most \(SignUpRow.characterLimit) characters")
        }
        return text
    }

    private func status() throws(Flaw) -> SignUp.Status {
        let text = field("status").lowercased()
        if text.isEmpty { return .new }
        if let status = SignUp.Status(rawValue: text) { return status }
        let words = SignUp.Status.allCases.map(\.rawValue).joined(separator: ", ")
        throw Flaw(sentence: "status must be one of \(words), not \(text)")
    }

    private func alternatives(_ name: String) throws(Flaw) -> [SetAlternative.ID] {
        let parts = field(name).split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
        if name == "lock", parts.count > 1 { throw Flaw(sentence: "lock must be one alternative") }
        var found: [SetAlternative.ID] = []
        for part in parts {
            guard let alternative = programme.alternative(written: part) else {
                throw Flaw(sentence: "\(name): \(hint(part))")
            }
            guard !found.contains(alternative.id) else {
                throw Flaw(sentence: "\(name): \(part) stands there twice")
            }
            found.append(alternative.id)
        }
        return found
    }

    /// What is wrong with an alternative that is not offered.
    private func hint(_ part: String) -> String {
        let name = part.split(separator: "@").first.map(String.init) ?? ""
        guard let offer = programme.offer(SetOffer.ID(name)) else { return "there is no offer \(name)" }
        let times = offer.alternatives.map(\.id.rawValue).joined(separator: ", ")
        return "\(part) is not offered; the offer's times are \(times)"
    }
}
