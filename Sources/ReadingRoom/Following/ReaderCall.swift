// SPDX-License-Identifier: MIT

import Hummingbird
import Learning
import Model
import Pages
import Storage

/// What pages for readers need to know of a request: whose browser it is, and how far they are.
extension RoomCall {
    static let cookie = SecretCookie("reader")

    /// Whose browser it is; nil where nobody has come in by it.
    func visitor() async throws -> Reader? {
        guard let digest = RoomCall.cookie.key(in: request)?.digest,
            let reader = try await store.readers.find(session: digest, at: now)
        else { return nil }
        try await store.readers.touch(session: digest, at: now)
        return reader
    }

    /// Whose browser it is.
    ///
    /// **Errors**: `RoomError.notIn` where nobody has come in by it.
    func reader() async throws -> Reader {
        guard let reader = try await visitor() else { throw RoomError.notIn }
        return reader
    }

    /// The path that the address names.
    ///
    /// **Errors**: `RoomError.notFound`.
    func path() throws -> LearningPath {
        let id = LearningPath.ID(parameter("path"))
        guard let path = shelf.paths.first(where: { $0.id == id }) else { throw RoomError.notFound }
        return path
    }

    /// How far its reader is on the path that the address names.
    ///
    /// **Errors**: `RoomError.notIn`; `notFound`; `refused` for a path that they do not follow.
    func progress() async throws -> (reader: Reader, following: Following, progress: PathProgress) {
        let reader = try await reader()
        let path = try path()
        guard let following = try await store.followings.find(path.id, of: reader.id) else {
            throw RoomError.refused("You do not follow this path.")
        }
        return (reader, following, PathProgress(path, following))
    }

    /// What may come next for a reader, and why.
    func next(in progress: PathProgress, for reader: Reader) -> NextStep? {
        let curriculum = shelf.curriculum
        return NextStep(in: progress, for: reader.answers) { curriculum?.topic($0)?.place.strand }
    }

    /// What a step is called: its topic's name.
    func name(of step: LearningPath.Step) -> String {
        shelf.curriculum?.topic(step.topic)?.name ?? step.topic.rawValue
    }
}

/// What readers are told of their way, in words.
enum ReaderWords {
    /// `1 step`, `3 steps`.
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    /// How far somebody is, in a sentence; minutes are said as what is left, never as a deadline.
    static func progress(_ progress: PathProgress) -> String {
        let all = progress.places.count
        let marked = progress.done + progress.known
        guard marked > 0 else {
            return
                "\(count(all, "step", "steps")), about \(minutes(progress.minutesLeft)) in all. Take your time."
        }
        var parts: [String] = []
        if progress.done > 0 { parts.append("\(progress.done) done") }
        if progress.known > 0 { parts.append("\(progress.known) known before") }
        let left =
            progress.isComplete ? "Nothing is left." : "About \(minutes(progress.minutesLeft)) are left."
        return "\(marked) of \(count(all, "step", "steps")): \(parts.joined(separator: ", ")). \(left)"
    }

    /// `45 minutes`, and from 90 on hours too.
    static func minutes(_ minutes: Int) -> String {
        guard minutes >= 90 else { return count(minutes, "minute", "minutes") }
        let hours = count(minutes / 60, "hour", "hours")
        return minutes % 60 == 0 ? hours : "\(hours) \(count(minutes % 60, "minute", "minutes"))"
    }

    /// Why a step is suggested, as a sentence.
    static func sentence(_ reasons: [NextStep.Reason], _ curriculum: Curriculum?) -> String {
        let words = reasons.map { reason in
            switch reason {
            case .goal(let strand):
                "it is about “\(curriculum?.strand(strand)?.name ?? strand.rawValue)”, which you want to get better at"
            case .time(let minutes):
                "it takes no longer than the \(ReaderWords.minutes(minutes)) that you have"
            case .start: "the path begins with it"
            case .last: "it is the last one that is left"
            case .order: "it comes next in the path"
            }
        }
        let text = words.joined(separator: ", and ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
