// SPDX-License-Identifier: MIT

public import Model

extension ParsedFeed {
    /// The entries as items of a feed.
    ///
    /// **Shape**: the document's order. An id stays the same as long as the source's GUID, else address, else words do;
    /// entries that share a GUID but differ in address or title all survive, the later ones under the GUID with `#` and
    /// a digest of what differs; true copies are dropped. The licence is the entry's own, else the document's, else
    /// what the curator noted on the feed.
    public func items(for feed: Feed) -> [Item] {
        var seen: Set<Item.ID> = []
        return zip(entries, entryIDs()).compactMap { entry, id in
            let item = item(entry, guid: entry.guid == nil ? nil : id, of: feed)
            return seen.insert(item.id).inserted ? item : nil
        }
    }

    /// An id for each entry, unique unless two entries are copies of each other.
    func entryIDs() -> [String] {
        var owners: [String: String] = [:]
        return entries.map { entry in
            let place = entry.address?.text ?? ""
            let key = entry.guid ?? entry.address?.text ?? Digest.short(entry.title + "\u{0}" + entry.text)
            let traits = place + "\u{0}" + entry.title
            if owners[key, default: traits] == traits {
                owners[key] = traits
                return key
            }
            return key + "#" + Digest.short(traits)
        }
    }
}

private extension ParsedFeed {
    func item(_ entry: ParsedEntry, guid: String?, of feed: Feed) -> Item {
        Item(
            identity: ItemIdentity(
                feed: feed.id, guid: guid, address: entry.address, title: entry.title, text: entry.text),
            title: entry.title, address: entry.address,
            text: ItemText(
                summary: entry.summary, body: entry.text,
                language: entry.language ?? language ?? feed.standing.language),
            credit: Credit(authors: names(of: entry), licence: licence(of: entry, feed)),
            dates: ItemDates(
                published: entry.dates.published,
                updated: entry.dates.modified == entry.dates.published ? nil : entry.dates.modified),
            categories: entry.tags)
    }

    func names(of entry: ParsedEntry) -> [String] {
        (entry.authors.isEmpty ? authors : entry.authors).map(\.name).filter { !$0.isEmpty }
    }

    func licence(of entry: ParsedEntry, _ feed: Feed) -> LicenceStatement? {
        if let stated = entry.rights.statement { return stated }
        let noted = feed.standing.licence
        guard entry.rights.licenceAddress == nil, noted != .unknown else { return nil }
        return LicenceStatement(licence: noted, place: .curator, words: noted.label)
    }
}
