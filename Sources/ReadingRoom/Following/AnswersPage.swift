// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Three questions on a reader's role and goals, from which a next step is suggested; each may be left open.
struct AnswersPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/questions") { call in
            let reader = try await call.reader()
            return .page(WebPage("Three questions", "answers", AnswersPage(call, reader.answers)))
        },
        .post("reading/questions") { call in
            let reader = try await call.reader()
            try await call.store.readers.set(try answers(call), of: reader.id)
            return .goTo("reading")
        },
    ]

    /// What can be chosen as the time that somebody mostly has, minutes.
    static let times = [10, 20, 40, 60]

    let roles: [Choosing.Option]
    let goals: [Choosing.Option]
    let times: [Choosing.Option]

    init(_ call: RoomCall, _ answers: ReaderAnswers) {
        func option(_ value: String, _ label: String, _ isChosen: Bool, _ about: String? = nil)
            -> Choosing.Option
        {
            Choosing.Option(value: value, label: label, about: about, isChosen: isChosen)
        }
        let curriculum = call.shelf.curriculum
        roles =
            (curriculum?.audiences ?? []).map {
                option($0.id.rawValue, $0.name, $0.id == answers.audience)
            } + [option("", "I would rather not say", answers.audience == nil)]
        goals =
            (curriculum?.strands ?? []).map {
                option($0.id.rawValue, $0.name, $0.id == answers.strand, $0.definition)
            } + [option("", "A bit of everything", answers.strand == nil)]
        times =
            AnswersPage.times.map {
                option(String($0), "\($0) minutes", $0 == answers.minutes)
            } + [option("", "It depends", answers.minutes == nil)]
    }

    private static func answers(_ call: RoomCall) throws -> ReaderAnswers {
        let (role, goal, time) = (call.form["role"], call.form["goal"], call.form["time"])
        let curriculum = call.shelf.curriculum
        guard role.isEmpty || curriculum?.audiences.contains(where: { $0.id.rawValue == role }) == true,
            goal.isEmpty || curriculum?.strands.contains(where: { $0.id.rawValue == goal }) == true,
            time.isEmpty || times.contains(where: { String($0) == time })
        else { throw RoomError.unreadable }
        return ReaderAnswers(
            audience: role.isEmpty ? nil : .init(role), strand: goal.isEmpty ? nil : .init(goal),
            minutes: Int(time))
    }
}
