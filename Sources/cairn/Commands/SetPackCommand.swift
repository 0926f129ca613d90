// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Publishing
import Storage

/// `cairn set pack`.
struct SetPackCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "What a set has before it for a session: open actions, what is brought, what to read.",
        discussion: """
            What is read is settled by cairn run some days before the session (days_before of the programme), or by this command; from then on nothing slips in, unless --again settles it anew and says what has changed.

            The folder gets two editions, for members and for the facilitator, in HTML and Markdown. They hold names and words of
            members: keep it away from what is published.

            Examples:
              cairn set pack spring g1f… 3 --to /srv/private/g1f…-3
              cairn set pack spring g1f… 3 --again --to /srv/private/g1f…-3
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String
    @Argument(help: "Which session, from 1.") var session: Int
    @Option(name: .long, help: "A folder of the set's own.") var to: String
    @Flag(name: .long, help: "Settle anew what is read.") var again = false
    @Option(name: .long, help: "Items at the most, where it is settled now.") var items = 5
    @Option(name: .long, help: "Minutes of reading at the most, where it is settled now.") var minutes = 40

    func validate() throws {
        guard (1...50).contains(items), (1...1_000).contains(minutes) else {
            throw ValidationError("--items is 1 to 50, --minutes 1 to 1000")
        }
    }

    private struct Result: Encodable {
        let folder: String
        let session: Int
        let minutes: Int
        let items: [String]
        let added: [String]
        let removed: [String]
        let settled: Date
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let set = try await desk.closedSet(self.set)
        guard let meeting = set.sessions.first(where: { $0.number == session }) else {
            throw Complaint("the set \(set.id) has no session \(session)")
        }
        let published = desk.workshop.library.resolve(desk.workshop.settings.publish.to).standardizedFileURL
            .path
        let folder = URL(filePath: to).standardizedFileURL.path
        guard folder != published, !folder.hasPrefix(published + "/"), !published.hasPrefix(folder + "/")
        else {
            throw Complaint("--to needs a folder outside \(published), which readers see")
        }
        let before = try await desk.store.setLife.pack(for: session, of: set.id)
        let settled = try await settle(before?.pack, set, desk)
        try await write(settled.pack, for: meeting, of: set, desk, to: folder)
        let (old, new) = (before?.pack.items.map(\.id.rawValue) ?? [], settled.pack.items.map(\.id.rawValue))
        let added = before == nil ? [] : new.filter { !old.contains($0) }
        let removed = old.filter { !new.contains($0) }
        console.json(
            Result(
                folder: folder, session: session, minutes: settled.pack.minutes, items: new, added: added,
                removed: removed, settled: settled.time))
        console.result(
            "session \(session): \(counted(new.count, "item")), \(settled.pack.minutes) min; \(folder)/members.html"
        )
        if !added.isEmpty || !removed.isEmpty {
            console.result("new: \(added.joined(separator: ", ")); gone: \(removed.joined(separator: ", "))")
        }
        return .allWell
    }

    /// What was settled before; what fits now, where nothing was, or it is wanted anew.
    private func settle(
        _ before: Pack?, _ set: LearningSet, _ desk: SetDesk
    ) async throws -> (pack: Pack, time: Date) {
        if !again, let known = try await desk.store.setLife.pack(for: session, of: set.id) {
            return (known.pack, known.settled)
        }
        let curriculum = try desk.workshop.curriculum(desk.workshop.library.read())
        let reading = SetReading(
            store: desk.store, curriculum: curriculum, size: .init(items: items, minutes: minutes))
        guard let pack = try await reading.pack(for: session, of: set, in: desk.programme) else {
            throw Complaint("no approved item is about what the set brings or about its focus")
        }
        try await desk.store.setLife.settle(
            pack, for: session, of: set.id, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        return (pack, desk.workshop.now)
    }

    private func write(
        _ pack: Pack, for meeting: SetSession, of set: LearningSet, _ desk: SetDesk, to folder: String
    ) async throws {
        let people = try await desk.people()
        let sheet = SessionSheet(
            set: set, session: meeting, pack: pack,
            problems: try await desk.store.setLife.problems(of: set.id, session: session),
            actions: try await desk.store.setLife.actions(of: set.id).filter { $0.result == nil },
            names: people.mapValues(\.name))
        let curriculum = try desk.workshop.curriculum(desk.workshop.library.read())
        let composer = try SiteComposer(
            site: Site(title: desk.workshop.settings.title), curriculum: curriculum)
        let files = try composer.files(of: sheet)
        try FileManager.default.createDirectory(
            at: URL(filePath: folder), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        for file in files { try FileWriter.writeForOwner(file.text, to: "\(folder)/\(file.path)") }
    }
}
