// SPDX-License-Identifier: MIT

import Foundation
import Learning
import Model
import TestSupport
import Testing

@Suite struct PathProgressTests {
    private func step(_ id: String, _ topic: Topic.ID = "strategy", minutes: Int = 20) -> LearningPath.Step {
        LearningPath.Step(id: id, topic: topic, minutes: minutes, words: "")
    }

    private func path(_ modules: [LearningPath.Module]) -> LearningPath {
        LearningPath(
            id: "p", title: "Path", aim: Theme.Aim(audience: nil, stage: nil), outcomes: [],
            modules: modules, next: [], introduction: "")
    }

    private var two: LearningPath {
        path([
            .init(id: "one", title: "One", steps: [step("a"), step("b", "data", minutes: 40)]),
            .init(id: "two", title: "Two", before: ["one"], steps: [step("c", "data", minutes: 10)]),
        ])
    }

    private func following(
        _ marks: [(String, StepMark.Kind)] = [], seen: [String] = []
    ) -> Following {
        Following(
            path: "p", since: .sample(), seen: seen,
            marks: marks.enumerated().map {
                StepMark(step: $1.0, kind: $1.1, time: .sample() + Double($0) * 60)
            })
    }

    private func next(_ marks: [(String, StepMark.Kind)], _ answers: ReaderAnswers = .init()) -> NextStep? {
        NextStep(in: PathProgress(two, following(marks)), for: answers) {
            $0 == "data" ? "numbers" : "leading"
        }
    }

    @Test func doneAndKnownAreCountedApart() {
        let progress = PathProgress(two, following([("a", .done), ("b", .known)]))
        #expect(progress.done == 1 && progress.known == 1 && progress.minutesLeft == 10)
        #expect(!progress.isComplete && progress.completion == nil)
        let whole = PathProgress(two, following([("a", .done), ("b", .known), ("c", .done)]))
        #expect(whole.isComplete && whole.minutesLeft == 0)
        #expect(whole.completion?.step == "c")
    }

    @Test func whatIsDoneStaysDoneWhenThePathIsEdited() {
        let edited = path([
            .init(id: "", title: "", steps: [step("new"), step("b", "strategy", minutes: 5), step("a")])
        ])
        let progress = PathProgress(
            edited, following([("a", .done), ("c", .done)], seen: ["a", "b", "c"]))
        #expect(progress.places.map(\.step.id) == ["new", "b", "a"])
        #expect(progress.places.map { $0.mark?.kind } == [nil, nil, .done])
        #expect(progress.places.map(\.isNew) == [true, false, false])
        #expect(progress.gone.map(\.step) == ["c"])
        #expect(progress.done == 1)
        // Whoever looks for the first time is not told that all is new.
        #expect(PathProgress(edited, following()).places.allSatisfy { !$0.isNew })
    }

    @Test func theNextStepComesWithItsReason() {
        #expect(next([])?.place.step.id == "a")
        #expect(next([])?.reasons == [.start])
        #expect(next([("a", .done)])?.place.step.id == "b")
        #expect(next([("a", .done)])?.reasons == [.order])
        #expect(next([("a", .done), ("b", .known)])?.reasons == [.last])
        #expect(next([("a", .done), ("b", .done), ("c", .done)]) == nil)
    }

    @Test func goalsAndTimeMayComeFirstButNotBeforeWhatAStepBuildsOn() {
        let goal = next([], ReaderAnswers(strand: "numbers"))
        #expect(goal?.place.step.id == "b", "c is about it too, but builds on the first module")
        #expect(goal?.reasons == [.goal("numbers")])
        let short = next([], ReaderAnswers(strand: "numbers", minutes: 30))
        #expect(short?.place.step.id == "b", "the goal counts more than the time")
        #expect(next([], ReaderAnswers(minutes: 30))?.reasons == [.time(minutes: 30), .start])
        let both = next([("a", .done), ("b", .done)], ReaderAnswers(strand: "numbers", minutes: 30))
        #expect(both?.reasons == [.goal("numbers"), .time(minutes: 30), .last])
    }
}
