// SPDX-License-Identifier: MIT

public import Catalog
public import Feeds

extension ImportPreview.Answer {
    /// What an address that was asked means for the line of a list.
    public init(_ search: FeedSearch) {
        self =
            switch search.start {
            case .dead(let reason, _): .dead(reason: reason)
            case .page(let what): .page(what: what)
            case .feed: .feed(at: search.feeds.first?.address ?? search.asked)
            }
    }
}
