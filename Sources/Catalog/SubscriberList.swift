// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// A list of subscribers as comma-separated values, as other programs give and take it.
///
/// The first line names the columns. `address` (or `email`, `e-mail`, `mail`) must be among them; `topics`, `audience`, `stage`,
/// `rhythm`, `only_unread`, `consent_time`, `consent_source` and `consent_wording` may be. Others, such as names, are left out:
/// Cairn keeps nothing of people that it does not need.
public struct SubscriberList: Sendable {
    /// What a list says of all its people, where a line does not say it.
    public struct Standing: Sendable {
        /// Whether they have said yes elsewhere.
        public let isConfirmed: Bool
        /// Where they said so, or where they asked.
        public let source: String
        /// The words that they agreed to.
        public let wording: String
        /// When the list was read, UTC: nobody has consented after that.
        public let now: Date

        /// Holds what it is given.
        public init(isConfirmed: Bool, source: String, wording: String, now: Date) {
            self.isConfirmed = isConfirmed
            self.source = source
            self.wording = wording
            self.now = now
        }
    }

    /// One line, read.
    public struct Line: Sendable {
        /// The line in the file, counted from 1.
        public let number: Int
        /// Who it is.
        public let subscriber: NewSubscriber
    }

    /// What could be read, in its order.
    public let lines: [Line]
    /// What is wrong with the other lines; no address is in it.
    public let mistakes: [Mistake]
    /// The columns that were left out.
    public let unknownColumns: [String]

    /// Lines of one list at the most.
    public static let lineLimit = 500_000

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - file: its name, as mistakes have it.
    ///   - curriculum: whose topics, audiences and stages may be named.
    ///
    /// **Errors**: a ``Mistake`` where the list as a whole cannot be read.
    public init(
        csv bytes: [UInt8], file: String, standing: Standing, curriculum: Curriculum?
    ) throws(Mistake) {
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw Mistake(file: file, message: "not UTF-8; save it as CSV in UTF-8")
        }
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        let rows = CSV.rows(of: text)
        let head = (rows.first?.fields ?? []).map { $0.trimmed.lowercased() }
        guard let place = head.firstIndex(where: SubscriberList.addressNames.contains) else {
            throw Mistake(
                file: file, line: 1, message: "the first line must name the columns, address among them")
        }
        guard rows.count <= SubscriberList.lineLimit + 1 else {
            throw Mistake(file: file, message: "more than \(SubscriberList.lineLimit) lines")
        }
        unknownColumns = head.enumerated().filter { index, name in
            index != place && !name.isEmpty && !SubscriberList.columns.contains(name)
        }.map(\.element)
        var lines: [Line] = []
        var mistakes: [Mistake] = []
        var firstLines: [String: Int] = [:]
        for row in rows.dropFirst() {
            let reading = SubscriberRow(
                fields: row.fields, head: head, place: place, standing: standing, curriculum: curriculum)
            do throws(SubscriberRow.Flaw) {
                let subscriber = try reading.subscriber()
                if let first = firstLines[subscriber.address.key] {
                    throw .init(sentence: "the same address as in line \(first)")
                }
                firstLines[subscriber.address.key] = row.number
                lines.append(Line(number: row.number, subscriber: subscriber))
            } catch {
                mistakes.append(Mistake(file: file, line: row.number, message: error.sentence))
            }
        }
        (self.lines, self.mistakes) = (lines, mistakes)
    }

    static let addressNames = ["address", "email", "e-mail", "mail", "email address"]
    static let columns = [
        "address", "newsletter", "state", "since", "topics", "audience", "stage", "rhythm", "only_unread",
        "consent_time", "consent_source", "consent_wording",
    ]
}

extension SubscriberList {
    /// The first line of a list.
    public static let heading = columns.joined(separator: ",") + "\n"

    /// Somebody as a line of a list, as it is read again.
    ///
    /// An address that begins as a formula does gets an apostrophe before it, so that no table calculator runs it.
    ///
    /// - Parameter consent: the newest in which they said yes.
    public static func line(of subscriber: Subscriber, consent: Consent?) -> String {
        let choices = subscriber.choices
        let fields = [
            subscriber.address.text, subscriber.newsletter.rawValue, subscriber.state.rawValue,
            subscriber.since.formatted(.iso8601), choices.topics.map(\.rawValue).joined(separator: ";"),
            choices.audience?.rawValue ?? "", choices.stage?.rawValue ?? "", choices.rhythm.rawValue,
            choices.onlyUnread ? "yes" : "no", consent?.time.formatted(.iso8601) ?? "",
            consent?.source ?? "", consent?.wording ?? "",
        ]
        return fields.map(CSV.field).joined(separator: ",") + "\n"
    }
}

/// One row under its heading.
private struct SubscriberRow {
    let fields: [String]
    let head: [String]
    let place: Int
    let standing: SubscriberList.Standing
    let curriculum: Curriculum?

    struct Flaw: Error {
        let sentence: String
    }

    func subscriber() throws(Flaw) -> NewSubscriber {
        NewSubscriber(address: try address(), choices: try choices(), consent: try consent())
    }

    private func field(_ name: String) -> String {
        guard let index = head.firstIndex(of: name), index < fields.count else { return "" }
        return CSV.plain(fields[index].trimmed)
    }

    private func address() throws(Flaw) -> MailAddress {
        do {
            return try MailAddress(reading: place < fields.count ? CSV.plain(fields[place].trimmed) : "")
        } catch {
            throw Flaw(sentence: "\(error)")
        }
    }

    private func choices() throws(Flaw) -> SubscriberChoices {
        let unread = field("only_unread").lowercased()
        guard ["", "yes", "no"].contains(unread) else { throw Flaw(sentence: "only_unread is yes or no") }
        do {
            return try SubscriberChoices(
                reading: field("topics").split { $0 == ";" || $0.isWhitespace }.map(String.init),
                audience: field("audience"), stage: field("stage"), rhythm: field("rhythm"),
                onlyUnread: unread == "yes", in: curriculum)
        } catch {
            throw Flaw(sentence: "\(error)")
        }
    }

    private func consent() throws(Flaw) -> Consent {
        let written = field("consent_time")
        var time = standing.now
        if !written.isEmpty {
            guard let date = WrittenDate.date(from: written) else {
                throw Flaw(sentence: "consent_time is no date")
            }
            guard date <= standing.now else { throw Flaw(sentence: "consent_time is in the future") }
            time = date
        }
        let (source, wording) = (field("consent_source"), field("consent_wording"))
        return Consent(
            standing.isConfirmed ? .elsewhere : .asked, at: time,
            source: source.isEmpty ? standing.source : source,
            wording: wording.isEmpty ? standing.wording : wording)
    }
}
