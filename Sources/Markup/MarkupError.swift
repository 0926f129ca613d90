// SPDX-License-Identifier: MIT

/// Why a document could not be read as markup.
public enum MarkupError: Error, Hashable, CustomStringConvertible {
    /// It is not well-formed XML; the line counts from 1.
    case malformed(line: Int, reason: String)
    /// It declares entities that could be an attack.
    case unsafe(reason: String)
    /// It has more bytes than allowed.
    case tooLarge(byteLimit: Int)

    public var description: String {
        switch self {
        case .malformed(let line, let reason): "line \(line): \(reason)"
        case .unsafe(let reason): "unsafe XML: \(reason)"
        case .tooLarge(let byteLimit): "the document has more than \(byteLimit) bytes"
        }
    }
}
