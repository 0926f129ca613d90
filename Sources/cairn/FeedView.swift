// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// A feed as JSON.
struct FeedView: Encodable {
    private let id: String
    private let url: String
    private let title: String
    private let groups: [String]
    private let licence: String
    private let paused: String?
    private let lastTry: Date?
    private let result: String?
    private let reason: String?
    private let nextTry: Date?
    private let nextWhy: String
    private let hostWait: HostWait?
    private let terms: FeedTerms
    private let failures: Int
    private let failingSince: Date?
    private let movedTo: String?
    private let isMoveAdopted: Bool
    private let push: FeedRecord.Push?
    private let items: FeedItems
    private let standing: String
    private let needsPerson: Bool
    private let concerns: [FeedConcern.Kind]

    private enum CodingKeys: String, CodingKey {
        case id, url, title, groups, licence, paused, result, reason, failures, items, standing, terms, push,
            concerns
        case lastTry = "last_try"
        case nextTry = "next_try"
        case nextWhy = "next_why"
        case hostWait = "host_wait"
        case failingSince = "failing_since"
        case movedTo = "moved_to"
        case isMoveAdopted = "move_adopted"
        case needsPerson = "needs_person"
    }

    init(_ health: FeedHealth) {
        let record = health.record
        id = record.feed.id.rawValue
        url = record.feed.address.text
        title = record.feed.title
        groups = record.feed.standing.groups
        licence = record.feed.standing.licence.id
        paused = record.paused
        lastTry = record.last?.time
        result = record.last?.result.rawValue
        reason = record.last?.reason
        nextTry = health.turn.due
        nextWhy = health.turn.why
        hostWait = health.wait
        terms = record.terms
        failures = record.failing.count
        failingSince = record.failing.since
        movedTo = record.move?.to.text
        push = record.push
        isMoveAdopted = record.move?.isAdopted ?? false
        items = health.items
        standing = health.sentences.joined(separator: " ")
        needsPerson = health.needsPerson
        concerns = health.concerns.map(\.kind)
    }
}

extension FeedHealth {
    /// How the feed is doing, for people at the command line, with what they could do.
    var lines: [String] {
        let feed = record.feed.id
        var lines = sentences.map { "    \($0)" }
        if let move = record.move {
            let follow = move.isAdopted ? "" : "\(FeedAction.follow.command(on: feed)) asks there, "
            lines.append("    \(follow)\(FeedAction.stay.command(on: feed)) keeps the old address.")
        }
        return lines
    }
}
