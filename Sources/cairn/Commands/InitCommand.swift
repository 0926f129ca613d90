// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation

/// `cairn init`.
struct InitCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a library.",
        discussion: """
            Examples:
              cairn init mylibrary                an empty library
              cairn init mylibrary --sample       with the bundled curriculum, themes, paths and sample feeds
              cairn init mylibrary --sample --sector   also with a list of real blogs of the sector
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The folder; made when it is not there.") var folder = "."
    @Flag(name: .long, help: "With the bundled curriculum, themes, paths, newsletters and sample feeds.")
    var sample = false
    @Flag(name: .long, help: "Also subscribe to the bundled list of the sector's blogs.") var sector = false

    private struct Result: Encodable {
        let library: String
        let files: Int
    }

    func perform() async throws -> Ending {
        let library = Library(folder: URL(filePath: folder))
        let files = try Starting.make(library, withSample: sample, withSector: sector)
        console.json(Result(library: library.folder.path, files: files))
        console.result("Made a library in \(folder) (\(files) files).")
        console.result("Next: cd \(folder), then \(sample ? "cairn demo" : "cairn feed add ADDRESS").")
        return .allWell
    }
}

/// Makes the files of a new library.
enum Starting {
    /// Writes a new library's files; nothing that is there already is changed.
    ///
    /// - Returns: how many files were written.
    static func make(_ library: Library, withSample: Bool, withSector: Bool = false) throws -> Int {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: library.settingsFile.path) else {
            throw Complaint("there is a library already: \(library.settingsFile.path)")
        }
        let folders = [
            library.feedsFolder, library.curriculumFolder, library.themesFolder, library.pathsFolder,
            library.newslettersFolder,
        ]
        for folder in folders { try makeFolder(folder) }
        var written = 0
        let wanted = Starter.files.filter { $0.path == "feeds/sector.opml" ? withSector : withSample }
        for file in wanted {
            let place = library.resolve(file.path)
            if manager.fileExists(atPath: place.path) { continue }
            try makeFolder(place.deletingLastPathComponent())
            try FileWriter.writeAtomically(file.text, to: place)
            written += 1
        }
        // The settings come last: a folder with a cairn.yaml is a whole library.
        try FileWriter.writeAtomically(settings, to: library.settingsFile)
        return written + 1
    }

    private static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Complaint(
                "the folder \(folder.path) cannot be made: a file is in its way, or it may not be written there"
            )
        }
    }

    private static let settings = """
        # How this library works. Every key can be set by a variable too: fetch.pause is CAIRN_FETCH_PAUSE.
        # Passwords never stand here; they come from the environment or a file.
        title: Cairn
        time_zone: Europe/London
        store: cairn.sqlite
        fetch:
          pause: 5            # seconds between two requests to one host
          jobs: 8             # hosts asked side by side
          allow_addresses: [] # private addresses that may be fetched all the same, such as 127.0.0.1:8080
        publish:
          to: curated/published

        """
}
