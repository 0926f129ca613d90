// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct ReaderTableTests {
    private let ada = MailAddress.of("ada")
    private let first = Date.sample()

    /// Somebody who has come in by a mailed link and follows a path.
    private func enter(
        _ store: Store, _ path: LearningPath.ID? = "first-steps", link: String = "link", at now: Date? = nil
    ) async throws -> Reader {
        let now = now ?? first
        #expect(try await store.readers.ask(ada, for: path, link: link, at: now))
        let entry = try await store.readers.enter(by: link, beginning: "browser \(link)", at: now)
        return try #require(entry).reader
    }

    @Test(arguments: Engine.allCases)
    func nobodyIsKeptBeforeTheyUseTheirLink(engine: Engine) async throws {
        try await engine.withStore { store in
            #expect(try await store.readers.ask(ada, for: "first-steps", link: "a", at: first))
            #expect(try await store.subscribers.record(of: ada).isEmpty)
            let entry = try await store.readers.entry(by: "a", at: first)
            #expect(entry?.address == ada && entry?.path == "first-steps")
            #expect(try await store.readers.entry(by: "b", at: first) == nil)
            let late = first + ReaderTable.linkTerm
            #expect(try await store.readers.enter(by: "a", beginning: "s", at: late) == nil)
            let entered = try await store.readers.enter(by: "a", beginning: "s", at: first)
            #expect(entered?.path == "first-steps")
            #expect(entered?.reader.address == ada)
            // Once only.
            #expect(try await store.readers.enter(by: "a", beginning: "t", at: first) == nil)
            #expect(try await store.readers.find(session: "s", at: first) == entered?.reader)
            #expect(try await store.readers.find(session: "t", at: first) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func progressIsTheSameInEachBrowser(engine: Engine) async throws {
        try await engine.withStore { store in
            let one = try await enter(store)
            try await store.followings.mark("a", of: "first-steps", as: .done, by: one.id, at: first)
            let two = try await enter(store, nil, link: "other", at: first + 60)
            #expect(one == two)
            try await store.followings.mark("b", of: "first-steps", as: .known, by: two.id, at: first + 60)
            let following = try #require(try await store.followings.find("first-steps", of: one.id))
            #expect(following.marks.map(\.step) == ["a", "b"])
            #expect(following.marks.map(\.kind) == [.done, .known])
            try await store.readers.end(session: "browser link")
            #expect(try await store.readers.find(session: "browser link", at: first) == nil)
            #expect(try await store.readers.find(session: "browser other", at: first) == two)
            let late = first + 60 + ReaderTable.sessionTerm
            #expect(try await store.readers.find(session: "browser other", at: late) == nil)
            try await store.readers.touch(session: "browser other", at: late - 3_600)
            #expect(try await store.readers.find(session: "browser other", at: late) == two)
        }
    }

    @Test(arguments: Engine.allCases)
    func marksChangeAndAreTakenBack(engine: Engine) async throws {
        try await engine.withStore { store in
            let reader = try await enter(store)
            let path: LearningPath.ID = "first-steps"
            for (kind, seconds) in [(StepMark.Kind.known, 0.0), (.done, 60), (.done, 120)] {
                try await store.followings.mark("a", of: path, as: kind, by: reader.id, at: first + seconds)
            }
            let marks = try await store.followings.find(path, of: reader.id)?.marks
            // Said again, it stays as it was.
            #expect(marks == [StepMark(step: "a", kind: .done, time: first + 60)])
            #expect(try await store.followings.totals(of: path).done == ["a": 1])
            try await store.followings.mark("a", of: path, as: nil, by: reader.id, at: first)
            #expect(try await store.followings.find(path, of: reader.id)?.marks == [])
            await #expect(throws: StorageError.self) {
                try await store.followings.mark("a", of: "other", as: .done, by: reader.id, at: first)
            }
            try await store.followings.see(["a", "b"], of: path, by: reader.id)
            try await store.followings.pause(path, by: reader.id, since: first)
            let paused = try await store.followings.find(path, of: reader.id)
            #expect(paused?.seen == ["a", "b"] && paused?.paused == first)
            try await store.followings.follow(path, by: reader.id, at: first + 9)
            let back = try await store.followings.find(path, of: reader.id)
            #expect(back?.paused == nil && back?.since == first && back?.seen == ["a", "b"])
        }
    }

    @Test(arguments: Engine.allCases)
    func reflectionsAndOpinionsAreKeptAndCounted(engine: Engine) async throws {
        try await engine.withStore { store in
            let item = Item.sample(feed: Feed.first.id)
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save([item], noting: .sample(.first))
            let reader = try await enter(store)
            func reflection(_ words: String) -> Reflection {
                Reflection(path: "first-steps", step: "a", question: "Why?", words: words, time: first)
            }
            try await store.reflections.keep(reflection("Since it helps."), by: reader.id)
            try await store.reflections.keep(reflection("Since it helps us."), by: reader.id)
            let kept = try await store.reflections.all(of: "first-steps", by: reader.id)
            #expect(kept == [reflection("Since it helps us.")])
            let long = reflection(String(repeating: "x", count: Reflection.limit + 1))
            await #expect(throws: StorageError.self) {
                try await store.reflections.keep(long, by: reader.id)
            }
            let opinion = ItemOpinion(item: item.id, isUseful: false, word: "too\nlong", time: first)
            try await store.opinions.keep(opinion, by: reader.id)
            #expect(try await store.opinions.opinions(on: [item.id], by: reader.id) == [item.id: opinion])
            let count = try #require(try await store.opinions.counts(limit: 5).first)
            #expect(count.useful == 0 && count.useless == 1 && count.words == ["too long"])
            #expect(count.sources == [Feed.first.title])
            try await store.followings.leave("first-steps", by: reader.id)
            #expect(try await store.reflections.all(of: "first-steps", by: reader.id).isEmpty)
            await #expect(throws: StorageError.self) {
                try await store.reflections.keep(reflection("Again."), by: reader.id)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func allOfThemIsShownAndErased(engine: Engine) async throws {
        try await engine.withStore { store in
            let reader = try await enter(store)
            try await store.followings.mark("a", of: "first-steps", as: .done, by: reader.id, at: first)
            let answers = ReaderAnswers(audience: "board", strand: "leadership", minutes: 20)
            try await store.readers.set(answers, of: reader.id)
            #expect(try await store.readers.ask(ada, for: nil, link: "left", at: first))
            let record = try await store.subscribers.record(of: ada)
            #expect(record.reader?.reader.answers == answers)
            #expect(record.reader?.followings.first?.marks.count == 1)
            #expect(try await store.readers.record(of: reader.id) == record.reader)
            #expect(try await store.subscribers.erase(ada, by: nil, at: first) == 0)
            let left = try await store.subscribers.record(of: ada)
            #expect(left.reader == nil && left.suppression?.reason == .erased)
            #expect(try await store.readers.find(session: "browser link", at: first) == nil)
            #expect(try await store.readers.entry(by: "left", at: first) == nil)
            // They may come back by themselves.
            let back = try await enter(store, link: "again")
            #expect(back.id != reader.id && back.answers == ReaderAnswers())
        }
    }

    @Test(arguments: Engine.allCases)
    func whoAskedForNoMailGetsNone(engine: Engine) async throws {
        try await engine.withStore { store in
            let consent = Consent(.elsewhere, at: first, source: "test", wording: "yes")
            _ = try await store.subscribers.add(
                [NewSubscriber(address: ada, choices: SubscriberChoices(), consent: consent)],
                to: "monthly", by: .init(name: "Ada"), at: first)
            let id = try #require(try await store.subscribers.find(ada).first?.id)
            try await store.suppressions.add(Suppression(.asked, at: first), of: id)
            #expect(try await !store.readers.ask(ada, for: nil, link: "x", at: first))
            #expect(try await store.readers.entry(by: "x", at: first) == nil)
        }
    }
}
