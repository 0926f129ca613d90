// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

/// After any edit, publishing over what is there gives what publishing to a new folder gives, and writes only what changed.
@Suite struct IncrementalBuildTests {
    static let site = Site(title: "Cairn", base: .sample("https://learn.example.org/"))

    /// What an edit leaves to be published.
    struct Edition {
        var site = IncrementalBuildTests.site
        var publication: Publication
        var template: String?

        func publish(to folder: PublishedFolder) throws -> PublishedFolder.Change {
            let composer = try SiteComposer(
                site: site, curriculum: SampleLibrary.curriculum, template: template)
            let publication = publication
            return try folder.write { take throws(PublishingError) in
                try composer.write(publication, to: take)
            }
        }
    }

    static func reworded(_ why: String) throws -> Publication {
        let items = SampleLibrary.items.map { item in
            guard item.id == SampleLibrary.items[0].id else { return item }
            return ReviewedItem.sample(
                item.item, source: "Fern & Field Trust blog", topics: item.verdict.topics, why: why)
        }
        return Publication(
            packs: [try SampleLibrary.pack()], issues: [try SampleLibrary.issue(3)],
            paths: [SampleLibrary.path, SampleLibrary.warmUp], items: items)
    }

    static func editions() throws -> [(name: String, edition: Edition)] {
        let whole = try SampleLibrary.publication()
        let frame =
            "<!DOCTYPE html>\n<html lang=\"{{language}}\"><title>{{title}}</title><body>{{{body}}}</body></html>\n"
        return [
            ("one item said anew", Edition(publication: try reworded("Because it is short."))),
            (
                "without packs",
                Edition(publication: Publication(paths: [SampleLibrary.warmUp], items: SampleLibrary.items))
            ),
            ("nothing at all", Edition(publication: Publication())),
            ("another title", Edition(site: Site(title: "Other", base: site.base), publication: whole)),
            ("without an address", Edition(site: Site(title: "Cairn"), publication: whole)),
            ("another frame", Edition(publication: whole, template: frame)),
            (
                "a page that moved",
                Edition(
                    publication: Publication(
                        packs: [try SampleLibrary.pack()], items: SampleLibrary.items,
                        moves: [MovedPage(from: "packs/old", to: "packs/board-essentials")]))
            ),
            ("as it was", Edition(publication: whole)),
        ]
    }

    @Test func everyEditGivesWhatACleanBuildGives() async throws {
        try await withTemporaryFolder { home in
            let folder = PublishedFolder(path: home.path + "/site")
            _ = try Edition(publication: try SampleLibrary.publication()).publish(to: folder)
            for (place, (name, edition)) in try IncrementalBuildTests.editions().enumerated() {
                _ = try edition.publish(to: folder)
                let clean = home.path + "/clean-\(place)"
                _ = try edition.publish(to: PublishedFolder(path: clean))
                #expect(try contents(of: folder.path) == contents(of: clean), "\(name)")
            }
        }
    }

    @Test func whatStaysIsNotWrittenAgain() async throws {
        try await withTemporaryFolder { home in
            let folder = PublishedFolder(path: home.path + "/site")
            let whole = Edition(publication: try IncrementalBuildTests.reworded("First."))
            _ = try whole.publish(to: folder)
            let same = folder.path + "/packs/index.html"
            let before = try FileManager.default.attributesOfItem(atPath: same)[.systemFileNumber] as? Int
            let change = try Edition(publication: try IncrementalBuildTests.reworded("Second.")).publish(
                to: folder)
            let after = try FileManager.default.attributesOfItem(atPath: same)[.systemFileNumber] as? Int
            #expect(before == after)
            #expect(!change.written.isEmpty && !change.written.contains("packs/index.html"))
            #expect(change.written.contains("topics/digital-strategy.html"))
            #expect(
                try Edition(publication: try IncrementalBuildTests.reworded("Second.")).publish(to: folder)
                    .isEmpty)
        }
    }

    private func contents(of folder: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try Disk.files(in: folder) {
            found[path] = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
        }
        return found
    }
}
