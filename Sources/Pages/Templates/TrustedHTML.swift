// SPDX-License-Identifier: MIT

import Markup
public import Mustache

/// HTML that may enter a page as it is.
///
/// A template writes every value escaped. The one way around it is `{{{trusted(name)}}}`, which writes values of this type
/// and nothing else; so whoever reads where these are made has read all.
public struct TrustedHTML: Hashable, Sendable, MustacheTransformable {
    /// The HTML.
    public let text: String

    /// Plain text, escaped.
    public init(plain text: String) { self.text = HTMLEscape.text(text) }

    /// HTML that a cleaner has rebuilt, or a renderer of ours has made.
    public init(cleaned html: String) { text = html }

    /// Two pieces, one after the other.
    public static func + (left: Self, right: Self) -> Self { Self(cleaned: left.text + right.text) }

    /// Plain text within an element without attributes, such as `mark`.
    public init(plain text: String, in element: StaticString) {
        self.text = "<\(element)>\(HTMLEscape.text(text))</\(element)>"
    }

    /// What templates ask for; `trusted` is the only word that gives something.
    public func transform(_ name: String) -> Any? { name == "trusted" ? text : nil }
}

extension TrustedHTML: MustacheCustomRenderable {
    /// What a template writes that does not ask for trust; escaped, this shows the mistake.
    public var renderText: String { text }
    /// Whether a section of it is shown.
    public var isNull: Bool { text.isEmpty }
}
