// SPDX-License-Identifier: MIT

import Learning
import Model
import Pages
import Storage

/// A path as its reader follows it: how far they are, what may come next and why, and every step with its mark.
struct PathPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/paths/{path}") { call in
            let path = try call.path()
            guard let reader = try await call.visitor() else {
                return .page(WebPage("Follow a path", "ask", AskForm(call, path: path.id.rawValue)))
            }
            guard let following = try await call.store.followings.find(path.id, of: reader.id) else {
                return .page(WebPage(path.title, "unfollowed", Unfollowed(path)))
            }
            return .page(WebPage(path.title, "path", PathPage(call, reader, following, path)))
        },
        .post("reading/paths/{path}/follow") { call in
            let reader = try await call.reader()
            let path = try call.path()
            try await call.store.followings.follow(path.id, by: reader.id, at: call.now)
            try await call.store.followings.look(at: path.steps.map(\.id), of: path.id, by: reader.id)
            return .goTo("reading/paths/\(path.id)")
        },
        .post("reading/paths/{path}/pause") { call in
            let (reader, following, progress) = try await call.progress()
            try await call.store.followings.pause(
                progress.path.id, by: reader.id, since: following.paused == nil ? call.now : nil)
            return .goTo("reading/paths/\(progress.path.id)")
        },
        .post("reading/paths/{path}/seen") { call in
            let (reader, _, progress) = try await call.progress()
            try await call.store.followings.see(
                progress.places.map(\.step.id), of: progress.path.id, by: reader.id)
            return .goTo("reading/paths/\(progress.path.id)")
        },
        .get("reading/paths/{path}/leave") { call in
            let (_, _, progress) = try await call.progress()
            return .page(WebPage("Leave “\(progress.path.title)”", "leave", Unfollowed(progress.path)))
        },
        .post("reading/paths/{path}/leave") { call in
            let (reader, _, progress) = try await call.progress()
            try await call.store.followings.leave(progress.path.id, by: reader.id)
            return .goTo("reading")
        },
    ]

    /// A path that its visitor does not follow, or is about to leave.
    struct Unfollowed: Sendable {
        let id: String
        let size: String

        init(_ path: LearningPath) {
            id = path.id.rawValue
            size =
                "\(ReaderWords.count(path.steps.count, "step", "steps")), about \(ReaderWords.minutes(path.minutes)) in all."
        }
    }

    /// A step in the list.
    struct Line: Sendable {
        let step: String
        let number: Int
        let name: String
        let minutes: String
        let mark: String?
        let isOpen: Bool
        let isNew: Bool
        let path: String
    }

    /// A module with its steps.
    struct Part: Sendable {
        let heading: String?
        let lines: [Line]
    }

    /// What may come next.
    struct Suggestion: Sendable {
        let step: String
        let name: String
        let minutes: String
        let why: String
    }

    let id: String
    let progress: String
    let done: Int
    let known: Int
    let count: Int
    let suggestion: Suggestion?
    let parts: [Part]
    let news: [String]
    let hasNews: Bool
    let gone: String?
    let isPaused: Bool
    let isComplete: Bool
    let hasMarks: Bool
    let hasAnswered: Bool

    init(_ call: RoomCall, _ reader: Reader, _ following: Following, _ path: LearningPath) {
        let progress = PathProgress(path, following)
        id = path.id.rawValue
        self.progress = ReaderWords.progress(progress)
        done = progress.done
        known = progress.known
        count = progress.places.count
        suggestion = call.next(in: progress, for: reader).map {
            Suggestion(
                step: $0.place.step.id, name: call.name(of: $0.place.step),
                minutes: ReaderWords.minutes($0.place.step.minutes),
                why: ReaderWords.sentence($0.reasons, call.shelf.curriculum))
        }
        parts = path.modules.map { module in
            Part(
                heading: module.title.isEmpty ? nil : module.title,
                lines: progress.places.filter { $0.module.id == module.id }.map {
                    PathPage.line($0, path, call)
                })
        }
        news = progress.places.filter(\.isNew).map { call.name(of: $0.step) }
        hasNews = !news.isEmpty
        gone =
            progress.gone.isEmpty
            ? nil
            : "\(ReaderWords.count(progress.gone.count, "step", "steps")) that you marked before are not in this path any more."
        isPaused = following.paused != nil
        isComplete = progress.isComplete
        hasMarks = progress.done + progress.known > 0
        hasAnswered = reader.answers != ReaderAnswers()
    }

    private static func line(
        _ place: PathProgress.Place, _ path: LearningPath, _ call: RoomCall
    ) -> Line {
        Line(
            step: place.step.id, number: place.number, name: call.name(of: place.step),
            minutes: ReaderWords.minutes(place.step.minutes), mark: place.mark?.kind.words,
            isOpen: place.mark == nil, isNew: place.isNew, path: path.id.rawValue)
    }
}

extension StepMark.Kind {
    /// The mark as readers see it.
    var words: String {
        switch self {
        case .done: "done"
        case .known: "known before"
        }
    }
}
