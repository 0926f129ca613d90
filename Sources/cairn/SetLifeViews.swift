// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What a set brings, does and learns, as JSON.
struct SetLogView: Encodable {
    private let set: String
    private let nextSession: SessionView?
    private let readAbout: [String]
    private let problems: [ProblemView]
    private let actions: [ActionView]
    private let learning: [LearningView]
    private let shareBy: String?
    private let deletedOn: String?

    init(
        _ set: LearningSet, programme: SetProgramme, problems: [SetProblem], actions: [SetAction],
        learning: [SetLearning], end: LocalDay?, people: [SignUp.Person: SignUpRecord], today: LocalDay
    ) {
        let next = set.sessions.first { !$0.isCancelled && $0.day >= today }
        self.set = set.id.rawValue
        nextSession = next.map(SessionView.init)
        // What members bring comes before what the set is about.
        let brought = problems.filter { $0.session == next?.number }.flatMap(\.topics)
        var seen: Set<Topic.ID> = []
        readAbout = (brought + (programme.topics[set.group.offer.focus] ?? []))
            .filter { seen.insert($0).inserted }.map(\.rawValue)
        self.problems = problems.map(ProblemView.init)
        self.actions = actions.map { ActionView($0, people) }
        self.learning = learning.map(LearningView.init)
        shareBy =
            SetSharing.owed(by: set, in: programme, having: learning.count, on: today)?.day.text
        deletedOn = end?.text
    }

    private enum CodingKeys: String, CodingKey {
        case set, problems, actions, learning
        case nextSession = "next_session"
        case readAbout = "read_about"
        case shareBy = "share_by"
        case deletedOn = "deleted_on"
    }

    /// The same in lines.
    var lines: [String] {
        let next = nextSession.map { "next: \($0.line)" } ?? "no session is to come"
        let about = readAbout.isEmpty ? [] : ["read about: \(readAbout.joined(separator: ", "))"]
        let owed = shareBy.map { ["what was learned is to be written down by \($0)"] } ?? []
        let end = deletedOn.map { ["all of it is deleted on \($0)"] } ?? []
        return [next] + about + actions.map(\.line) + problems.map(\.line) + learning.flatMap(\.lines) + owed
            + end
    }
}

/// A problem as JSON.
struct ProblemView: Encodable {
    private let number: Int
    private let session: Int
    private let words: String
    private let topics: [String]

    init(_ problem: SetProblem) {
        number = problem.id
        session = problem.session
        words = problem.words
        topics = problem.topics.map(\.rawValue)
    }

    /// The same in a line.
    var line: String {
        "problem \(number), session \(session): \(words)"
            + (topics.isEmpty ? "" : " (\(topics.joined(separator: ", ")))")
    }
}

/// An action as JSON.
struct ActionView: Encodable {
    private let number: Int
    private let session: Int
    private let person: String?
    private let what: String
    private let due: String?
    private let outcome: String?
    private let size: String?
    private let ended: Date?

    init(_ action: SetAction, _ people: [SignUp.Person: SignUpRecord]) {
        number = action.id
        session = action.session
        person = action.person.map { people[$0]?.name ?? $0.rawValue }
        what = action.what
        due = action.due?.text
        outcome = action.result?.outcome
        size = action.result?.size.rawValue
        ended = action.result?.time
    }

    /// The same in a line.
    var line: String {
        let who = person ?? "all"
        let state =
            outcome.map { "ended (\(size ?? "")): \($0)" } ?? "open" + (due.map { ", due \($0)" } ?? "")
        return "action \(number), session \(session), \(who): \(what); \(state)"
    }
}

/// What was learned as JSON.
struct LearningView: Encodable {
    private let number: Int
    private let set: String
    private let state: String
    private let words: SetLearning.Words
    private let agreements: [SetLearning.Agreement]

    init(_ learning: SetLearning) {
        number = learning.id
        set = learning.set.rawValue
        state = learning.state.rawValue
        words = learning.words
        agreements = learning.agreements
    }

    /// The same in lines.
    var lines: [String] {
        let agreed = agreements.last.map { ", agreed by \($0.approver)" } ?? ""
        return [
            "learning \(number), \(state)\(agreed)", "    tried: \(words.tried)",
            "    happened: \(words.happened)",
            "    learned: \(words.learned)", "    next: \(words.next)",
        ]
    }
}
