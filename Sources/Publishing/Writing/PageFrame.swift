// SPDX-License-Identifier: MIT

import Markup
import Mustache

/// The frame of pages of one shape: the template filled once, with gaps for what is different on each page.
///
/// A site has a handful of shapes and many thousand pages. Mustache finds its values by reflection, which for each page
/// would cost more than everything else about it.
struct PageFrame {
    /// The texts between the gaps in UTF-8; one more than there are gaps.
    private let texts: [[UInt8]]
    private let gaps: [Gap]
    /// How many bytes the texts have.
    private let count: Int

    /// What a page puts into its frame.
    enum Field: Int, CaseIterable {
        case title, summary, head, markdown, body
    }

    /// Some of the fields.
    struct Fields: OptionSet, Hashable {
        let rawValue: UInt8

        init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Those for which something holds.
        init(where holds: (Field) -> Bool) {
            rawValue = Field.allCases.reduce(0) { holds($1) ? $0 | 1 << UInt8($1.rawValue) : $0 }
        }

        func contains(_ field: Field) -> Bool { rawValue >> UInt8(field.rawValue) & 1 == 1 }
    }

    struct Gap {
        let field: Field
        let isEscaped: Bool
    }

    /// Fills the template once; `fill` gets a stand-in for each field, or nothing for those that stay empty.
    init(empty: Fields, _ fill: ((Field) -> String) -> String) {
        var texts = [""]
        var gaps: [Gap] = []
        let filled = fill { empty.contains($0) ? "" : PageFrame.standIn($0) }
        for part in filled.split(separator: PageFrame.mark, omittingEmptySubsequences: false) {
            if let gap = PageFrame.gap(part) {
                gaps.append(gap)
                texts.append("")
            } else {
                texts[texts.count - 1] += part
            }
        }
        self.texts = texts.map { Array($0.utf8) }
        count = self.texts.reduce(0) { $0 + $1.count }
        self.gaps = gaps
    }

    /// A page: the frame with its gaps closed.
    ///
    /// - Parameters:
    ///   - bodyCount: the bytes that the body will have, more or less.
    ///   - write: adds the value of a field, escaped or as it is.
    func filled(
        bodyCount: Int, _ write: (_ field: Field, _ isEscaped: Bool, _ out: inout [UInt8]) -> Void
    ) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bodyCount + count + 2048)
        for place in gaps.indices {
            out.append(contentsOf: texts[place])
            write(gaps[place].field, gaps[place].isEscaped, &out)
        }
        out.append(contentsOf: texts[texts.count - 1])
        return out
    }
}

private extension PageFrame {
    /// A control character, which no text of a frame holds: HTML has none.
    static let mark: Character = "\u{1}"

    /// It holds a character that is escaped, which tells how the template puts it in.
    static func standIn(_ field: Field) -> String { "\(mark)<\(field.rawValue)\(mark)" }

    static func gap(_ part: Substring) -> Gap? {
        for (start, isEscaped) in [("<", false), ("&lt;", true)] where part.hasPrefix(start) {
            let field = Int(part.dropFirst(start.count)).flatMap { Field(rawValue: $0) }
            return field.map { Gap(field: $0, isEscaped: isEscaped) }
        }
        return nil
    }
}
