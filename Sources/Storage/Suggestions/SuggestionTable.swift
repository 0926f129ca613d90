// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// What readers suggest to read: an item in the queue like any other, with the reader's words as a comment beside it.
///
/// Nothing is fetched from a suggested address as long as no curator has decided on its item. Who suggested it stands nowhere.
public struct SuggestionTable: Sendable {
    let database: any Database

    /// Suggestions from one place in an hour at the most.
    public static let originLimit = 5
    /// Suggestions from everywhere in an hour at the most.
    public static let limit = 60
    /// Suggestions that wait for a curator at the most.
    public static let waitingLimit = 500
    /// Letters of a title, and of why somebody suggests it.
    public static let (titleLimit, wordLimit) = (200, 1_000)
    /// Under which name their words stand beside an item.
    public static let author = "a reader"

    /// What somebody suggests.
    public struct Suggestion: Hashable, Sendable {
        /// Where it is.
        public let address: WebAddress
        /// What it is called, in the reader's words.
        public let title: String
        /// Why it should be read.
        public let why: String
        /// Whether it is a source to follow, and not one thing to read.
        public let isSource: Bool

        /// Holds what it is given.
        public init(address: WebAddress, title: String, why: String, isSource: Bool) {
            self.address = address
            self.title = title
            self.why = why
            self.isSource = isSource
        }
    }

    /// Puts a suggestion into the queue.
    ///
    /// - Parameters:
    ///   - origin: whence, such as the address of a machine; kept for a day, and only what stands for it.
    ///   - base: where the library is served; its form is the item's source.
    /// - Returns: the item, which may have been there before; nil where too much comes from there, or from everywhere, or too much
    ///   waits.
    public func suggest(
        _ suggestion: Suggestion, from origin: String, at base: WebAddress, now: Date
    ) async throws(StorageError) -> Item.ID? {
        let feed = SuggestionTable.source(of: suggestion.address, base)
        let item = Item(
            identity: ItemIdentity(
                feed: feed.id, guid: nil, address: suggestion.address, title: suggestion.title, text: ""),
            title: suggestion.title, address: suggestion.address, text: ItemText())
        guard let number = try await begin(item, feed, from: origin, now: now) else { return nil }
        let fetch = FetchRecord(feed: feed.id, time: now, result: .ok, reason: "suggested by a reader")
        _ = try await ItemTable(database: database).save([item], noting: fetch) { _ in
            NextTry(due: .distantFuture, why: "nothing is fetched there", intervalMinutes: 525_600)
        }
        let found = try await place(item, number)
        let what = suggestion.isSource ? "Suggested as a source to follow" : "Suggested"
        try await CommentTable(database: database).add(
            "\(what): \(suggestion.why)", to: found, by: SuggestionTable.author, now: now)
        return found
    }

    /// How many suggestions nobody has decided on.
    public func waitingCount() async throws(StorageError) -> Int {
        try await database.read { session in try SuggestionTable.waiting(in: session) }
    }
}

extension SuggestionTable {
    /// Whether a row of `items` was suggested, and waits for a curator's word before anything is fetched.
    static let isUndecided: SQL = """
        items.state = 'waiting' AND items.id IN (SELECT suggestions.item FROM suggestions)
            AND items.feed IN (SELECT id FROM feeds WHERE subscribed = 0)
        """

    static func waiting(in session: any Session) throws -> Int {
        try session.number("SELECT COUNT(*) FROM items WHERE \(isUndecided)")
    }
}

private extension SuggestionTable {
    /// The source of an item that was suggested: our own form, one for each host.
    static func source(of address: WebAddress, _ base: WebAddress) -> Feed {
        let root = base.text.hasSuffix("/") ? base.text : base.text + "/"
        let place = WebAddress("\(root)reading/suggest?of=\(address.host)") ?? base
        return Feed(
            address: place, title: "\(address.host) (suggested by a reader)",
            site: WebAddress("https://\(address.host)/"))
    }

    /// Notes that something is suggested, where it may be.
    func begin(
        _ item: Item, _ feed: Feed, from origin: String, now: Date
    ) async throws(StorageError) -> Int? {
        try await database.write { session in
            let place = try AddressKeys(in: session).secret.proof(of: "origin \(origin)")
            try session.run("UPDATE suggestions SET origin = NULL WHERE time < \(now - 86_400)")
            let hour = now - 3_600
            let fromThere = try session.number(
                "SELECT COUNT(*) FROM suggestions WHERE origin = \(place) AND time > \(hour)")
            let inAll = try session.number("SELECT COUNT(*) FROM suggestions WHERE time > \(hour)")
            guard fromThere < SuggestionTable.originLimit, inAll < SuggestionTable.limit,
                try SuggestionTable.waiting(in: session) < SuggestionTable.waitingLimit
            else { return nil }
            try session.run(
                """
                INSERT INTO feeds (id, address, title, site, standing, subscribed)
                VALUES (\(feed.id), \(feed.address.text), \(feed.title), \(feed.site?.text),
                    \(JSONText(feed.standing)), 0)
                ON CONFLICT (id) DO NOTHING
                """)
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM suggestions") + 1
            try session.run(
                """
                INSERT INTO suggestions (number, item, origin, time)
                VALUES (\(number), \(item.id), \(place), \(now))
                """)
            return number
        }
    }

    /// Which item it became: a new one, or one that was there before.
    func place(_ item: Item, _ number: Int) async throws(StorageError) -> Item.ID {
        try await database.write { session in
            let row = try session.first(
                """
                SELECT item FROM item_sources
                WHERE feed = \(item.identity.feed) AND source_key = \(SourceKey.text(item.identity))
                """)
            guard let found = try row?.text(0) else {
                throw StorageError.missing(kind: "item", id: item.id.rawValue)
            }
            try session.run("UPDATE suggestions SET item = \(found) WHERE number = \(number)")
            return Item.ID(found)
        }
    }
}
