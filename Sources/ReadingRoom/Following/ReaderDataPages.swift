// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Where readers see all that is kept of them, take it along, and have it erased.
struct ReaderDataPages: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/own") { call in
            let reader = try await call.reader()
            let record = try await call.store.readers.record(of: reader.id)
            return .page(WebPage(title, "readerdata", ReaderDataPages(record, call)))
        },
        .get("reading/own/record.json") { call in
            let reader = try await call.reader()
            return .plain(
                try OwnDataPages.file(try await call.store.subscribers.record(of: reader.address)))
        },
        .post("reading/own/erase") { call in
            let reader = try await call.reader()
            guard call.form.has("sure") else {
                let errors = [FieldError(field: "sure", message: "Tick that you are sure")]
                let record = try await call.store.readers.record(of: reader.id)
                return .page(
                    WebPage(title, "readerdata", ReaderDataPages(record, call), errors: errors))
            }
            return .page(try await OwnDataPages.erase(reader.address, call))
        },
    ]

    static let title = "What is kept about you"

    /// A path with its marks.
    struct Path: Sendable {
        let title: String
        let since: String
        let marks: [String]
        let reflections: [Answer]
    }

    /// What they wrote.
    struct Answer: Sendable {
        let question: String
        let words: String
    }

    let address: String
    let since: String
    let answers: [String]
    let hasAnswers: Bool
    let paths: [Path]
    let opinions: [String]
    let hasOpinions: Bool
    let groups: [String]
    let hasGroups: Bool

    init(_ record: ReaderRecord, _ call: RoomCall) {
        let curriculum = call.shelf.curriculum
        address = record.reader.address.text
        since = RoomDay.words(record.reader.since)
        let said = record.reader.answers
        answers = [
            said.audience.map { "Your role: \(curriculum?.name(of: $0) ?? $0.rawValue)" },
            said.strand.map { "Your goal: \(curriculum?.strand($0)?.name ?? $0.rawValue)" },
            said.minutes.map { "Your time: \($0) minutes" },
        ].compactMap(\.self)
        hasAnswers = !answers.isEmpty
        paths = record.followings.map { following in
            let path = call.shelf.paths.first { $0.id == following.path }
            return Path(
                title: path?.title ?? following.path.rawValue, since: RoomDay.words(following.since),
                marks: following.marks.map { mark in
                    let step = path?.steps.first { $0.id == mark.step }
                    return
                        "\(step.map { call.name(of: $0) } ?? mark.step): \(mark.kind.words), \(RoomDay.words(mark.time))"
                },
                reflections: record.reflections.filter { $0.path == following.path }.map {
                    Answer(question: $0.question, words: $0.words)
                })
        }
        opinions = record.opinions.map {
            "\($0.item): \($0.isUseful ? "useful" : "not useful")\($0.word.isEmpty ? "" : ", “\($0.word)”")"
        }
        hasOpinions = !opinions.isEmpty
        groups = record.groups.map { group in
            let seen = group.name.map { "the others see you as “\($0)”" } ?? "nobody sees your name"
            return "\(group.title), since \(RoomDay.words(group.since)): \(seen)"
        }
        hasGroups = !groups.isEmpty
    }
}
