// SPDX-License-Identifier: MIT

/// Names one thing of the kind `Subject`, so that a feed's id can never be handed in where a topic's is wanted.
///
/// **Shape**: any non-empty text. Ids of things that people keep as files are lower-case slugs; ids of items and
/// runs are made by Cairn (see ``Digest``).
public struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The text as stored and shown.
    public let rawValue: String

    /// Takes the text as it is; whether the thing exists is for its owner to say.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    public var description: String { rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// Whether a text can be the id of something kept as a file: lower-case letters, digits and single hyphens.
///
/// **Shape**: true for `digital-leadership`; false for an empty text, upper case, spaces, dots or slashes.
public func isSlug(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, first != UInt8(ascii: "-") else {
        return false
    }
    guard last != UInt8(ascii: "-"), text.utf8.count <= 80 else { return false }
    return text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
}

/// A slug made from any text, for file names and anchors.
///
/// **Shape**: letters and digits of ASCII in lower case, everything else a single hyphen, 60 bytes at the most;
/// `"untitled"` when nothing is left.
public func slug(from text: String) -> String {
    var out: [UInt8] = []
    for byte in text.lowercased().utf8 {
        let isWord =
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        if isWord {
            out.append(byte)
        } else if byte != UInt8(ascii: "'"), out.last != UInt8(ascii: "-"), !out.isEmpty {
            out.append(UInt8(ascii: "-"))
        }
        if out.count == 60 { break }
    }
    while out.last == UInt8(ascii: "-") { out.removeLast() }
    return out.isEmpty ? "untitled" : String(decoding: out, as: UTF8.self)
}
