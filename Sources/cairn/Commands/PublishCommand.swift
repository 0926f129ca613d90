// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Publishing
import Storage

/// `cairn publish`.
struct PublishCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Make packs of the themes and publish them with the approved issues.",
        discussion: """
            All files change at once, or none does; the same input gives the same bytes.

            Examples:
              cairn publish                                        to publish.to of cairn.yaml
              cairn publish --theme ready-for-the-board --to /tmp/look   only this pack, to a folder of its own
              cairn publish --facilitator /srv/private/facilitators      the notes for who leads a group too
              cairn publish --path board-essentials --to /tmp/look       only this path
            """)

    @OptionGroup var options: GlobalOptions
    @Option(name: .long, help: "Only this theme's pack; needs --to.") var theme: String?
    @Option(name: .long, help: "Only this learning path; needs --to.") var path: String?
    @Option(name: .long, help: "The folder to publish to.") var to: String?

    @Option(
        name: .long,
        help:
            "A folder of its own for the editions of who leads a group; they are never among the public pages."
    )
    var facilitator: String?

    func validate() throws {
        if theme != nil && to == nil {
            throw ValidationError("--theme needs --to: a folder of its own for one pack")
        }
        if path != nil && to == nil {
            throw ValidationError("--path needs --to: a folder of its own for one path")
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let curriculum = try workshop.curriculum(holdings)
        try workshop.insistOnCuratedFiles(holdings)
        let (themes, paths) = try chosen(from: holdings)
        let folder =
            to.map { URL(filePath: $0).path } ?? workshop.library.resolve(workshop.settings.publish.to).path
        let run = try workshop.publishing(await workshop.store(), curriculum)
        var plan = PublishRun.Plan(
            themes: themes, paths: paths, feeds: holdings.feeds, moves: holdings.moves,
            isWhole: theme == nil && path == nil,
            facilitators: try facilitatorFolder(beside: folder).map { PublishedFolder(path: $0) })
        plan.isExplained = options.json || options.verbose
        let outcome = try await publish(plan, by: run, to: folder, workshop)
        if workshop.settings.baseURL == nil {
            console.detail(
                "no feeds and no sitemap: base_url of cairn.yaml does not say where the pages will be")
        }
        console.json(PublishedView(outcome, folder: folder))
        tell(outcome, folder: folder)
        return .allWell
    }

    /// Publishes; a broken link is named by the file in which somebody wrote it.
    private func publish(
        _ plan: PublishRun.Plan, by run: PublishRun, to folder: String, _ workshop: Workshop
    ) async throws -> PublishOutcome {
        do {
            return try await run.perform(plan, to: PublishedFolder(path: folder), now: workshop.now)
        } catch {
            let failure: any Error = error
            if let failure = failure as? PublishRun.Failure, case .publishing(let cause) = failure,
                let complaint = workshop.complaint(about: cause)
            {
                throw complaint
            }
            throw failure
        }
    }

    /// The folder for facilitators, which must not be one that readers see.
    private func facilitatorFolder(beside folder: String) throws -> String? {
        guard let facilitator else { return nil }
        let place = URL(filePath: facilitator).standardizedFileURL.path
        let site = URL(filePath: folder).standardizedFileURL.path
        if place == site || place.hasPrefix(site + "/") || site.hasPrefix(place + "/") {
            throw Complaint("--facilitator needs a folder outside \(folder), which readers see")
        }
        return place
    }

    /// All themes and paths, or those that were asked for.
    private func chosen(from holdings: Holdings) throws -> ([Theme], [LearningPath]) {
        guard theme != nil || path != nil else { return (holdings.themes, holdings.paths) }
        let themes = try theme.map { id in
            guard let found = holdings.theme(Theme.ID(id)) else { throw Complaint("there is no theme \(id)") }
            return [found]
        }
        let paths = try path.map { id in
            guard let found = holdings.path(LearningPath.ID(id)) else {
                throw Complaint("there is no path \(id)")
            }
            return [found]
        }
        return (themes ?? [], paths ?? [])
    }

    private func tell(_ outcome: PublishOutcome, folder: String) {
        for pack in outcome.packs {
            if let reason = pack.reason {
                console.result("\(pack.theme): no pack, because \(reason)")
            } else {
                console.result("\(pack.theme): \(counted(pack.items, "item")), \(pack.minutes) min")
            }
            for left in pack.leftOut where left.reason != .otherTopics {
                console.detail("  left out: \(left)")
            }
        }
        for issue in outcome.issues { console.result("\(issue.newsletter) issue \(issue.number)") }
        let change = outcome.change
        console.result(
            change.isEmpty
                ? "Nothing changed in \(folder)."
                : "\(counted(change.written.count, "file")) written, \(change.removed.count) removed: \(folder)/index.html"
        )
    }
}

/// What `cairn publish --json` prints.
struct PublishedView: Encodable {
    private let folder: String
    private let packs: [PackView]
    private let issues: [IssueView]
    private let written: [String]
    private let removed: [String]

    private struct PackView: Encodable {
        let theme: String
        let items: Int
        let minutes: Int
        let reason: String?
        let leftOut: [LeftOutView]

        enum CodingKeys: String, CodingKey {
            case theme, items, minutes, reason
            case leftOut = "left_out"
        }
    }

    private struct LeftOutView: Encodable {
        let item: String
        let reason: String
    }

    init(_ outcome: PublishOutcome, folder: String) {
        self.folder = folder
        packs = outcome.packs.map { pack in
            PackView(
                theme: pack.theme.rawValue, items: pack.items, minutes: pack.minutes, reason: pack.reason,
                leftOut: pack.leftOut.map {
                    LeftOutView(item: $0.item.rawValue, reason: $0.reason.description)
                })
        }
        issues = outcome.issues.map { IssueView($0) }
        written = outcome.change.written
        removed = outcome.change.removed
    }
}
