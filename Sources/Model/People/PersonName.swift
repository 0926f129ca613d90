// SPDX-License-Identifier: MIT

import Foundation

/// The name of a person, as it is kept and as it is compared.
public struct PersonName: Hashable, Sendable {
    /// What others see.
    public let text: String
    /// The same for names that people take for one another: `ADA` and `ada`.
    public let key: String

    /// Trims a name and puts its letters into one form.
    ///
    /// **Shape**: nil for a name that is empty, longer than 80 characters, or holds what is no letter, digit, mark, space or
    /// one of `. ' - _ @ +`.
    public init?(_ name: String) {
        let text = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .precomposedStringWithCanonicalMapping
        guard !text.isEmpty, text.count <= 80, text.unicodeScalars.count <= 200,
            text.unicodeScalars.allSatisfy(PersonName.isFit)
        else { return nil }
        self.text = text
        key = text.precomposedStringWithCompatibilityMapping.lowercased()
    }

    private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .nonspacingMark, .spacingMark:
            true
        default: " .'’-_@+".unicodeScalars.contains(scalar)
        }
    }
}
