// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn set log`.
struct SetLogCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "What a set brings, does and learns: open actions first, and what to read about next.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let set = try await desk.closedSet(self.set)
        let log = SetLogView(
            set, programme: desk.programme, problems: try await desk.store.setLife.problems(of: set.id),
            actions: try await desk.store.setLife.actions(of: set.id),
            learning: try await desk.store.setLife.learning(of: set.id),
            end: try await desk.store.setLife.end(of: set.id), people: try await desk.people(),
            today: LocalDay(of: desk.workshop.now, in: desk.zone))
        console.json(log)
        for line in log.lines { console.result(line) }
        return .allWell
    }
}

/// `cairn set problem`.
struct SetProblemCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "problem", abstract: "Note a problem that somebody brings to a session.",
        discussion: """
            Its topics are what the set reads about first before that session.

            Example:
              cairn set problem spring g1f… 3 "Nobody owns our data" --topics data-strategy,data-sharing
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String
    @Argument(help: "To which session, from 1.") var session: Int
    @Argument(help: "The problem, in their words.") var words: String
    @Option(name: .long, help: "What it is about, the most important first, parted by commas.") var topics =
        ""

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let set = try await desk.closedSet(self.set)
        let known = try desk.workshop.curriculum(desk.workshop.library.read())
        let topics = try self.topics.split(separator: ",").map { name in
            let id = Topic.ID(name.trimmingCharacters(in: .whitespaces))
            guard known.topic(id) != nil else { throw Complaint("there is no topic \(id)") }
            return id
        }
        let problem = try await desk.store.setLife.bring(
            try words.asWords("the problem"), about: topics, to: session, of: set.id,
            by: desk.workshop.commandAuthor, at: desk.workshop.now)
        let view = ProblemView(problem)
        console.json(view)
        console.result(view.line)
        return .allWell
    }
}

/// `cairn set action`.
struct SetActionCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Note what somebody said they would do, or what came of it.",
        discussion: """
            Examples:
              cairn set action spring g1f… --session 3 --what "Ask the board for an owner" --who "Ann Example" --until 2027-05-01
              cairn set action spring g1f… --done 4 --outcome "The chair owns it now" --size deep
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String
    @Option(name: .long, help: "In which session it was said.") var session: Int?
    @Option(name: .long, help: "What they would do.") var what: String?
    @Option(name: .long, help: "Who: their id or their name; without it the set as a whole.") var who: String?
    @Option(name: .long, help: "By which day.") var until: String?
    @Option(name: .long, help: "The number of an action that has ended.") var done: Int?
    @Option(name: .long, help: "What came of it.") var outcome = ""
    @Option(name: .long, help: "How much it changed: none, quick or deep.") var size = "quick"

    func validate() throws {
        guard done == nil ? session != nil && what != nil : session == nil && what == nil else {
            throw ValidationError(
                "say --session and --what for a new action, or --done for one that has ended")
        }
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let set = try await desk.closedSet(self.set)
        let number: Int
        if let done { number = try await end(done, set, desk) } else { number = try await add(to: set, desk) }
        let actions = try await desk.store.setLife.actions(of: set.id)
        guard let action = actions.first(where: { $0.id == number }) else { return .allWell }
        let view = ActionView(action, try await desk.people())
        console.json(view)
        console.result(view.line)
        return .allWell
    }

    private func add(to set: LearningSet, _ desk: SetDesk) async throws -> Int {
        var person: SignUp.Person?
        if let who { person = try await desk.person(who).id }
        let due = try until.map { text in
            guard let day = LocalDay(text) else { throw Complaint("--until is a day such as 2027-05-01") }
            return day
        }
        return try await desk.store.setLife.add(
            try (what ?? "").asWords("the action"), by: person, until: due, in: session ?? 1, of: set.id,
            author: desk.workshop.commandAuthor, at: desk.workshop.now
        ).id
    }

    private func end(_ action: Int, _ set: LearningSet, _ desk: SetDesk) async throws -> Int {
        guard let size = SetAction.Size(rawValue: size) else {
            throw Complaint("--size is none, quick or deep")
        }
        let result = SetAction.Result(
            outcome: try outcome.asWords("the outcome"), size: size, time: desk.workshop.now)
        try await desk.store.setLife.end(action, of: set.id, as: result, by: desk.workshop.commandAuthor)
        return action
    }
}

/// `cairn set learn`.
struct SetLearnCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Note what a set has learned, in four fields; for the set alone.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String
    @Option(name: .long, help: "What you tried.") var tried: String
    @Option(name: .long, help: "What happened.") var happened: String
    @Option(name: .long, help: "What you learned.") var learned: String
    @Option(name: .long, help: "What you do differently from now on.") var next: String

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let set = try await desk.closedSet(self.set)
        let words = SetLearning.Words(
            tried: try tried.asWords("--tried"), happened: try happened.asWords("--happened"),
            learned: try learned.asWords("--learned"), next: try next.asWords("--next"))
        let learning = try await desk.store.setLife.learn(
            words, in: set.id, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        console.json(LearningView(learning))
        for line in LearningView(learning).lines { console.result(line) }
        return .allWell
    }
}

/// `cairn set share`.
struct SetShareCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Note who agreed that others may see what was learned, or list what they may.",
        discussion: """
            What is private becomes partner-agreed first, then public; back it goes at once. Without a number everything is listed
            that others may see.

            Examples:
              cairn set share 2 --to partner-agreed --approver "Ann Example"
              cairn set share --public
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The number of what was learned.") var number: Int?
    @Option(name: .long, help: "private, partner-agreed or public.") var to: String?
    @Option(name: .long, help: "Who agreed, by name.") var approver: String?
    @Flag(name: .long, help: "List only what everybody may see.") var `public` = false

    func validate() throws {
        guard (number == nil) == (to == nil), (number == nil) == (approver == nil) else {
            throw ValidationError("a number needs --to and --approver")
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        guard let number else {
            let states: [SetLearning.State] = `public` ? [.public] : [.partnerAgreed, .public]
            for learning in try await store.setLife.learning(in: states) { tell(learning) }
            return .allWell
        }
        guard let state = SetLearning.State(rawValue: to ?? "") else {
            throw Complaint("--to is private, partner-agreed or public")
        }
        let agreement = SetLearning.Agreement(
            to: state, by: try (approver ?? "").asWords("--approver"), at: workshop.now)
        tell(try await store.setLife.agree(agreement, on: number, by: workshop.commandAuthor))
        return .allWell
    }

    private func tell(_ learning: SetLearning) {
        console.jsonLine(LearningView(learning))
        for line in LearningView(learning).lines { console.result(line) }
    }
}

/// `cairn set keep`.
struct SetKeepCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep",
        abstract: "Say on which day all that is a set's own is deleted, by the next cairn run.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String
    @Option(name: .long, help: "The day.") var until: String

    private struct Result: Encodable {
        let set: String
        let until: String
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        guard let day = LocalDay(until) else { throw Complaint("--until is a day such as 2028-01-31") }
        let set = try await desk.closedSet(self.set)
        try await desk.store.setLife.keep(
            set.id, until: day, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        console.json(Result(set: set.id.rawValue, until: day.text))
        console.result("\(set.id): all that is its own is deleted on \(day.text)")
        return .allWell
    }
}

extension SetDesk {
    /// One of the programme's closed sets.
    func closedSet(_ id: String) async throws -> LearningSet {
        guard let set = try await store.sets.find(LearningSet.ID(id)), set.programme == programme.id,
            set.state == .closed
        else { throw Complaint("there is no closed set \(id) in \(programme.id)") }
        return set
    }
}

private extension String {
    /// The text without white space at its ends, of at most 2,000 letters.
    func asWords(_ what: String) throws -> String {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...2_000).contains(text.count) else { throw Complaint("\(what) needs 1 to 2,000 letters") }
        return text
    }
}
