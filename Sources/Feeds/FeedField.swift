// SPDX-License-Identifier: MIT

import Markup
import Model

/// One known element of a feed with what stands in it.
struct FeedField {
    let element: FeedElement
    /// Whether its name belongs to Atom or RSS itself rather than to an extension.
    let isAtom: Bool
    var attributes: [XMLAttribute] = []
    /// Its text; markup where it had elements inside.
    var text = ""
    var isMarkup = false
    var children: [FeedField] = []
    var language: String?
    var base: WebAddress?

    /// An attribute by its local name.
    subscript(name name: String) -> String? {
        attributes.first { $0.local == name && $0.prefix.isEmpty }?.value
            ?? attributes.first { $0.local.lowercased() == name }?.value
    }

    /// The text without white space around it.
    var trimmed: String { text.trimmedWhitespace }

    /// The first child of a kind.
    func child(_ element: FeedElement) -> FeedField? { children.first { $0.element == element } }
}

extension [FeedField] {
    /// The first field of a kind that has text.
    func first(_ element: FeedElement) -> FeedField? {
        first { $0.element == element && !$0.trimmed.isEmpty }
    }

    /// The fields of a kind.
    func all(_ element: FeedElement) -> [FeedField] { filter { $0.element == element } }
}

extension StringProtocol {
    /// The text without white space around it.
    var trimmedWhitespace: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isBlank }),
            let last = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    /// Nil instead of an empty text.
    var nonEmpty: String? { isEmpty ? nil : String(self) }
}

private extension Unicode.Scalar {
    var isBlank: Bool { value <= 0x20 || value == 0xA0 || value == 0xFEFF }
}
