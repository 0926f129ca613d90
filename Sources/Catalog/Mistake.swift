// SPDX-License-Identifier: MIT

/// Something in a file that a person has to mend.
///
/// **Shape**: prints as `feeds/team.opml:12: no xmlUrl`, or without the line where it is the file as a whole.
public struct Mistake: Error, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// The file, relative to the library; or the name of a variable, such as `CAIRN_TIME_ZONE`.
    public let file: String
    /// The line, counted from 1; nil where it is the file as a whole.
    public let line: Int?
    /// What is wrong, in a sentence that a curator can act on; lower case, no full stop.
    public let message: String

    /// Holds what it is given.
    public init(file: String, line: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    public var description: String {
        line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }

    public static func < (left: Mistake, right: Mistake) -> Bool {
        (left.file, left.line ?? 0, left.message) < (right.file, right.line ?? 0, right.message)
    }
}

/// Collects the mistakes of one file while it is read.
final class MistakeNotes {
    /// The file, as mistakes name it.
    let file: String
    private(set) var mistakes: [Mistake] = []

    init(file: String) { self.file = file }

    func note(_ message: String, line: Int?) {
        mistakes.append(Mistake(file: file, line: line, message: message))
    }
}
