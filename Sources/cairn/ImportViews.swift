// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Model

extension ImportPreview {
    /// What a person should look at, in words; nil when there is nothing.
    var complaint: String? {
        let dead = entries.count { if case .dead = $0.prospect { true } else { false } }
        let pages = entries.count { if case .noFeed = $0.prospect { true } else { false } }
        let out = [(dead, "dead"), (pages, "without a feed")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let parts =
            (out.isEmpty ? [] : ["left out: " + out.joined(separator: ", ")])
            + (mistakes.isEmpty ? [] : [counted(mistakes.count, "mistake")])
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension ImportPreview.Entry {
    /// The entry in a line: what it is, its name, its address, and what there is to say; then a line for each
    /// feed that a page led to.
    func lines(offers: [FoundFeed]) -> [String] {
        guard case .noFeed = prospect else { return [sentence] }
        return [sentence] + offers.map { "    it names \($0.title)  \($0.address)" }
    }

    private var sentence: String {
        let start = "\(listed.feed.title)  \(listed.feed.address)"
        return switch prospect {
        case .new: "new        \(start)"
        case .duplicate(let place, nil): "duplicate  \(start)  (\(place))"
        case .duplicate(let place, let target?):
            "duplicate  \(start)  (moved to \(target), which is \(place))"
        case .moved(let target): "moved      \(start)  (to \(target))"
        case .dead(let reason): "dead       \(start)  (\(reason))"
        case .noFeed(let what): "no feed found  \(start)  (\(what))"
        }
    }
}

/// A line of an import as JSON; the keys are part of the command line's contract.
struct ImportLineView: Encodable {
    private let line: Int
    private let title: String
    private let url: String
    private var status = "new"
    private var reason: String?
    private var duplicateOf: String?
    private var movedTo: String?
    private var offers: [FoundFeedView]?

    private enum CodingKeys: String, CodingKey {
        case line, title, url, status, reason, offers
        case duplicateOf = "duplicate_of"
        case movedTo = "moved_to"
    }

    /// - Parameter offers: the feeds that the address led to.
    init(_ entry: ImportPreview.Entry, offers feeds: [FoundFeed]) {
        line = entry.listed.line
        title = entry.listed.feed.title
        url = entry.listed.feed.address.text
        switch entry.prospect {
        case .new: break
        case .duplicate(let place, let target):
            (status, duplicateOf, movedTo) = ("duplicate", place, target?.text)
        case .moved(let target): (status, movedTo) = ("moved", target.text)
        case .dead(let why): (status, reason) = ("dead", why)
        case .noFeed(let what):
            (status, reason, offers) = ("no_feed_found", what, feeds.map { FoundFeedView($0) })
        }
    }
}
