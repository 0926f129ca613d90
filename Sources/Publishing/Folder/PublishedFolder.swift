// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// The folder that readers see; all its files change at once, or none does.
///
/// The new files are written to a folder beside it, which then takes its place in one step; a run that is killed leaves the
/// former files whole, and the next run clears up. A folder that Cairn did not make is never touched.
public struct PublishedFolder: Sendable {
    /// Where it is.
    public let path: String

    /// What a run changed, by the files' paths.
    public struct Change: Hashable, Sendable {
        /// New files and files with new words.
        public var written: [String] = []
        /// Files that are no longer published.
        public var removed: [String] = []
        /// Files that somebody had edited by hand or lost, made anew.
        public var restored: [String] = []

        /// Nothing.
        public init() {}

        /// Whether everything stayed as it was.
        public var isEmpty: Bool { written.isEmpty && removed.isEmpty && restored.isEmpty }
    }

    /// Holds what it is given; nothing is read or made yet.
    public init(path: String) { self.path = path }

    /// Makes the folder hold just these files.
    ///
    /// **Shape**: with the same files again nothing is written at all.
    /// **Errors**: ``PublishingError``; whatever it is, the former files are whole.
    public func write(_ files: [PublishedFile]) throws(PublishingError) -> Change {
        for file in files where !FolderManifest.isUsable(file.path) { throw .unusableName(file.path) }
        return try write { take throws(PublishingError) in
            for file in files { try take(file) }
        }
    }

    /// Makes the folder hold just the files that are produced; each goes to the disk as soon as it comes.
    ///
    /// **Shape**: with the same files again nothing changes; a file that stays as it was is not written again.
    /// **Errors**: ``PublishingError``, also what producing throws; whatever it is, the former files are whole.
    public func write(
        _ produce: (@escaping (PublishedFile) throws(PublishingError) -> Void) throws(PublishingError) -> Void
    ) throws(PublishingError) -> Change {
        let writing = try FolderWriting(path, isRemembering: false)
        do {
            try produce { file throws(PublishingError) in try writing.take(file) }
        } catch {
            writing.abandon()
            throw error
        }
        return try writing.finish(as: InputKey(of: ""), telling: [])
    }

    /// Begins a build that knows of the last one, and of which the next will know.
    ///
    /// What is remembered lies beside the folder, under its name with a dot before and `-kept` behind; it may be removed at any
    /// time, and costs the next build no more than time.
    /// **Errors**: ``PublishingError/busy(folder:)`` while another run writes, ``PublishingError/notOurs(path:)`` for what
    /// Cairn did not make, and what the disk says.
    ///
    /// - Parameter isForgetting: whether to make everything anew, whatever is known.
    public func begin(isForgetting: Bool = false) throws(PublishingError) -> FolderWriting {
        try FolderWriting(path, isRemembering: true, isForgetting: isForgetting)
    }
}
