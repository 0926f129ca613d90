// SPDX-License-Identifier: MIT

import Model
import Pages
import Publishing
import Storage

/// Where people confirm by the link in a mail that they want to join a set; the link alone changes nothing.
struct SignUpConfirmPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/sets/confirm/{key}") { call in
            let (asked, programme) = try await asked(call)
            return .page(
                WebPage("Confirm that it was you", "signup", SignUpConfirmPage(call, asked, programme)))
        },
        .post("reading/sets/confirm/{key}", by: .address) { call in
            let (_, programme) = try await asked(call)
            let confirmed = try await call.store.signUps.confirm(
                by: digest(call), author: .init(name: "web form"), at: call.now)
            guard let confirmed else { throw RoomError.tooOld }
            return .page(done(confirmed.answer, programme))
        },
    ]

    let key: String
    let programme: String
    let name: String
    let organisation: String
    let address: String
    let level: String?
    let choices: [String]
    let hasChoices: Bool
    let able: [String]
    let hasAble: Bool

    init(_ call: RoomCall, _ asked: SignUpTable.Asked, _ programme: SetProgramme) {
        let signUp = asked.entry.signUp
        key = call.parameter("key")
        self.programme = programme.title
        name = asked.entry.name
        organisation = signUp.organisation
        address = asked.entry.address?.text ?? ""
        level = signUp.level
        choices = signUp.choices.map { programme.words(of: $0) }
        hasChoices = !choices.isEmpty
        able = signUp.able.map { programme.words(of: $0) }
        hasAble = !able.isEmpty
    }

    private static func digest(_ call: RoomCall) throws -> String {
        guard let key = AccessKey(call.parameter("key")) else { throw RoomError.tooOld }
        return key.digest
    }

    /// What the link confirms.
    ///
    /// **Errors**: `RoomError.tooOld`; `refused` for a programme that takes nobody any more.
    private static func asked(_ call: RoomCall) async throws -> (SignUpTable.Asked, SetProgramme) {
        guard let asked = try await call.store.signUps.asked(by: digest(call), at: call.now) else {
            throw RoomError.tooOld
        }
        guard let round = try await call.rounds().first(where: { $0.programme.id == asked.programme }) else {
            throw RoomError.refused("This programme is not offered any more.")
        }
        guard round.isOpen else { throw RoomError.refused(round.sentence) }
        return (asked, round.programme)
    }

    private static func done(_ answer: SignUpTable.Answer, _ programme: SetProgramme) -> WebPage {
        let link = Message.Link(path: "reading/sets/\(programme.id)", words: programme.title)
        let after =
            "Once sign-ups have ended, groups are made, and you get a mail, whether there is a place for you or not yet. If something changes before, fill in the form again: what you said last counts."
        switch answer {
        case .joined:
            return Message.page(
                "Thank you, you are on the list", ["What you said is kept for this alone.", after], link: link
            )
        case .changed:
            return Message.page(
                "Thank you, that is changed",
                ["What you said now is in place of what you said before.", after], link: link)
        case .placed:
            return Message.page(
                "You have a place already",
                [
                    "You are in a set that is complete, so nothing was changed. Answer one of its mails to tell us more."
                ],
                link: link)
        }
    }
}

extension SetProgramme {
    /// An alternative in words: `Leeds, general: Friday 5 February 2027, 10:00 to 12:00`.
    func words(of id: SetAlternative.ID) -> String {
        guard let alternative = alternative(written: id.rawValue), let offer = offer(alternative.offer) else {
            return "\(id) (not offered any more)"
        }
        return "\(offer.words): \(offer.day.words), \(alternative.slot.words)"
    }
}
