// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model

/// `cairn feed import`.
struct FeedImportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Subscribe to the feeds of an OPML file.",
        discussion: """
            Says for each line what it would bring. With --yes the new ones are saved, all or none.

            Examples:
              cairn feed import team.opml
              cairn feed import team.opml --yes
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The OPML file.") var file: String
    @Flag(name: .long, help: "Save the new feeds.") var yes = false

    private struct Result: Encodable {
        let saved: String?
        let new: [String]
        let known: [String]
        let mistakes: [MistakeView]
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let source = URL(filePath: file)
        let (feeds, mistakes) = try OPML.read(Reading.bytes(of: source), file: file).feeds
        let holdings = workshop.library.read()
        let taken = Set(holdings.feeds.map(\.address.canonicalKey))
        let new = feeds.filter { !taken.contains($0.feed.address.canonicalKey) }.map(\.feed)
        let known = feeds.filter { taken.contains($0.feed.address.canonicalKey) }.map(\.feed)
        for feed in new { console.result("new        \(feed.title)  \(feed.address)") }
        for feed in known { console.result("duplicate  \(feed.title)  \(feed.address)") }
        for mistake in mistakes { console.result("mistake    \(mistake)") }
        let saved = yes && !new.isEmpty ? try save(new, named: source, in: workshop.library) : nil
        console.json(
            Result(
                saved: saved, new: new.map(\.address.text), known: known.map(\.address.text),
                mistakes: mistakes.map(MistakeView.init)))
        if let saved {
            console.result("Saved \(counted(new.count, "feed")) to \(saved).")
        } else if !new.isEmpty {
            console.result("Nothing is saved yet; the same with --yes saves \(counted(new.count, "feed")).")
        }
        return Ending(mistakes.map(\.description))
    }

    /// Writes the new feeds to a file of their own, which nothing else stands in.
    private func save(_ feeds: [Feed], named source: URL, in library: Library) throws -> String {
        let base = slug(from: source.deletingPathExtension().lastPathComponent)
        let names = ["\(base).opml"] + (2...99).map { "\(base)-\($0).opml" }
        let free = names.first {
            !FileManager.default.fileExists(atPath: library.feedsFolder.appending(path: $0).path)
        }
        guard let free else { throw Complaint("feeds/ has too many files named like \(base).opml") }
        let document = OPMLDocument(title: base, feeds: feeds)
        try FileWriter.writeAtomically(OPML.write(document), to: library.feedsFolder.appending(path: free))
        return "feeds/\(free)"
    }
}

/// Reads files that people name on the command line.
enum Reading {
    /// The bytes of a file of at most 32 MB.
    static func bytes(of file: URL) throws -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
            throw Complaint("there is no file \(file.relativePath)")
        }
        if isFolder.boolValue { throw Complaint("\(file.relativePath) is a folder") }
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            let limit = 32 << 20
            let data = try handle.read(upToCount: limit + 1) ?? Data()
            guard data.count <= limit else { throw Complaint("\(file.relativePath) is larger than 32 MB") }
            return Array(data)
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            throw Complaint("\(file.relativePath) cannot be read")
        }
    }
}
