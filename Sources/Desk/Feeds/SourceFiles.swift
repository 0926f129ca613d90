// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// Changes the lists of feeds, and tells the store and the audit log.
struct SourceFiles: Sendable {
    let sitting: Sitting

    init(_ sitting: Sitting) { self.sitting = sitting }

    /// Where the desk writes feeds that are added one by one.
    static let ownFile = "feeds/library.opml"

    /// A feed as somebody adds it.
    struct Addition: Sendable {
        let address: WebAddress
        var title = ""
        var site: WebAddress?
        var groups: [String] = []
        var licence = Licence.unknown
        var note = ""

        /// The feed, with nothing longer than lists hold.
        var feed: Feed {
            let title = String(title.prefix(200))
            let groups = groups.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            return Feed(
                address: address, title: title.isEmpty ? address.host : title, site: site,
                standing: Feed.Standing(
                    groups: groups.prefix(5).map { String($0.prefix(100)) }, licence: licence,
                    note: note.isEmpty ? nil : String(note.prefix(500))))
        }
    }

    /// Puts a feed on the list.
    ///
    /// **Errors**: `DeskError.refused` where it is there already.
    func add(_ addition: Addition) async throws -> Feed {
        let feed = addition.feed
        let holdings = try await sitting.tools.files.change { library in
            let held = library.read().listedFeeds
            if let known = held.first(where: { $0.feed.address.canonicalKey == feed.address.canonicalKey }) {
                throw DeskError.refused(
                    "That feed is on the list already, in \(known.file), line \(known.line).")
            }
            try library.add(feed, to: library.resolve(SourceFiles.ownFile))
        }.holdings
        try await tell("feed added", feed.id.rawValue, "\(feed.title) (\(feed.address))", holdings)
        return feed
    }

    /// Takes a feed off the list.
    ///
    /// - Returns: the file in which it stood.
    func remove(_ feed: Feed.ID) async throws -> String {
        let (file, holdings) = try await sitting.tools.files.change { library in
            guard let listed = library.read().listedFeed(feed) else {
                throw StorageError.missing(kind: "feed", id: feed.rawValue)
            }
            try library.remove(listed)
            return listed.file
        }
        try await tell("feed removed", feed.rawValue, file, holdings)
        return file
    }

    /// Writes a list to a file of its own.
    ///
    /// - Parameter name: what the list was called; a file that is there already is left alone.
    /// - Returns: the file.
    func save(_ list: OPMLDocument, named name: String) async throws -> String {
        let (file, holdings) = try await sitting.tools.files.change { library in
            let base = slug(from: name)
            let names = ["\(base).opml"] + (2...99).map { "\(base)-\($0).opml" }
            let free = names.first {
                !FileManager.default.fileExists(atPath: library.feedsFolder.appending(path: $0).path)
            }
            guard let free else { throw DeskError.refused("There are too many lists with that name.") }
            try FileWriter.writeAtomically(OPML.write(list), to: library.feedsFolder.appending(path: free))
            return "feeds/\(free)"
        }
        try await tell("feeds imported", file, counted(list.feeds.feeds.count, "feed"), holdings)
        return file
    }

    private func tell(_ action: String, _ subject: String, _ what: String, _ holdings: Holdings) async throws
    {
        let mistakes = holdings.mistakes.contains { $0.file.hasPrefix("feeds/") }
        try await sitting.store.feeds.subscribe(to: holdings.feeds, keepingOthers: mistakes)
        try await sitting.store.audit.append(
            AuditEntry(
                author: sitting.author, time: sitting.now, action: action, subject: "feed/\(subject)",
                after: "\"\(what.replacing("\\", with: "/").replacing("\"", with: "'"))\""))
    }
}
