// SPDX-License-Identifier: MIT

import Catalog
import Model
import Storage

/// How a topic stands: how many items it has, and how well it is suggested.
struct TopicStanding: Sendable {
    let topic: Topic
    let approved: Int
    let waiting: Int
    /// What curators made of what was suggested, in all.
    let record: TagRecord

    /// Whether nothing is approved for it.
    var isGap: Bool { approved == 0 }
}

/// The curriculum with what the library has for it.
struct CurriculumStanding: Sendable {
    let curriculum: Curriculum
    let coverage: Coverage
    private let months: [Topic.ID: [TopicMonth]]

    /// Reads it.
    ///
    /// **Errors**: `DeskError.refused` for no curriculum.
    init(_ sitting: Sitting) async throws {
        guard let curriculum = sitting.holdings.curriculum else {
            throw DeskError.refused("There is no curriculum that can be read. Look into curated/curriculum.")
        }
        self.curriculum = curriculum
        coverage = try await sitting.store.queue.coverage()
        months = Dictionary(grouping: try await sitting.store.tagVerdicts.months(), by: \.topic)
    }

    /// The topics that are in use, of one strand or of all.
    func topics(in strand: Curriculum.Strand.ID? = nil) -> [TopicStanding] {
        let all = strand.map { curriculum.topics(in: $0) } ?? curriculum.topics
        return all.filter { !$0.isRetired }.map { topic in
            TopicStanding(
                topic: topic, approved: coverage.count([topic.id], .approved),
                waiting: coverage.count([topic.id], .waiting), record: (months[topic.id] ?? []).total)
        }
    }
}
