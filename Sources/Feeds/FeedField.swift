// SPDX-License-Identifier: MIT

import Markup
import Model

/// One known element of a feed with what stands in it.
struct FeedField {
    let element: FeedElement
    /// Whether its name belongs to Atom or RSS itself rather than to an extension.
    let isAtom: Bool
    var attributes: [XMLAttribute] = []
    /// Its text without white space around it; markup where it had elements inside.
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

    /// The first child of a kind.
    func child(_ element: FeedElement) -> FeedField? { children.first { $0.element == element } }
}

extension [FeedField] {
    /// The first field of a kind that has text.
    func first(_ element: FeedElement) -> FeedField? {
        first { $0.element == element && !$0.text.isEmpty }
    }

    /// The fields of a kind.
    func all(_ element: FeedElement) -> [FeedField] { filter { $0.element == element } }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without white space around it.
    var trimmedWhitespace: String {
        guard let first = utf8.firstIndex(where: { $0 > 0x20 }),
            let last = utf8.lastIndex(where: { $0 > 0x20 })
        else { return "" }
        return String(self[first..<utf8.index(after: last)])
    }

    /// Nil instead of an empty text.
    var nonEmpty: String? { isEmpty ? nil : String(self) }
}
