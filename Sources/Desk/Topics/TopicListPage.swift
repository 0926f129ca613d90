// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// The topics: how well the library covers the curriculum, as a picture and in numbers, and how well each is suggested.
struct TopicListPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/topics", for: .contributor) { visit in .page(try await page(visit)) }
    ]

    let pictures: [CoveragePicture]
    let gaps: String
    let strands: [Strand]
    let mistakes: [String]
    let steps: [StepLine]
    let hasSteps: Bool

    struct Strand: Sendable {
        let name: String
        let topics: [Row]
    }

    /// One topic.
    struct Row: Sendable {
        let id: String
        let name: String
        let level: String
        let approved: Int
        let waiting: Int
        let isGap: Bool
        let precision: String
        let recall: String
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let standing = try await CurriculumStanding(visit.sitting)
        let (curriculum, coverage) = (standing.curriculum, standing.coverage)
        let all = standing.topics()
        let gaps = all.count(where: \.isGap)
        let steps = try await CuratedFiles(visit.sitting).lines(under: "curated/curriculum/")
        let values = TopicListPage(
            pictures: [
                CoveragePicture("stage", curriculum.stages, curriculum, coverage, isWhole: true),
                CoveragePicture("audience", curriculum.audiences, curriculum, coverage, isWhole: false),
            ],
            gaps: gaps == 0
                ? "Every topic has an approved item."
                : "\(gaps) of \(counted(all.count, "topic")) \(gaps == 1 ? "has" : "have") no approved item.",
            strands: curriculum.strands.map { strand in
                Strand(name: strand.name, topics: standing.topics(in: strand.id).map(row))
            },
            mistakes: visit.sitting.holdings.mistakes.filter { $0.file.hasPrefix("curated/curriculum/") }.map(
                \.description),
            steps: steps, hasSteps: !steps.isEmpty)
        return WebPage("Topics", "topics", values)
    }

    private static func row(_ standing: TopicStanding) -> Row {
        Row(
            id: standing.topic.id.rawValue, name: standing.topic.name,
            level: standing.topic.place.level.rawValue, approved: standing.approved,
            waiting: standing.waiting, isGap: standing.isGap,
            precision: DeskWords.percent(standing.record.precision),
            recall: DeskWords.percent(standing.record.recall))
    }
}

extension DeskWords {
    /// A share as people read it; a dash where there is none.
    static func percent(_ share: Double?) -> String {
        share.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
    }
}

/// Strands by stage or by audience: how many approved items, how many wait, and where there are none.
///
/// Drawn by `coverage`.
struct CoveragePicture: Sendable {
    /// What tells its parts from those of the other picture.
    let id: String
    let width: Int
    let height: Int
    let columns: [Column]
    let rows: [Row]
    let sentence: String

    /// Where the names of strands end, and how wide and high a cell is.
    private static let (margin, head, cellWidth, cellHeight) = (220, 64, 94, 40)

    struct Column: Sendable {
        let name: String
        let lines: [Line]
        let middle: Int

        struct Line: Sendable {
            let text: String
            let y: Int
        }
    }

    struct Row: Sendable {
        let name: String
        let middle: Int
        let cells: [Cell]
    }

    /// One number with its square.
    struct Cell: Sendable {
        let x: Int
        let y: Int
        let middle: Int
        let base: Int
        let number: String
        /// `gap`, `few`, `some`, `many`, `waits`, or `plain`: how it is coloured.
        let look: String
    }

    /// - Parameters:
    ///   - id: `stage` or `audience`.
    ///   - isWhole: with all that is approved, what waits, and the topics that have nothing.
    init(
        _ id: String, _ facets: [Curriculum.Facet], _ curriculum: Curriculum, _ coverage: Coverage,
        isWhole: Bool
    ) {
        self.id = id
        let names =
            isWhole
            ? ["All approved"] + facets.map(\.name) + ["Waiting", "Topics without any"] : facets.map(\.name)
        columns = names.enumerated().map { index, name in
            let x = CoveragePicture.margin + index * CoveragePicture.cellWidth
            let lines = CoveragePicture.lines(of: name)
            return Column(
                name: name,
                lines: lines.enumerated().map {
                    Column.Line(text: $1, y: CoveragePicture.head - 10 - (lines.count - 1 - $0) * 16)
                }, middle: x + CoveragePicture.cellWidth / 2)
        }
        rows = curriculum.strands.enumerated().map { number, strand in
            let topics = curriculum.topics(in: strand.id).filter { !$0.isRetired }.map(\.id)
            let gaps = topics.count { coverage.count([$0], .approved) == 0 }
            let y = CoveragePicture.head + number * CoveragePicture.cellHeight
            func approved(_ count: Int) -> (String, String) { ("\(count)", CoveragePicture.look(count)) }
            var numbers = facets.map { approved(coverage.count(topics, for: $0.id)) }
            if isWhole {
                numbers.insert(approved(coverage.count(topics, .approved)), at: 0)
                numbers.append(("\(coverage.count(topics, .waiting))", "waits"))
                numbers.append(("\(gaps) of \(topics.count)", gaps == 0 ? "plain" : "gap"))
            }
            return Row(
                name: strand.name, middle: y + 25,
                cells: numbers.enumerated().map { index, cell in
                    let x = CoveragePicture.margin + index * CoveragePicture.cellWidth
                    return Cell(
                        x: x + 2, y: y + 2, middle: x + CoveragePicture.cellWidth / 2, base: y + 25,
                        number: cell.0, look: cell.1)
                })
        }
        width = CoveragePicture.margin + names.count * CoveragePicture.cellWidth
        height = CoveragePicture.head + rows.count * CoveragePicture.cellHeight + 4
        let empty = rows.flatMap(\.cells).count { $0.look == "gap" }
        sentence =
            "Approved items of each strand by \(id)\(isWhole ? ", how many wait, and how many topics have none" : ""). "
            + "\(counted(empty, "cell")) \(empty == 1 ? "is" : "are") a gap. The same numbers stand in the table below."
    }

    private static func look(_ count: Int) -> String {
        switch count {
        case 0: "gap"
        case 1...2: "few"
        case 3...9: "some"
        default: "many"
        }
    }

    /// A name in lines that fit over a column.
    private static func lines(of name: String) -> [String] {
        var lines: [String] = []
        for word in name.split(separator: " ") {
            if let last = lines.last, last.count + word.count <= 13 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
