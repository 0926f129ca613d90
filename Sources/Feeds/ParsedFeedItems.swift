// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

extension ParsedFeed {
    /// The entries as items of a feed.
    ///
    /// **Shape**: the document's order. An id stays the same as long as the source's GUID, else address, else words do.
    /// Entries that share one but differ in address or title all survive, each under it with `#` and a digest of its
    /// address (of its title too where the address is shared as well), so that none takes another's place when the
    /// feed moves on; true copies are dropped. The licence is the entry's own, else the document's, else what the
    /// curator noted on the feed.
    ///
    /// - Parameter seen: when the document was fetched, for what it states about licences.
    public func items(for feed: Feed, seen: Date? = nil) -> [Item] {
        var taken: Set<ItemIdentity> = []
        taken.reserveCapacity(entries.count)
        return zip(entries, entryIDs()).compactMap { entry, id in
            let isOwn = entry.guid == nil && id == entry.key
            let item = item(entry, guid: isOwn ? nil : id, of: feed, seen)
            return taken.insert(item.identity).inserted ? item : nil
        }
    }

    /// An id for each entry, unique unless two entries are copies of each other.
    func entryIDs() -> [String] {
        let keys = entries.map(\.key)
        var counts: [String: Int] = [:]
        counts.reserveCapacity(keys.count)
        for key in keys { counts[key, default: 0] += 1 }
        if counts.count == keys.count { return keys }
        var titles: [String: [String: Set<String>]] = [:]
        for (entry, key) in zip(entries, keys) where counts[key] != 1 {
            titles[key, default: [:]][entry.place, default: []].insert(entry.title)
        }
        return zip(entries, keys).map { entry, key in
            guard let places = titles[key] else { return key }
            let rivals = places[entry.place]?.count ?? 1
            if places.count == 1, rivals == 1 { return key }
            let traits = rivals == 1 ? entry.place : entry.place + "\u{0}" + entry.title
            return key + "#" + Digest.short(traits)
        }
    }
}

private extension ParsedEntry {
    /// What identifies it as long as no other entry has the same.
    var key: String { guid ?? address?.text ?? Digest.short(title + "\u{0}" + text) }
    var place: String { address?.text ?? unresolvedAddress ?? "" }
}

private extension ParsedFeed {
    func item(_ entry: ParsedEntry, guid: String?, of feed: Feed, _ seen: Date?) -> Item {
        Item(
            identity: ItemIdentity(
                feed: feed.id, guid: guid, address: entry.address, title: entry.title, text: entry.text),
            title: entry.title, address: entry.address,
            text: ItemText(
                summary: entry.summary, body: entry.text,
                language: entry.language ?? language ?? feed.standing.language),
            credit: Credit(authors: names(of: entry), licence: licence(of: entry, feed, seen)),
            dates: ItemDates(
                published: entry.dates.published,
                updated: entry.dates.modified == entry.dates.published ? nil : entry.dates.modified),
            categories: entry.tags)
    }

    func names(of entry: ParsedEntry) -> [String] {
        (entry.authors.isEmpty ? authors : entry.authors).map(\.name).filter { !$0.isEmpty }
    }

    /// The entry's own, else the feed's, else the curator's note on the feed, which also outweighs what the feed as a
    /// whole states and Cairn does not know.
    func licence(of entry: ParsedEntry, _ feed: Feed, _ seen: Date?) -> LicenceStatement? {
        let noted = feed.standing.licence
        let stated = entry.rights.statement.map { statement in
            seen.map { statement.seen(at: $0) } ?? statement
        }
        if let stated, stated.licence != .unknown || stated.place == .item || noted == .unknown {
            return stated
        }
        guard noted != .unknown else { return nil }
        return LicenceStatement(licence: noted, place: .curator, words: noted.label, seen: seen)
    }
}
