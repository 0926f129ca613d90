// SPDX-License-Identifier: MIT

import Markup
public import Model

/// Writes what people are told about action learning sets, each by themselves: nobody else's name is in it.
public struct SetLetters: Sendable {
    private let site: String
    private let programme: SetProgramme

    /// - Parameter site: what the library is called: who writes.
    public init(site: String, programme: SetProgramme) {
        self.site = MarkdownEscape.plainLine(site, limit: 100)
        self.programme = programme
    }

    /// Asks whether somebody wants what was filled in in their name.
    ///
    /// Nothing that a stranger could write at will is in it, so nobody can send words of their own by it.
    ///
    /// - Parameter link: where it is confirmed.
    public func confirmation(by link: String, to address: MailAddress) throws(MailFlaw) -> Letter {
        let title = plain(programme.title)
        let blocks = [
            paragraph("Somebody, probably you, asked \(site) for a place in a learning set: \(title)."),
            MailBlock(.words, [MailRun("See what was filled in, and confirm that it was you", to: link)]),
            paragraph(
                "Once it is confirmed you are on the list; when groups are made you get a mail, whether there is a place or not yet."
            ),
            MailBlock(
                .about,
                [
                    MailRun(
                        "The link works once, within two days. If it was not you, do nothing: all of it is deleted then."
                    )
                ]),
        ]
        return try letter(
            "Please confirm: \(title)", to: address, blocks, kind: .confirmation)
    }

    /// Tells somebody that they have a place, and when the set meets.
    ///
    /// - Parameter calendar: the same for a calendar; nil for none.
    public func place(
        in group: SetGroup, sessions: [SetSession], to person: SignUpRecord, at address: MailAddress,
        calendar: String? = nil
    ) throws(MailFlaw) -> Letter {
        let (offer, first) = (group.offer, sessions.first)
        var blocks = [
            paragraph("Dear \(plain(person.name)),"),
            paragraph("you have a place in an action learning set: \(plain(offer.words))."),
        ]
        if let first {
            blocks.append(
                paragraph(
                    "It meets first on \(first.day.words), \(first.slot.words), in \(plain(offer.venue))."))
        }
        if let facilitator = offer.facilitator {
            blocks.append(paragraph("It is facilitated by \(plain(facilitator))."))
        }
        if sessions.count > 1 {
            blocks.append(
                paragraph(
                    "These are the days that we propose. Please bring your diary to the first one, where the set settles them:"
                ))
            blocks += sessions.map(point)
        }
        blocks.append(
            paragraph(
                "There are \(group.members.count) of you, and the set is complete: it takes nobody new, so please tell us soon if you cannot come."
            ))
        return try letter(
            "Your place: \(plain(offer.words))", to: address, blocks + [closing], calendar: calendar)
    }

    /// Tells somebody that there is no place for them yet, why, and what comes next.
    public func waiting(
        _ unplaced: Unplaced, to person: SignUpRecord, at address: MailAddress
    ) throws(MailFlaw) -> Letter {
        var blocks = [
            paragraph("Dear \(plain(person.name)),"),
            paragraph("thank you for asking to join an action learning set. There is no place for you yet."),
        ]
        if !unplaced.refusals.isEmpty {
            blocks.append(paragraph("This is what came of what you chose:"))
            blocks += unplaced.refusals.map { MailBlock(.words, [MailRun(words(of: $0))], kind: .point(nil)) }
        }
        blocks.append(
            paragraph(
                "You are on the waiting list, and need do nothing: when new sets are offered you are thought of first. Answer this mail if other days or places suit you too, or if you would rather not wait."
            ))
        return try letter("No place yet: \(plain(programme.title))", to: address, blocks + [closing])
    }

    /// Tells somebody what their set reads before its next session; nobody's words are in it but the sources'.
    public func reading(
        _ pack: Pack, before session: SetSession, in group: SetGroup, to person: SignUpRecord,
        at address: MailAddress
    ) throws(MailFlaw) -> Letter {
        let size = "\(Words.count(pack.items.count, "item", "items")), about \(Words.minutes(pack.minutes))"
        let items = pack.items.compactMap { item in
            item.item.address.map { address in
                MailBlock(
                    .words, [MailRun(plain(item.item.displayTitle), to: address.text)], kind: .point(nil))
            }
        }
        let blocks = [
            paragraph("Dear \(plain(person.name)),"),
            paragraph(
                "your set meets on \(session.day.words), \(session.slot.words), in \(plain(group.offer.venue)). This is what to read before (\(size)):"
            ),
        ]
        let last = paragraph("Think of what you said you would do, and of what you want to bring.")
        return try letter(
            "To read before session \(session.number): \(plain(group.offer.words))", to: address,
            blocks + items + [last, closing])
    }

    /// Reminds somebody that their set has not written down yet what it learned.
    public func sharing(
        after session: SetSession, by day: LocalDay, in group: SetGroup, to person: SignUpRecord,
        at address: MailAddress
    ) throws(MailFlaw) -> Letter {
        let asked = [
            "what we tried", "what happened", "what we learned", "what we do differently from now on",
        ]
        let blocks =
            [
                paragraph("Dear \(plain(person.name)),"),
                paragraph(
                    "session \(session.number) of your set (\(plain(group.offer.words))) was on \(session.day.words). Please write down together by \(day.words), without anybody's name:"
                ),
            ] + asked.map { MailBlock(.words, [MailRun($0)], kind: .point(nil)) }
        let last = paragraph(
            "It stays your own: others see it only if you agree, step by step, and somebody stands for it by name."
        )
        return try letter(
            "What did you learn? Session \(session.number), \(plain(group.offer.words))", to: address,
            blocks + [last, closing])
    }

    /// Tells somebody that a session of their set has moved, or does not take place.
    ///
    /// - Parameter calendar: all sessions as they are now; nil for none.
    public func change(
        of session: SetSession, from old: SetSession, in group: SetGroup, to person: SignUpRecord,
        at address: MailAddress, calendar: String? = nil
    ) throws(MailFlaw) -> Letter {
        let what = "Session \(session.number) of your set (\(plain(group.offer.words)))"
        let was = "\(old.day.words), \(old.slot.words)"
        let sentence =
            session.isCancelled
            ? "\(what) on \(was) does not take place."
            : "\(what) is now on \(session.day.words), \(session.slot.words), in \(plain(group.offer.venue)). Before, it was on \(was)."
        let subject = session.isCancelled ? "Called off" : "Moved"
        return try letter(
            "\(subject): session \(session.number), \(plain(group.offer.words))", to: address,
            [paragraph("Dear \(plain(person.name)),"), paragraph(sentence), closing], calendar: calendar)
    }
}

private extension SetLetters {
    var closing: MailBlock {
        MailBlock(
            .about,
            [
                MailRun(
                    "\(site) keeps your name, your address and what you chose for this alone. Answer this mail to have it erased."
                )
            ])
    }

    func plain(_ text: String) -> String { MarkdownEscape.plainLine(text, limit: 200) }

    func paragraph(_ text: String) -> MailBlock { MailBlock(.words, [MailRun(text)]) }

    func point(_ session: SetSession) -> MailBlock {
        MailBlock(
            .words, [MailRun("\(session.day.words), \(session.slot.words)")], kind: .point(session.number))
    }

    /// Why a choice came to nothing, without the words of a table.
    func words(of refusal: Unplaced.Refusal) -> String {
        guard let alternative = programme.alternative(written: refusal.alternative.rawValue),
            let offer = programme.offer(alternative.offer)
        else { return "\(refusal.alternative): it is not offered any more" }
        return
            "\(plain(offer.words)), \(offer.day.words), \(alternative.slot.words): \(reason(refusal.reason))"
    }

    func reason(_ reason: Unplaced.Reason) -> String {
        switch reason {
        case .full: "this set is full"
        case .closed: "this set is complete and closed"
        case .tooFew(let able, let needed):
            "only \(countedPeople(able)) could come, and a set needs \(needed)"
        case .otherTime(let slot): "this set meets at another time of that day, \(slot.words)"
        case .taken, .booked: "another set has the room and the facilitator at that time"
        case .level: "this set is for people at another level"
        case .notOpened: "it does not take place, since more people found a place in other sets"
        }
    }

    func letter(
        _ subject: String, to address: MailAddress, _ blocks: [MailBlock], kind: Letter.Kind = .reader,
        calendar: String? = nil
    ) throws(MailFlaw) -> Letter {
        let heading = MailBlock(.heading, [MailRun(subject)], kind: .heading(1))
        let parts = [MailPart(title: nil, blocks: [heading] + blocks)]
        return try Letter(
            to: address, subject: subject, text: MailText.document(parts),
            html: MailHTML(language: "en", subject: subject, preview: programme.title).document(parts),
            kind: kind, calendar: calendar)
    }
}
