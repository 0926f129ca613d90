// SPDX-License-Identifier: MIT

public import Model

/// Writes what curators are told by mail about issues: a draft to look at, an issue that is held, a time that was missed.
public struct IssueNotices: Sendable {
    private let curators: [MailAddress]
    private let desk: WebAddress?

    /// - Parameters:
    ///   - curators: who is told; empty for nobody.
    ///   - base: where the desk is reached; nil where that is not known.
    public init(to curators: [MailAddress], base: WebAddress?) {
        self.curators = curators
        desk = base
    }

    /// Whether nobody is told.
    var isEmpty: Bool { curators.isEmpty }

    /// A letter and the key by which it is queued once.
    struct Notice: Hashable, Sendable {
        let letter: Letter
        let key: String
    }

    /// That there is a draft, with what is in it, until when it can be looked at, and what happens if nobody does.
    func drafted(_ issue: Issue, revision: Int, for slot: Slot) throws(MailFlaw) -> [Notice] {
        let newsletter = issue.newsletter
        let due = newsletter.local(slot.due)
        let items = issue.items.enumerated().map { place, item in
            let source = item.library.sources.map(\.title).joined(separator: " + ")
            return "\(place + 1). \(IssueNotices.line(item.item.displayTitle))\n"
                + "   \(IssueNotices.line(source)), \(item.library.minutes) min"
        }
        let text = """
            Issue \(issue.number) of \(newsletter.title) is drafted. It goes out on
            \(due), \(newsletter.rhythm.timeZone), if it is approved by then.
            \(IssueNotices.otherwise(newsletter.policy.unapproved))

            \(items.joined(separator: "\n"))

            \(wayIn(newsletter))
            Or approve it as it is now, from the command line:
            cairn newsletter approve \(newsletter.id) --issue \(issue.number) --revision \(revision)
            """
        return try letters(
            "Draft to look at: \(newsletter.title), issue \(issue.number), by \(due)", text,
            key: "drafted/\(newsletter.id)/\(slot.day.text)")
    }

    /// That too little fits so far.
    func tooLittle(_ reason: String, _ newsletter: Newsletter, for slot: Slot) throws(MailFlaw) -> [Notice] {
        let due = newsletter.local(slot.due)
        let text = """
            There is no draft of \(newsletter.title) for \(due) yet:
            \(reason). Each run looks again; if it stays so, that time is left out.

            \(wayIn(newsletter))
            """
        return try letters(
            "Too little so far: \(newsletter.title), \(due)", text,
            key: "thin/\(newsletter.id)/\(slot.day.text)")
    }

    /// That an issue waits for a person.
    func waits(
        _ sentence: String, _ newsletter: Newsletter, for slot: Slot, state: SlotRecord.State
    ) throws(MailFlaw) -> [Notice] {
        let word =
            state == .asked
            ? "cairn newsletter release \(newsletter.id) lets it go out, cairn newsletter skip \(newsletter.id) leaves it out."
            : "It goes out with the next run after somebody approves it."
        let text = """
            \(sentence).
            \(word)

            \(wayIn(newsletter))
            """
        return try letters(
            "\(state == .asked ? "Missed" : "Held"): \(newsletter.title), \(newsletter.local(slot.due))",
            text,
            key: "\(state.rawValue)/\(newsletter.id)/\(slot.day.text)")
    }
}

private extension IssueNotices {
    func letters(_ subject: String, _ text: String, key: String) throws(MailFlaw) -> [Notice] {
        var notices: [Notice] = []
        for curator in curators {
            let letter = try Letter(
                to: curator, subject: IssueNotices.line(subject), text: text + "\n", kind: .notice)
            notices.append(Notice(letter: letter, key: "\(key)/\(curator.key)"))
        }
        return notices
    }

    /// Where to look at it.
    func wayIn(_ newsletter: Newsletter) -> String {
        guard let desk else { return "Look at it: cairn newsletter show \(newsletter.id)" }
        let root = desk.text.hasSuffix("/") ? desk.text : desk.text + "/"
        return "Look at it: \(root)desk/works/issues/\(newsletter.id)"
    }

    static func otherwise(_ policy: Newsletter.Policy.Unapproved) -> String {
        switch policy {
        case .hold: "If nobody approves it, it waits until somebody does."
        case .sendApproved: "If nobody approves it, the items that people approved go out all the same."
        case .skip: "If nobody approves it, that time is left out."
        }
    }

    /// A text as part of one line, without control characters, short enough for a subject.
    static func line(_ text: String) -> String {
        let words = text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        }
        return String(String(words).prefix(150))
    }
}
