// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Learning
import Model
import Storage

/// `cairn set allocate`.
struct SetAllocateCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate",
        abstract: "Put people into closed groups: as many as possible, and where they would like best.",
        discussion: """
            With a programme, those who wait for a place in it are allocated, and the sets that come of it are proposed, in place
            of what was proposed before. Closed sets are not touched. cairn set confirm closes what is proposed.

            With --offers and --people no library is needed, and nothing is kept. The offers are YAML, as in a library's
            curated/sets/; the people are CSV with the columns person, organisation and choices: alternatives such as
            OFFER@10:00-12:00, best first, parted by semicolons. able (what else somebody could make), level, status (new,
            returning, continuing) and lock (an alternative) may be there too.

            An offer opens at one of its times or not at all, and never with fewer people than the least size. No room and no
            facilitator is in two sets at once. Whoever has no place is told why.

            Examples:
              cairn set allocate spring
              cairn set allocate --offers offers.yaml --people people.csv
              cairn set allocate --offers offers.yaml --people people.csv --seed 7 --json
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id, in a library.") var programme: String?
    @Option(name: .long, help: "Without a library: a file of offers.") var offers: String?
    @Option(name: .long, help: "Without a library: a list of people (CSV); - is standard input.")
    var people: String?
    @Option(name: .long, help: "Decides among allocations that are just as good (0 unless said).")
    var seed = 0

    func validate() throws {
        guard programme == nil ? offers != nil && people != nil : offers == nil && people == nil else {
            throw ValidationError("say which programme, or give --offers and --people")
        }
    }

    func perform() async throws -> Ending {
        guard let offers, let people else { return try await allocateProgramme() }
        let programme = try SetProgramme(
            offersIn: Reading.bytes(of: URL(filePath: offers)), file: offers)
        let list = try SignUpList.read(people, programme, console)
        let allocation = try Allocation(of: list.lines.map(\.signUp), to: programme, seed: seed)
        console.json(AllocationView(allocation))
        for line in allocation.lines { console.result(line) }
        return .allWell
    }

    private struct Result: Encodable {
        let sets: [LearningSetView]
        let measures: AllocationView.MeasuresView
    }

    private func allocateProgramme() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme ?? "")
        let (waiting, standing) = (try await desk.waiting(), try await desk.standing())
        let allocation = try Allocation(
            of: waiting.map { desk.current($0.signUp) }, to: desk.programme, taken: standing.taken,
            closed: standing.closed, seed: seed)
        let sets = try await desk.store.sets.propose(
            allocation.groups, in: desk.programme.id, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        let people = try await desk.people()
        let views = sets.map { LearningSetView($0, people) }
        console.json(Result(sets: views, measures: .init(allocation)))
        for line in views.flatMap(\.lines) { console.result(line) }
        for person in allocation.unplaced {
            console.result(
                "no place: \(people[person.person]?.name ?? "") (\(person.person)): \(person.sentence)")
        }
        for line in allocation.summary { console.result(line) }
        return .allWell
    }
}

extension SignUpList {
    /// Reads a list of people; - is standard input.
    static func read(_ path: String, _ programme: SetProgramme, _ console: Console) throws -> SignUpList {
        let isInput = path == "-"
        let bytes = try isInput ? Reading.bytesOfInput() : Reading.bytes(of: URL(filePath: path))
        let list = try SignUpList(csv: bytes, file: isInput ? "standard input" : path, programme: programme)
        guard list.mistakes.isEmpty else { throw CatalogError.mistakes(list.mistakes) }
        for column in list.unknownColumns { console.progress("the column \(column) is left out") }
        return list
    }
}
