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
        let place = try Place(path)
        let lock = try FolderLock(place.parent)
        defer { lock.release() }
        try place.clearLeftovers()
        let writing = FolderWriting(
            former: try FolderManifest.read(at: place.target), target: place.target, next: place.next)
        do {
            try Disk.makeFolder(place.next)
            try produce { file throws(PublishingError) in try writing.take(file) }
            guard try writing.finish() else {
                try Disk.remove(place.next)
                return writing.change
            }
        } catch {
            try? Disk.remove(place.next)
            throw error
        }
        try place.swap()
        return writing.change
    }
}

/// The folder and the names beside it that a run uses.
private struct Place {
    let parent: String
    let name: String

    init(_ path: String) throws(PublishingError) {
        let whole = Disk.resolved(path)
        guard let slash = whole.lastIndex(of: "/"), whole.index(after: slash) < whole.endIndex else {
            throw .unusableName(path)
        }
        parent = slash == whole.startIndex ? "/" : String(whole[..<slash])
        name = String(whole[whole.index(after: slash)...])
        try Disk.makeFolders(parent)
    }

    var target: String { parent + "/" + name }
    /// The files to come; after an exchange, the former files.
    var next: String { "\(parent)/.\(name)-next" }
    /// The former files, on systems that cannot exchange two folders in one step.
    var former: String { "\(parent)/.\(name)-former" }

    /// Ends what a killed run began.
    func clearLeftovers() throws(PublishingError) {
        if Disk.exists(former) {
            if Disk.exists(target) {
                try Disk.remove(former)
            } else {
                try Disk.rename(former, to: target)
            }
        }
        if Disk.exists(next) { try Disk.remove(next) }
    }

    func swap() throws(PublishingError) {
        if !Disk.exists(target) {
            try Disk.rename(next, to: target)
        } else if try Disk.exchange(next, target) {
            try Disk.sync(parent)
            try Disk.remove(next)
        } else {
            try Disk.rename(target, to: former)
            try Disk.rename(next, to: target)
            try Disk.sync(parent)
            try Disk.remove(former)
        }
        try Disk.sync(parent)
    }
}
