// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Which items of the queue to show, and in what order.
public struct QueueFilter: Hashable, Sendable, Codable {
    /// Only those with these words; empty for all.
    ///
    /// Words between double quotes stay together; the last may be the start of one.
    public var words: String
    /// Only those in one of these states; empty for all.
    public var states: [ItemState]
    /// Only those with one of these topics, suggested or approved; empty for all.
    ///
    /// ``unsorted`` stands for none.
    public var topics: [Topic.ID]
    /// Only those that one feed carries.
    public var source: Feed.ID?
    /// Only those approved for an audience.
    public var audience: Curriculum.Facet.ID?
    /// Only those approved for a stage.
    public var stage: Curriculum.Facet.ID?
    /// Only those that a curator calls so, as `case-study`.
    public var format: String?
    /// Only those under a licence, by its id.
    public var licence: String?
    /// Only those that one person has approved and that wait for a second.
    public var isHalfApproved: Bool
    /// Only those from this moment on, UTC.
    public var from: Date?
    /// Only those before this moment, UTC.
    public var until: Date?
    /// Only those whose surest topic is this sure or more, 0...1.
    public var fromConfidence: Double?
    /// Only those whose surest topic is less sure than this, 0...1.
    public var belowConfidence: Double?
    /// What comes first.
    public var order: Order

    /// What comes first.
    public enum Order: String, Sendable, Codable, CaseIterable {
        /// What the curriculum needs most.
        case usefulness
        /// What was published last.
        case newest
        /// What was published first.
        case oldest
        /// What the machine is surest of.
        case confidence
        /// What fits the words best; where more than a thousand do, what came last. Without words as `usefulness`.
        case match
    }

    /// Among ``topics``: an item with no topic at all.
    public static let unsorted: Topic.ID = ""

    /// What waits for a decision, the most useful first.
    public init() {
        words = ""
        states = [.waiting]
        topics = []
        isHalfApproved = false
        order = .usefulness
    }
}

/// Where a page of the queue ended, so that the next goes on from there however the queue has changed.
///
/// **Shape**: as text `VALUE~NUMBER`, fit for an address.
public struct QueueCursor: Hashable, Sendable, LosslessStringConvertible {
    /// What was sorted by: a date's text, or a number.
    let value: SQLValue
    /// The row's number, which decides among equals.
    let number: Int

    init(value: SQLValue, number: Int) {
        self.value = value
        self.number = number
    }

    /// Reads it; nil for what is none.
    public init?(_ description: String) {
        let parts = description.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]), parts[0].utf8.count <= 40 else { return nil }
        self.number = number
        value = Double(parts[0]).map { SQLValue.real($0) } ?? .text(String(parts[0]))
    }

    /// As text.
    public var description: String {
        switch value {
        case .real(let number): "\(number)~\(self.number)"
        case .integer(let number): "\(Double(number))~\(self.number)"
        case .text(let text): "\(text)~\(number)"
        case .null: "0~\(number)"
        }
    }
}

/// An item as it stands in the queue.
public struct QueuedItem: Hashable, Sendable {
    /// The item with its sources and tags.
    public let tagged: TaggedItem
    /// Where it stands with the curators.
    public let state: ItemState
    /// How useful it is to the curriculum now, 0...1.
    public let usefulness: Double
    /// Why it stands where it stands, in a sentence; empty before it was reckoned.
    public let reason: String
    /// The newsletters' issues that it stands in, drafts too.
    public let issues: [IssueUse]
    /// Its place, from which the queue can be read on.
    public let place: QueueCursor

    /// The item's id.
    public var id: Item.ID { tagged.id }
}

/// An issue in which an item stands.
public struct IssueUse: Hashable, Sendable, Codable {
    /// The newsletter.
    public let newsletter: Newsletter.ID
    /// The issue's number.
    public let number: Int
    /// Whether the issue is approved; else it is a draft.
    public let isApproved: Bool
}

/// One page of the queue.
public struct QueuePage: Hashable, Sendable {
    /// The items in order; empty at the end.
    public let items: [QueuedItem]
    /// Where the next page begins; nil at the end.
    public let next: QueueCursor?
}
