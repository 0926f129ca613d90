// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Testing

/// What is kept in this repository is itself a library; it must be without mistakes.
@Suite struct RealLibraryTests {
    private let library = Library(
        folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent())

    @Test func theCurriculumHasSixtyTopicsInNineStrands() throws {
        let curriculum = try #require(library.read().curriculum)
        #expect(curriculum.strands.count == 9)
        #expect(curriculum.topics.count == 60)
        #expect(curriculum.topics.filter { $0.place.level == .core }.count == 28)
        #expect(curriculum.topics.filter { $0.place.level == .deeper }.count == 32)
        #expect(curriculum.topics.first?.strand == "leadership")
    }

    @Test func nothingInItIsAMistake() {
        #expect(library.read().mistakes == [])
    }

    @Test func relatedTopicsHoldBothWays() throws {
        let curriculum = try #require(library.read().curriculum)
        for topic in curriculum.topics {
            for other in topic.place.related {
                let back = try #require(curriculum.topic(other)).place.related
                #expect(back.contains(topic.id), "\(other) does not name \(topic.id)")
            }
        }
    }
}
