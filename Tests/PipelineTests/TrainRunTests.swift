// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct TrainRunTests {
    private let curriculum = Curriculum.sample([
        .sample("tea", name: "Tea", terms: ["tea handbook"]),
        .sample("sea", name: "Sea", terms: ["sea handbook"]),
    ])
    private let person = Verdict.Signature(name: "Ada", time: .sample())

    /// An item about tea or the sea, in words that are no term.
    private func item(_ number: Int) -> Item {
        let words =
            number.isMultiple(of: 2) ? "kettle pantry whisk ladle saucer" : "anchor ferry quay tide gull"
        return .named("Number \(number)", body: "\(words) \(words) and \(number)")
    }

    private func topic(_ number: Int) -> Topic.ID { number.isMultiple(of: 2) ? "tea" : "sea" }

    private func train(
        _ store: Store, _ curriculum: Curriculum? = nil, isForced: Bool = false
    ) async throws -> TrainRun.Outcome {
        try await TrainRun(
            store: store, curriculum: curriculum ?? self.curriculum,
            threshold: Classifier.standardThreshold
        ).perform(TrainRun.Order(why: "a test", by: person, isForced: isForced), now: .sample())
    }

    /// A store with items, of which some are approved for their topics.
    private func store(_ count: Int, approved: Int) async throws -> Store {
        let store = try await Store.holding((0..<count).map(item))
        for number in 0..<approved { try await store.approve(item(number), for: [topic(number)]) }
        return store
    }

    @Test func verdictsTeachAModelThatTakesOver() async throws {
        let store = try await store(60, approved: 40)
        let outcome = try await train(store)
        let version = try #require(outcome.version)
        #expect(version.outcome == .adopted && outcome.inUse == 1 && version.former == 0)
        #expect(version.model.counts == .init(items: 40, topicless: 0, labels: 40, rejections: 0, topics: 2))
        #expect(version.model.span.lastAction == 40)
        #expect(version.trial.new.microF1 > 0.9 && version.trial.terms.microF1 == 0)
        #expect(outcome.report.notes.first?.hasPrefix("version 1 takes over, on 40 decided items") == true)
        #expect(try await store.runs.newest(1) == [outcome.report])
        let (number, model) = try await ModelShelf(store: store).inUse()
        let learned = try #require(model)
        #expect(number == 1 && learned.name == version.model.name)

        let classifier = Classifier(curriculum: curriculum, learned: learned)
        let report = try await ClassifyRun(store: store, classifier: classifier).perform(now: .sample())
        #expect(report.number("items looked at") == 20)
        let tagged = try #require(try await store.items.find(item(51).id.rawValue))
        #expect(tagged.tags.first?.topic == "sea" && tagged.tags.first?.model == classifier.model)
        #expect(Set(tagged.tags[0].evidence.map(\.kind)).isSubset(of: [.learned, .neighbour]))
    }

    @Test func theSameVerdictsGiveTheSameBytesAndNoNewVersion() async throws {
        let (one, other) = (try await store(40, approved: 30), try await store(40, approved: 30))
        _ = try await train(one)
        _ = try await train(other)
        #expect(try await one.models.bytes(of: 1) == other.models.bytes(of: 1))
        let again = try await train(one)
        #expect(again.version == nil && again.inUse == 1)
        #expect(try await one.models.all().count == 1)
        #expect(again.report.notes == ["what curators decided is what version 1 knows; it stays in use"])
    }

    @Test func aWorseModelDoesNotTakeOverUnlessItIsWanted() async throws {
        // The terms are right, and curators' later words are by chance.
        let items = (0..<40).map { number in
            Item.named("The \(topic(number)) handbook \(number)", body: "A \(topic(number)) handbook.")
        }
        let store = try await Store.holding(items)
        for (number, item) in items.enumerated() {
            let isOdd = (number * 7 + number / 4) % 5 == 0
            try await store.approve(item, for: isOdd ? ["tea", "sea"] : [topic(number)])
        }
        let refused = try await train(store)
        let version = try #require(refused.version)
        if version.outcome == .refused {
            #expect(refused.inUse == 0 && version.trial.new.microF1 < version.trial.terms.microF1)
            #expect(refused.report.notes.first?.contains("does not take over, the terms alone stays") == true)
            let forced = try await train(store, isForced: true)
            #expect(forced.version?.outcome == .forced && forced.inUse == 2)
        } else {
            #expect(version.trial.new.microF1 >= version.trial.terms.microF1)
        }
    }

    @Test func tooLittleLeavesTheFormerModelAlone() async throws {
        let store = try await store(40, approved: 12)
        await #expect(throws: TrainRun.Failure.self) { _ = try await train(store) }
        do {
            _ = try await train(store)
        } catch {
            #expect(
                "\(error)" == "curators have decided on the topics of 12 items; it takes 20 to learn from")
        }
        #expect(try await store.models.inUse().version == 0)
        let empty = try await Store.holding([])
        await #expect(throws: TrainRun.Failure.self) { _ = try await train(empty) }
    }

    @Test func oneTopicOnEveryItemTeachesNothing() async throws {
        let store = try await Store.holding((0..<30).map(item))
        for number in 0..<30 { try await store.approve(item(number), for: ["tea"]) }
        do {
            _ = try await train(store)
            Issue.record("nothing can be told apart")
        } catch let error as TrainRun.Failure {
            #expect("\(error)".contains("nothing to tell apart"))
        }
    }

    @Test func aChangedVocabularySaysWhatItLost() async throws {
        let store = try await store(40, approved: 30)
        _ = try await train(store)
        let renamed = Curriculum.sample([
            .sample("tea", name: "Tea", terms: ["tea handbook"]),
            .sample("coffee", name: "Coffee", terms: ["coffee handbook"]),
        ])
        let model = try #require(try await ModelShelf(store: store).inUse().model)
        #expect(model.strangers(to: renamed) == ["sea"] && model.unlabelled(in: renamed) == ["coffee"])
        let tags = Classifier(curriculum: renamed, learned: model).tags(for: item(32))
        #expect(tags.map(\.topic) == ["tea"])
        // Items whose only topic is gone are no examples of nothing.
        let decided = DecidedExamples(try await store.verdicts.decided(limit: 99), curriculum: renamed)
        #expect(decided.examples.count == 15 && decided.counts.topicless == 0)
        #expect(decided.notes == ["15 labels of sea passed over: the curriculum does not have it"])
    }

    @Test func labelsOfARetiredTopicCountForTheOneInItsPlace() async throws {
        let store = try await store(2, approved: 2)
        let old = Topic.sample("sea", name: "Sea", terms: ["sea handbook"])
        let retired = Topic(
            id: "sea", name: "Sea", definition: old.definition,
            place: .init(strand: old.strand, level: .core, broader: nil, replacedBy: "tea"),
            vocabulary: old.vocabulary, outcomes: old.outcomes, questions: old.questions)
        let decided = DecidedExamples(
            try await store.verdicts.decided(limit: 9),
            curriculum: .sample([.sample("tea", name: "Tea", terms: ["tea handbook"]), retired]))
        #expect(decided.examples.map(\.topics) == [["tea"], ["tea"]] && decided.notes.isEmpty)
    }

    @Test func rejectedTagsAreNegativesAndTheRestStaysOpen() async throws {
        let store = try await Store.holding([item(1)])
        let tags = [Model.Tag(topic: "tea", author: .machine, confidence: 0.9, evidence: [], model: "m")]
        let waiting = try await store.items.untagged(by: "m", limit: 9)
        try await store.tags.save(waiting.map { TaggedItem(library: $0, tags: tags) }, by: "m")
        _ = try await store.tagVerdicts.reject(["tea"], of: [item(1).id], by: person)
        let decided = DecidedExamples(try await store.verdicts.decided(limit: 9), curriculum: curriculum)
        #expect(decided.examples.map(\.topics) == [[]] && decided.examples.map(\.open) == [["sea"]])
        #expect(decided.counts == .init(items: 1, topicless: 0, labels: 0, rejections: 1, topics: 0))
    }

    @Test func aModelWhoseBytesWereChangedIsNotUsed() async throws {
        let store = try await store(40, approved: 30)
        let version = try #require(try await train(store).version)
        let whole = try #require(try await store.models.bytes(of: 1))
        for bytes in [Array("no model".utf8), Array(whole.dropLast(9))] {
            _ = try await store.models.add(bytes: bytes) { number in
                ModelVersion(
                    number: number, model: version.model, by: version.by, why: "", former: 1,
                    trial: version.trial, outcome: .adopted)
            }
            do {
                _ = try await ModelShelf(store: store).inUse()
                Issue.record("a damaged model was used")
            } catch {
                #expect("\(error)".contains("cannot be used"))
            }
        }
        // One that is damaged is not gone back to; an earlier one is, and training anew helps too.
        await #expect(throws: ModelShelf.Failure.self) {
            _ = try await ModelShelf(store: store).goBack(by: person)
        }
        #expect(try await store.models.inUse().version == 3)
        #expect(try await ModelShelf(store: store).goBack(to: 1, by: person).version == 1)
        #expect(try await ModelShelf(store: store).inUse().model?.name == version.model.name)
    }
}
