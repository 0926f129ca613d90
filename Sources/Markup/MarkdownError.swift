// SPDX-License-Identifier: MIT

/// Why a Markdown text was not rendered.
public enum MarkdownError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It has more bytes than the limit.
    case tooLong(bytes: Int, limit: Int)
    /// Lists, quotations or emphasis stand in each other more deeply than the limit.
    case tooDeep(limit: Int)
    /// Its tables would have more cells than the limit.
    case tooManyCells(limit: Int)
    /// It has so many brackets or at signs in a paragraph, or such links by reference, that reading it would take long.
    case tooTangled
    /// The HTML in it or made of it is too much.
    case tooMuchMarkup(HTMLError)
    /// The renderer had no memory left.
    case outOfMemory

    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "the Markdown has \(bytes) bytes; the limit is \(limit)"
        case .tooDeep(let limit): "the Markdown is nested more than \(limit) deep"
        case .tooManyCells(let limit): "the Markdown's tables have more than \(limit) cells"
        case .tooTangled: "the Markdown has too many brackets in a paragraph to be read in time"
        case .tooMuchMarkup(let error): "\(error)"
        case .outOfMemory: "there was no memory to render the Markdown"
        }
    }
}
