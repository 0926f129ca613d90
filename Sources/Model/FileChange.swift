// SPDX-License-Identifier: MIT

/// What becomes of one curated file.
public struct FileChange: Hashable, Sendable, Codable {
    /// The file, relative to the library: `curated/rules/no-jobs.md`.
    public let file: String
    /// What is in it before; nil where it is not there.
    public let before: String?
    /// What is in it afterwards; nil where it goes.
    public let after: String?

    /// Holds what it is given.
    public init(file: String, before: String?, after: String?) {
        self.file = file
        self.before = before
        self.after = after
    }

    /// The change that takes this one back.
    public var reversed: FileChange { FileChange(file: file, before: after, after: before) }
}
