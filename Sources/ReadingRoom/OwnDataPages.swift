// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages
import Publishing
import Storage

/// Where people see all that is kept of them, take it along, and have it erased; by a link that goes to their own address.
struct OwnDataPages: Sendable {
    static let routes: [RoomRoute] = [
        .post("subscription/{key}/own", by: .address) { call in try await mail(call) },
        .get("subscription/own/{key}") { call in
            let record = try await record(call)
            return .page(WebPage("What is kept about you", "own", OwnDataPages(record, call)))
        },
        .get("subscription/own/{key}/record.json") { call in
            return .plain(try file(try await record(call)))
        },
        .post("subscription/own/{key}/erase", by: .address) { call in
            guard call.form.has("sure") else {
                let errors = [FieldError(field: "sure", message: "Tick that you are sure")]
                let values = OwnDataPages(try await record(call), call)
                return .page(WebPage("What is kept about you", "own", values, errors: errors))
            }
            return .page(try await erase(try await record(call).address, call))
        },
    ]

    /// For how long the link works, seconds.
    static let term: TimeInterval = 86_400

    /// One newsletter of theirs.
    struct Subscription: Sendable {
        let newsletter: String
        let state: String
        let choices: [String]
        let consents: [Line]
    }

    /// A line of what they said.
    struct Line: Sendable {
        let time: String
        let what: String
        let source: String
        let wording: String
    }

    let key: String
    let address: String
    let subscriptions: [Subscription]
    let read: [String]
    let hasRead: Bool
    /// What else there is, which the file has in full.
    let others: [String]
    let suppression: String?

    init(_ record: PersonalRecord, _ call: RoomCall) {
        key = call.parameter("key")
        address = record.address.text
        subscriptions = record.subscriptions.map { OwnDataPages.subscription($0, call.shelf) }
        read = record.read.map { "\($0.title), \(RoomDay.words($0.time))" }
        hasRead = !record.read.isEmpty
        others = OwnDataPages.others(record)
        suppression = record.suppression.map { "\($0.reason.words), \(RoomDay.words($0.time))" }
    }
}

extension OwnDataPages {
    /// All of it as a file to take along, JSON.
    static func file(_ record: PersonalRecord) throws -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .contentDisposition: "attachment; filename=\"record.json\"",
            ], body: .init(byteBuffer: ByteBuffer(string: try text(record))))
    }

    /// Erases all that is kept of an address, and says so.
    static func erase(_ address: MailAddress, _ call: RoomCall) async throws -> WebPage {
        _ = try await call.store.subscribers.erase(address, by: nil, at: call.now)
        return Message.page(
            "All of it is erased",
            [
                "We keep nothing that leads to you, but for a mark without your address, by which nobody can put you on a list again. You yourself can, at any time.",
                "Copies of the database that were made before are kept for a while, as far as whoever runs this makes any.",
            ])
    }
}

private extension OwnDataPages {
    /// What is kept beside newsletters, in numbers.
    static func others(_ record: PersonalRecord) -> [String] {
        let paths = record.reader.map { reader in
            "You follow \(ReaderWords.count(reader.followings.count, "path", "paths")), and wrote "
                + "\(ReaderWords.count(reader.reflections.count, "answer", "answers"))."
        }
        let sets =
            record.signUps.isEmpty
            ? nil
            : "You signed up for learning sets \(ReaderWords.count(record.signUps.count, "time", "times"))."
        return [paths, sets].compactMap(\.self)
    }

    static func text(_ record: PersonalRecord) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self) + "\n"
    }
}

private extension OwnDataPages {
    static func mail(_ call: RoomCall) async throws -> RoomAnswer {
        let subscriber = try await call.subscriber(.choices)
        switch try await call.store.asks.begin(for: subscriber.address, from: call.origin, at: call.now) {
        case .tooMany: throw RoomError.tooMany
        case .silent: break
        case .free:
            try await call.queue(
                call.tools.letters.ownData(
                    to: subscriber.address, subscriber.id, until: call.now + term))
        }
        return .page(
            Message.page(
                "Please look into your mail",
                [
                    "We have sent a link to your address. It shows all that is kept about you, and works for a day."
                ]))
    }

    static func record(_ call: RoomCall) async throws -> PersonalRecord {
        let subscriber = try await call.subscriber(.own)
        return try await call.store.subscribers.record(of: subscriber.address)
    }

    static func subscription(
        _ subscription: PersonalRecord.Subscription, _ shelf: RoomShelf
    ) -> Subscription {
        let subscriber = subscription.subscriber
        return Subscription(
            newsletter: shelf.title(of: subscriber.newsletter),
            state: subscriber.state.sentence(since: RoomDay.words(subscriber.since)),
            choices: words(subscriber, shelf.curriculum),
            consents: subscription.consents.map {
                Line(
                    time: RoomDay.words($0.time), what: $0.kind.words, source: $0.source,
                    wording: $0.wording)
            })
    }

    static func words(_ subscriber: Subscriber, _ curriculum: Curriculum?) -> [String] {
        let choices = subscriber.choices
        let topics = choices.topics.map { curriculum?.topic($0)?.name ?? $0.rawValue }
        let pause = subscriber.pausedUntil.map { "paused until \(RoomDay.words($0))" }
        return [
            topics.isEmpty ? "all topics" : topics.joined(separator: ", "),
            choices.audience.map { "for: \(curriculum?.name(of: $0) ?? $0.rawValue)" },
            choices.stage.map { "at the stage: \(curriculum?.name(of: $0) ?? $0.rawValue)" },
            choices.rhythm == .month ? "one mail a month" : "each issue",
            choices.onlyUnread ? "without what you said you have read" : nil, pause,
        ].compactMap { $0 }
    }
}

extension Subscriber.State {
    /// The state for its owner.
    fileprivate func sentence(since day: String) -> String {
        switch self {
        case .waiting: "Asked for on \(day), and not confirmed yet."
        case .confirmed: "You have had it since \(day)."
        case .left: "You left on \(day)."
        }
    }
}

extension Consent.Kind {
    /// What its owner did.
    fileprivate var words: String {
        switch self {
        case .asked: "you, or somebody in your name, asked for it"
        case .confirmed: "you confirmed it by mail"
        case .elsewhere: "you said yes elsewhere"
        case .chose: "you chose what of it you want"
        case .paused: "you asked for a pause, or came back from one"
        case .left: "you left"
        }
    }
}

extension Suppression.Reason {
    /// Why no mail goes to its owner.
    fileprivate var words: String {
        switch self {
        case .bounced: "mails to you came back"
        case .complained: "a mail was reported as unwanted"
        case .asked: "you asked for that"
        case .erased: "you had everything erased"
        }
    }
}
