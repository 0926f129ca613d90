// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// An item as JSON; the keys are part of the command line's contract.
struct ItemView: Encodable {
    private let id: String
    private let title: String
    private let url: String?
    private let published: Date?
    private let sources: [String]
    private let licence: String
    private let statement: LicenceStatement?
    private let licences: [LicenceStatement]?
    private let minutes: Int
    private let revision: Int
    private let tags: [TagView]
    private let rejected: [String]?
    private let verdict: Verdict?
    private let parts: [PartView]?
    private let revisions: [RevisionView]?
    private let rules: [FindingView]?
    private let page: PageView?
    private let text: String?

    private enum CodingKeys: String, CodingKey {
        case id, title, url, published, sources, licence, licences, minutes, revision, tags, verdict, parts,
            revisions, rules, page, text
        case statement = "licence_statement"
        case rejected = "rejected_topics"
    }

    /// - Parameters:
    ///   - rejected: the topics that curators rejected for it, where they are asked for.
    ///   - verdict: the verdict that holds, where it is asked for.
    ///   - parts: the items that became part of it, where they are asked for.
    ///   - rules: what rules say of it, where they are asked for.
    ///   - revisions: its edits, where it is shown whole: with the text, and with everything that is stated about its
    ///     licence.
    init(
        _ item: TaggedItem, rejected: [Topic.ID]? = nil, verdict: Verdict? = nil,
        parts: [MergeTable.Part]? = nil, revisions: [ItemRevision]? = nil, rules: [RuleFinding]? = nil
    ) {
        let library = item.library
        let isWhole = revisions != nil
        id = item.id.rawValue
        title = library.item.title
        url = library.item.address?.text
        published = library.item.dates.best
        sources = library.sources.map(\.title)
        licence = library.licence.id
        statement = library.licenceStatement
        licences = isWhole ? library.licenceStatements : nil
        minutes = library.minutes
        revision = library.revision
        tags = item.tags.map(TagView.init)
        self.rejected = rejected?.map(\.rawValue)
        self.verdict = verdict
        self.parts = parts.map { $0.map(PartView.init) }
        self.revisions = revisions.map { $0.map(RevisionView.init) }
        self.rules = rules.map { $0.map(FindingView.init) }
        page = library.page.map(PageView.init)
        text = isWhole ? library.readable.text.best : nil
    }
}
