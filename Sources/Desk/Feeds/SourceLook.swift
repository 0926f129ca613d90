// SPDX-License-Identifier: MIT

import Model
import Storage

/// Which sources somebody looks at.
struct SourceLook: Sendable {
    /// Words that stand in its title, address or groups, all of them.
    let words: String
    let state: State

    /// How they stand.
    enum State: String, CaseIterable, Sendable {
        case all = ""
        case troubled, paused, well

        var label: String {
            switch self {
            case .all: "All feeds"
            case .troubled: "Those that need a person"
            case .paused: "Paused"
            case .well: "Well"
            }
        }
    }

    /// What makes no sense looks at all.
    init(words: String, state: String) {
        self.words = words
        self.state = State(rawValue: state) ?? .all
    }

    /// Whether a source is one of them.
    func has(_ health: FeedHealth) -> Bool {
        let isThere =
            switch state {
            case .all: true
            case .troubled: health.needsPerson
            case .paused: health.record.paused != nil
            case .well: !health.needsPerson && health.record.paused == nil
            }
        let feed = health.record.feed
        let text = ([feed.title, feed.address.text] + feed.standing.groups).joined(separator: " ")
            .lowercased()
        return isThere
            && words.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { text.contains($0) }
    }
}
