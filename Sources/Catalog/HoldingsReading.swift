// SPDX-License-Identifier: MIT

import Foundation
import Model

/// One reading of a library: folder by folder, with the mistakes that come up.
struct HoldingsReading {
    private let library: Library
    private var files: LibraryFiles
    private var notes: [MistakeNotes] = []
    private var mistakes: [Mistake] = []

    init(_ library: Library) {
        self.library = library
        self.files = LibraryFiles(library)
    }

    /// The curriculum in a folder of a library, with every mistake in its files.
    static func curriculum(of library: Library, in folder: URL) -> (Curriculum?, [Mistake]) {
        var reading = HoldingsReading(library)
        let (curriculum, _) = reading.readCurriculum(in: folder)
        return (curriculum, reading.allMistakes)
    }

    mutating func read() -> Holdings {
        let (curriculum, topics) = readCurriculum(in: library.curriculumFolder)
        let references = References(curriculum, topics: topics)
        let themes = pages(in: library.themesFolder).compactMap { ThemeReader.read($0, references) }
        let newsletters = pages(in: library.newslettersFolder)
            .compactMap { NewsletterReader.read($0, references) }
        let programmes = pages(in: library.setsFolder).compactMap { SetProgrammeReader.read($0, references) }
        let pathFiles = files.list(library.pathsFolder, ending: ".md")
        let known = Set(pathFiles.map { Page.name(of: $0.lastPathComponent) })
        let paths = pages(pathFiles).compactMap { PathReader.read($0, references, known: known) }
        let feeds = readFeeds(sectors: curriculum?.sectors)
        let moves = readMoves()
        let rules = readRules(references, feeds: feeds)
        return Holdings(
            curriculum: curriculum, themes: themes, newsletters: newsletters, programmes: programmes,
            listedPaths: paths, moves: moves, rules: rules, listedFeeds: feeds, mistakes: allMistakes)
    }
}

private extension HoldingsReading {
    var allMistakes: [Mistake] { Set(mistakes + notes.flatMap(\.mistakes) + files.mistakes).sorted() }

    mutating func pages(in folder: URL) -> [Page] {
        pages(files.list(folder, ending: ".md"))
    }

    mutating func pages(_ list: [URL]) -> [Page] {
        var found: [Page] = []
        for file in list where file.lastPathComponent != "README.md" {
            if let page = page(file) { found.append(page) }
        }
        return found
    }

    mutating func page(_ file: URL) -> Page? {
        guard let text = files.text(of: file) else { return nil }
        do {
            let page = try Page(text, file: library.name(of: file))
            notes.append(page.notes)
            return page
        } catch {
            mistakes.append(error)
            return nil
        }
    }

    mutating func readCurriculum(in folder: URL) -> (Curriculum?, topics: Set<String>) {
        let file = folder.appending(path: "curriculum.md")
        let scheme = page(file).flatMap { CurriculumSchemeReader($0)?.read() }
        let (drafts, known) = readTopics(
            in: folder, strands: scheme.map { Set($0.strands.map(\.id.rawValue)) })
        for stray in files.list(folder, ending: ".md")
        where !["curriculum.md", "README.md"].contains(stray.lastPathComponent) {
            mistakes.append(
                Mistake(
                    file: library.name(of: stray), message: "a topic must lie in the folder of its strand"))
        }
        guard let scheme else { return (nil, known) }
        return (CurriculumAssembly(scheme: scheme, drafts: drafts, known: known).curriculum(), known)
    }

    mutating func readTopics(
        in curriculum: URL, strands: Set<String>?
    ) -> ([TopicDraft], known: Set<String>) {
        var drafts: [TopicDraft] = []
        var known: Set<String> = []
        for folder in files.folders(in: curriculum) {
            let strand = folder.lastPathComponent
            if let strands, !strands.contains(strand) {
                mistakes.append(
                    Mistake(file: library.name(of: folder), message: "no strand \(strand) in curriculum.md"))
                continue
            }
            let list = files.list(folder, ending: ".md")
            known.formUnion(list.map { Page.name(of: $0.lastPathComponent) })
            drafts += pages(list).compactMap { TopicDraft($0, name: $0.name, strand: strand) }
        }
        return (drafts, known)
    }

    mutating func readMoves() -> [MovedPage] {
        let file = library.movesFile
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)),
            let text = files.text(of: file)
        else { return [] }
        let (moves, found) = MovedReader.read(text, file: library.name(of: file))
        mistakes += found
        return moves
    }

    mutating func readRules(_ references: References, feeds: [ListedFeed]) -> [Rule] {
        let areAll = !mistakes.contains { $0.file.hasPrefix("feeds/") }
        let reader = RuleReader(references, feeds: feeds.map(\.feed), areAll: areAll)
        return pages(in: library.rulesFolder).compactMap { reader.read($0) }
    }

    mutating func readFeeds(sectors: [String]?) -> [ListedFeed] {
        var found: [ListedFeed] = []
        for file in files.list(library.feedsFolder, ending: ".opml") {
            guard let bytes = files.bytes(of: file) else { continue }
            do {
                let reading = try OPML.read(bytes, file: library.name(of: file)).feeds
                found += reading.feeds
                mistakes += reading.mistakes
            } catch {
                mistakes.append(error)
            }
        }
        for listed in found {
            guard let sector = listed.feed.standing.sector, let sectors, !sectors.contains(sector) else {
                continue
            }
            let message = "unknown sector \(sector); known: \(sectors.joined(separator: ", "))"
            mistakes.append(Mistake(file: listed.file, line: listed.line, message: message))
        }
        let (kept, repeated) = ListedFeed.unique(found)
        mistakes += repeated
        return kept
    }
}

extension ListedFeed {
    /// Each address once, with a mistake for every later line that repeats it.
    static func unique(_ feeds: [ListedFeed]) -> (kept: [ListedFeed], mistakes: [Mistake]) {
        var first: [String: ListedFeed] = [:]
        var mistakes: [Mistake] = []
        let kept = feeds.filter { listed in
            let key = listed.feed.address.canonicalKey
            guard let earlier = first[key] else {
                first[key] = listed
                return true
            }
            let message = "duplicate address, already in \(earlier.file):\(earlier.line)"
            mistakes.append(Mistake(file: listed.file, line: listed.line, message: message))
            return false
        }
        return (kept, mistakes)
    }
}
