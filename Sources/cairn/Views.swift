// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// A tag as JSON.
struct TagView: Encodable {
    private let topic: String
    private let confidence: Double
    private let author: String
    private let model: String
    private let evidence: [Tag.Evidence]

    init(_ tag: Tag) {
        topic = tag.topic.rawValue
        confidence = tag.confidence
        author = tag.author.rawValue
        model = tag.model
        evidence = tag.evidence
    }
}

/// What came of an item's page, as JSON.
struct PageView: Encodable {
    private let result: String
    private let reason: String
    private let words: Int
    private let language: String?

    init(_ page: ItemPage) {
        result = page.result.rawValue
        reason = page.reason
        words = ReadingTime.words(in: page.text)
        language = page.language
    }
}

/// An item that became part of another, as JSON.
struct PartView: Encodable {
    private let id: String
    private let title: String
    private let why: String
    private let by: String
    private let time: Date

    init(_ part: MergeTable.Part) {
        id = part.item.rawValue
        title = part.title
        why = part.why
        by = part.by.name
        time = part.by.time
    }
}

/// An issue as JSON.
struct IssueView: Encodable {
    private let newsletter: String
    private let number: Int
    private let date: Date
    private let state: String
    private let items: [String]
    private let minutes: Int
    private let markdown: String?
    private let revision: Int?
    private let editor: String?
    private let nextRuns: [SlotView]?
    private let delivery: DeliveryView?

    init(
        _ issue: Issue, markdown: String? = nil, standing: IssueStanding? = nil, nextRuns: [SlotView]? = nil,
        delivery: DeliveryCounts? = nil
    ) {
        newsletter = issue.newsletter.id.rawValue
        number = issue.number
        date = issue.date
        switch issue.state {
        case .draft: state = "draft"
        case .approved: state = "approved"
        }
        items = issue.items.map(\.id.rawValue)
        minutes = issue.minutes
        self.markdown = markdown
        revision = standing?.revision
        editor = standing?.editor
        self.nextRuns = nextRuns
        self.delivery = delivery.map { DeliveryView($0) }
    }

    init(_ issue: PublishedIssue) {
        newsletter = issue.newsletter.rawValue
        number = issue.number
        date = issue.date
        state = "approved"
        items = issue.items.map(\.rawValue)
        minutes = issue.minutes
        (markdown, revision, editor, nextRuns, delivery) = (nil, nil, nil, nil, nil)
    }

    private enum CodingKeys: String, CodingKey {
        case newsletter, number, date, state, items, minutes, markdown, revision, delivery
        case editor = "edited_by"
        case nextRuns = "next_runs"
    }

    /// One line for people.
    var line: String {
        "issue \(number), \(state), \(date.formatted(.iso8601.year().month().day())): \(counted(items.count, "item")), \(minutes) min"
            + (delivery.map { "; \($0.line)" } ?? "")
    }
}

/// A published link with what came of checking it, as JSON.
struct LinkView: Encodable {
    private let item: String
    private let title: String
    private let url: String
    private let result: String
    private let reason: String
    private let movedTo: String?
    private let archived: String?
    private let since: Date?

    init(_ link: CheckedLink) {
        item = link.link.item.rawValue
        title = link.link.title
        url = link.link.address.text
        result = link.check.result.rawValue
        reason = link.check.reason
        movedTo = link.check.movedTo?.text
        archived = link.check.archived?.text
        since = link.check.since
    }

    private enum CodingKeys: String, CodingKey {
        case item, title, url, result, reason, archived, since
        case movedTo = "moved_to"
    }
}

/// A mistake as JSON.
struct MistakeView: Encodable {
    private let file: String
    private let line: Int?
    private let message: String

    init(_ mistake: Mistake) {
        file = mistake.file
        line = mistake.line
        message = mistake.message
    }
}
