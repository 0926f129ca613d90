// SPDX-License-Identifier: MIT

public import Feeds
public import Model
public import Storage

/// What collecting did for one feed; as JSON it is a line of `cairn collect --json`.
public struct CollectedFeed: Hashable, Sendable, Encodable {
    /// The feed's id.
    public let feed: String
    /// Its address.
    public let url: String
    /// Its title.
    public let title: String
    /// How the try ended.
    public let result: FetchResult
    /// Items that the library did not have.
    public let new: Int
    /// Items whose words changed.
    public let changed: Int
    /// Items that another feed gave before.
    public let joined: Int
    /// Items of a first fetch that were not taken, or were left before.
    public let older: Int
    /// Where the feed has moved for good; nil when it has not.
    public let permanentAddress: String?
    /// Seconds that the server asked us to wait.
    public let waitSeconds: Int?
    /// The result in words.
    public let reason: String

    /// Says what came of a fetch.
    public init(_ fetched: FetchedFeed, of feed: Feed, saved: SaveReport) {
        self.feed = feed.id.rawValue
        url = feed.address.text
        title = feed.title
        result = fetched.record.result
        new = saved.new
        changed = saved.changed
        joined = saved.joined
        older = saved.older
        permanentAddress = fetched.permanentAddress?.text
        waitSeconds = fetched.wait.map { Int($0.components.seconds) }
        reason = fetched.record.reason
    }

    /// Says why a feed was not asked.
    public init(skipped feed: Feed, reason: String) {
        self.feed = feed.id.rawValue
        url = feed.address.text
        title = feed.title
        result = .skipped
        (new, changed, joined, older) = (0, 0, 0, 0)
        permanentAddress = nil
        waitSeconds = nil
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case feed, url, title, result, new, changed, joined, older, reason
        case permanentAddress = "permanent_url"
        case waitSeconds = "wait_seconds"
    }
}
