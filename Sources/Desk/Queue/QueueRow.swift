// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// One item as lists of the desk show it.
struct QueueRow: Sendable {
    let id: String
    /// The address of its page, with the look that it was found by.
    let href: String
    let title: TrustedHTML
    /// Its title once more, to tell buttons apart for those who cannot see.
    let name: String
    let sources: String
    let licence: String
    let minutes: Int
    let date: String
    let state: String?
    let topics: [TopicLine]
    let isUnsorted: Bool
    let excerpt: TrustedHTML
    /// Why it stands here.
    let reason: String?
    let uses: String?
    let claim: String?
    /// What it can be picked for, and what it is in.
    var offer: WorkInHand.Offer?
    var handTitle: String?

    /// A suggested topic with what speaks for it.
    struct TopicLine: Sendable {
        let topic: String
        let percent: Int
        let evidence: String?
        let author: String?
    }

    init(_ item: QueuedItem, claim: Claim?, _ look: QueueLook, _ words: DeskWords) {
        let (library, evidence) = (item.tagged.library, Evidence(item.tagged.tags))
        id = item.id.rawValue
        href = words.root + look.path("desk/items/\(item.id.rawValue)")
        title = evidence.marked(library.item.displayTitle)
        name = library.item.displayTitle
        sources = library.sources.map(\.title).joined(separator: " + ")
        licence = library.licence.label
        minutes = library.minutes
        date = DeskWords.day(library.shownDate ?? library.firstSeen)
        state = item.state == .waiting ? nil : item.state.rawValue
        topics = item.tagged.tags.prefix(5).map { words.line($0) }
        isUnsorted = item.tagged.tags.isEmpty
        excerpt = evidence.excerpt(library.readable.text.best)
        reason = item.reason.isEmpty ? nil : item.reason
        uses = item.issues.isEmpty ? nil : item.issues.map(words.use).joined(separator: ", ")
        self.claim = claim.map(words.claim)
    }
}

/// How the desk says things.
struct DeskWords: Sendable {
    /// Before every address.
    let root: String
    /// Whose desk it is.
    let me: String
    let now: Date
    let holdings: Holdings

    var curriculum: Curriculum? { holdings.curriculum }

    init(_ visit: Visit) {
        root = visit.tools.door.root
        me = visit.person.name
        now = visit.now
        holdings = visit.tools.holdings()
    }

    func topic(_ id: Topic.ID) -> String { curriculum?.topic(id)?.name ?? id.rawValue }

    func line(_ tag: Tag) -> QueueRow.TopicLine {
        let words = DeskWords.evidence(tag).prefix(4).map { words, count in
            count > 1 ? "\(words) ×\(count)" : words
        }
        return QueueRow.TopicLine(
            topic: topic(tag.topic), percent: Int((tag.confidence * 100).rounded()),
            evidence: words.isEmpty ? nil : words.joined(separator: ", "),
            author: tag.author == .machine ? nil : "by a \(tag.author.rawValue)")
    }

    /// The words that speak for a topic, each once, with how often they come.
    private static func evidence(_ tag: Tag) -> [(words: String, count: Int)] {
        var found: [(words: String, count: Int)] = []
        for evidence in tag.evidence {
            let words = evidence.kind == .neighbour ? "like “\(evidence.words)”" : evidence.words
            if let known = found.firstIndex(where: { $0.words.lowercased() == words.lowercased() }) {
                found[known].count += evidence.count
            } else {
                found.append((words, evidence.count))
            }
        }
        return found
    }

    func use(_ use: IssueUse) -> String {
        let title = holdings.newsletter(use.newsletter)?.title ?? use.newsletter.rawValue
        return "\(use.isApproved ? "used in" : "drafted for") issue \(use.number) of \(title)"
    }

    func claim(_ claim: Claim) -> String {
        let minutes = max(1, Int((claim.until.timeIntervalSince(now) / 60).rounded(.up)))
        return claim.person == me ? "yours for \(minutes) min" : "\(claim.person) is at it, \(minutes) min"
    }

    static func day(_ date: Date) -> String {
        date.formatted(
            Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt).day().month(.abbreviated)
                .year())
    }

    static func moment(_ date: Date) -> String {
        let style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt)
        return date.formatted(
            style.day().month(.abbreviated).year().hour(.twoDigits(amPM: .omitted)).minute()) + " UTC"
    }
}
