// SPDX-License-Identifier: MIT

import Learning
import Markup
import Model
import Pages
import Storage

/// One step: what to read, questions to think about, and what its reader says of it.
struct StepPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/paths/{path}/steps/{step}") { call in
            let (reader, _, progress) = try await call.progress()
            let place = try place(call, progress)
            let page = try await StepPage(call, reader, progress, place)
            return .page(WebPage(call.name(of: place.step), "step", page))
        },
        .post("reading/paths/{path}/steps/{step}/mark") { call in
            let (reader, _, progress) = try await call.progress()
            let place = try place(call, progress)
            let word = call.form["mark"]
            guard word == "none" || StepMark.Kind(rawValue: word) != nil else { throw RoomError.unreadable }
            try await call.store.followings.mark(
                place.step.id, of: progress.path.id, as: StepMark.Kind(rawValue: word), by: reader.id,
                at: call.now)
            try await call.store.followings.look(
                at: progress.places.map(\.step.id), of: progress.path.id, by: reader.id)
            return .goTo("reading/paths/\(progress.path.id)")
        },
        .post("reading/paths/{path}/steps/{step}/words") { call in
            let (reader, _, progress) = try await call.progress()
            let place = try place(call, progress)
            for (number, question) in questions(of: place.step, call).enumerated() {
                guard call.form.has("words-\(number)") else { continue }
                let words = call.form["words-\(number)"].replacing("\r\n", with: "\n")
                try await call.store.reflections.keep(
                    Reflection(
                        path: progress.path.id, step: place.step.id, question: question, words: words,
                        time: call.now), by: reader.id)
            }
            return .goTo("reading/paths/\(progress.path.id)/steps/\(place.step.id)#words")
        },
        .post("reading/paths/{path}/steps/{step}/opinion") { call in
            let (reader, _, progress) = try await call.progress()
            let place = try place(call, progress)
            let item = Item.ID(call.form["item"])
            // What was said before may be taken back, whatever has become of the item.
            if call.form["useful"] != "none", !(try await isOf(place.step, item, call)) {
                throw RoomError.refused("That item is not part of this step.")
            }
            switch call.form["useful"] {
            case "yes", "no":
                let opinion = ItemOpinion(
                    item: item, isUseful: call.form["useful"] == "yes", word: call.form["word"],
                    time: call.now)
                try await call.store.opinions.keep(opinion, by: reader.id)
            case "none": try await call.store.opinions.withdraw(item, by: reader.id)
            default: throw RoomError.unreadable
            }
            return .goTo("reading/paths/\(progress.path.id)/steps/\(place.step.id)#item-\(item)")
        },
    ]

    /// How many items are shown of a step that names none.
    private static let newest = 3

    /// Something to read.
    struct Reading: Sendable {
        let item: String
        let title: String
        let address: String
        let about: String
        let why: String
        let isUseful: Bool
        let isUseless: Bool
        let hasOpinion: Bool
        let word: String
        let wordLimit = ItemOpinion.limit
    }

    /// A question with what its reader wrote.
    struct Question: Sendable {
        let number: Int
        let text: String
        let words: String
        let limit = Reflection.limit
    }

    /// A neighbour in the path.
    struct Neighbour: Sendable {
        let step: String
        let name: String
    }

    let path: String
    let pathTitle: String
    let step: String
    let facts: String
    let words: TrustedHTML
    let readings: [Reading]
    let hasReadings: Bool
    let topic: String
    let questions: [Question]
    let hasQuestions: Bool
    let mark: String?
    let earlier: Neighbour?
    let later: Neighbour?
    let openBefore: String?

    init(
        _ call: RoomCall, _ reader: Reader, _ progress: PathProgress, _ place: PathProgress.Place
    ) async throws {
        let id = progress.path.id
        path = id.rawValue
        pathTitle = progress.path.title
        step = place.step.id
        facts =
            "Step \(place.number) of \(progress.places.count), about \(ReaderWords.minutes(place.step.minutes))"
        words = try TrustedHTML(cleaned: MarkdownRenderer().html(place.step.words))
        readings = try await StepPage.readings(of: place.step, for: reader, call)
        hasReadings = !readings.isEmpty
        topic = place.step.topic.rawValue
        let kept = try await call.store.reflections.all(of: id, by: reader.id)
            .filter { $0.step == place.step.id }
        questions = StepPage.questions(of: place.step, call).enumerated().map { number, text in
            Question(number: number, text: text, words: kept.first { $0.question == text }?.words ?? "")
        }
        hasQuestions = !questions.isEmpty
        mark = place.mark.map { "\($0.kind.words), \(RoomDay.words($0.time))" }
        let index = place.number - 1
        func neighbour(_ at: Int) -> Neighbour? {
            guard progress.places.indices.contains(at) else { return nil }
            let other = progress.places[at].step
            return Neighbour(step: other.id, name: call.name(of: other))
        }
        earlier = neighbour(index - 1)
        later = neighbour(index + 1)
        let open = progress.open(before: place.module).map(\.title)
        openBefore = open.isEmpty ? nil : open.joined(separator: ", ")
    }
}

private extension StepPage {
    static func place(_ call: RoomCall, _ progress: PathProgress) throws -> PathProgress.Place {
        guard let place = progress.place(call.parameter("step")) else { throw RoomError.notFound }
        return place
    }

    /// The step's own questions, else the topic's, as the published page has them.
    static func questions(of step: LearningPath.Step, _ call: RoomCall) -> [String] {
        let own =
            step.questions.isEmpty
            ? call.shelf.curriculum?.topic(step.topic)?.questions ?? [] : step.questions
        return Array(own.prefix(3))
    }

    /// Whether an item is one that the step names; where it names none, an approved one on its topic.
    static func isOf(_ step: LearningPath.Step, _ item: Item.ID, _ call: RoomCall) async throws -> Bool {
        guard step.items.isEmpty else { return step.items.contains(item) }
        let verdict = try await call.store.verdicts.current(for: item)
        return verdict?.decision == .approve && verdict?.topics.contains(step.topic) == true
    }

    /// The items that the step names, else the newest on its topic; only what is approved.
    static func readings(
        of step: LearningPath.Step, for reader: Reader, _ call: RoomCall
    ) async throws -> [Reading] {
        var filter = QueueFilter()
        filter.states = [.approved]
        filter.topics = [step.topic]
        filter.order = .newest
        let found =
            step.items.isEmpty
            ? try await call.store.queue.page(filter, limit: newest).items
            : try await call.store.queue.items(step.items)
        let opinions = try await call.store.opinions.opinions(on: found.map(\.id), by: reader.id)
        var readings: [Reading] = []
        for item in found {
            guard let verdict = try await call.store.verdicts.current(for: item.id),
                verdict.decision == .approve,
                let address = item.tagged.library.item.address
            else { continue }
            let library = item.tagged.library
            let opinion = opinions[item.id]
            readings.append(
                Reading(
                    item: item.id.rawValue, title: library.item.displayTitle, address: address.text,
                    about:
                        "\(library.sources.map(\.title).joined(separator: ", ")), \(ReaderWords.minutes(library.minutes))",
                    why: verdict.why, isUseful: opinion?.isUseful == true,
                    isUseless: opinion?.isUseful == false, hasOpinion: opinion != nil,
                    word: opinion?.word ?? ""))
        }
        return readings
    }
}
