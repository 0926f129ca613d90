// SPDX-License-Identifier: MIT

import Foundation
import Publishing
import Testing

@Suite struct StyleSheetTests {
    /// The colours of one scheme: 0 light, 1 dark.
    func tokens(_ scheme: Int) throws -> [String: String] {
        let blocks = PageLayout.styleSheet.matches(of: /:root \{([^}]*)\}/)
        let pairs = blocks[scheme].1.matches(of: /--([a-z]+): (#[0-9a-f]{6});/)
        return Dictionary(uniqueKeysWithValues: pairs.map { (String($0.1), String($0.2)) })
    }

    /// Relative luminance as WCAG 2.2 defines it.
    func luminance(_ colour: String) throws -> Double {
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test(arguments: [0, 1], ["ink", "quiet", "accent", "focus"])
    func wordsStandOutFromEveryGround(scheme: Int, colour: String) throws {
        let tokens = try tokens(scheme)
        for ground in ["paper", "card", "tint"] {
            let pair = try [colour, ground].map { try luminance(try #require(tokens[$0])) }.sorted()
            #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, "\(colour) on \(ground)")
        }
    }
}
