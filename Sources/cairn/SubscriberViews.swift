// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// A subscriber as scripts see them; the keys are part of the command line's contract.
struct SubscriberView: Encodable {
    private let id: String
    private let newsletter: String
    private let address: String
    private let state: String
    private let since: Date
    private let topics: [String]
    private let audience: String?
    private let stage: String?
    private let rhythm: String
    private let onlyUnread: Bool
    private let pausedUntil: Date?
    private let nextMail: Date?
    private let suppressed: String?

    /// - Parameter isWhole: whether the address is shown, and not only its beginning and its domain.
    init(_ subscriber: Subscriber, isWhole: Bool) {
        let choices = subscriber.choices
        id = subscriber.id.rawValue
        newsletter = subscriber.newsletter.rawValue
        address = isWhole ? subscriber.address.text : subscriber.address.description
        state = subscriber.state.rawValue
        since = subscriber.since
        topics = choices.topics.map(\.rawValue)
        audience = choices.audience?.rawValue
        stage = choices.stage?.rawValue
        rhythm = choices.rhythm.rawValue
        onlyUnread = choices.onlyUnread
        pausedUntil = subscriber.pausedUntil
        nextMail = subscriber.hold?.until
        suppressed = subscriber.suppressed?.rawValue
    }

    private enum CodingKeys: String, CodingKey {
        case id, newsletter, address, state, since, topics, audience, stage, rhythm, suppressed
        case onlyUnread = "only_unread"
        case pausedUntil = "paused_until"
        case nextMail = "next_mail"
    }

    /// The same in a line.
    var line: String {
        var words = [
            "\(id)  \(newsletter)  \(address)  \(state) since \(since.formatted(.iso8601.year().month().day()))"
        ]
        if let pausedUntil {
            words.append("paused until \(pausedUntil.formatted(.iso8601.year().month().day()))")
        }
        if rhythm != SubscriberChoices.Rhythm.issue.rawValue { words.append("one mail a month") }
        if !topics.isEmpty { words.append(counted(topics.count, "topic")) }
        if let audience { words.append("for \(audience)") }
        if let stage { words.append("at \(stage)") }
        if onlyUnread { words.append("only unread") }
        if let suppressed { words.append("no mails: \(suppressed)") }
        return words.joined(separator: ", ")
    }
}

/// What came of one line of a list.
struct SubscriberLineView: Encodable {
    let line: Int
    let result: String
    let reason: String?
    let id: String?

    init(_ line: Int, _ prospect: SubscriberTable.Prospect) {
        self.line = line
        switch prospect {
        case .added(let id): (result, reason, self.id) = ("added", nil, id.rawValue)
        case .toConfirm(let id): (result, reason, self.id) = ("to_confirm", nil, id.rawValue)
        case .known(let id): (result, reason, self.id) = ("known", nil, id.rawValue)
        case .left, .suppressed: (result, reason, id) = ("refused", prospect.refusal, nil)
        }
    }
}

extension SubscriberTable.Prospect {
    /// Why somebody cannot be added, in words that go on from a line's number; nil where they can.
    var refusal: String? {
        switch self {
        case .added, .toConfirm, .known: nil
        case .left(let since):
            "left on \(since.formatted(.iso8601.year().month().day())); only they themselves can come back"
        case .suppressed(.bounced): "mails to that address came back"
        case .suppressed(.complained): "its owner complained of mails"
        case .suppressed(.asked): "its owner wants no mails at all"
        case .suppressed(.erased): "its owner had all of theirs erased; only they themselves can come back"
        }
    }

    /// In a word, for a line of its own.
    var word: String {
        switch self {
        case .added: "added"
        case .toConfirm: "asked to confirm"
        case .known: "known already"
        case .left, .suppressed: "refused"
        }
    }
}
