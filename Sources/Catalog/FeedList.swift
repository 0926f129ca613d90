// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension Library {
    /// Adds a feed to an OPML file of the library, which is made where it does not exist.
    ///
    /// **Shape**: everything else in the file stays byte for byte as it was.
    /// **Errors**: as in ``OPML/adding(_:to:file:)`` and ``FileWriter``; the file is then as it was.
    public func add(_ feed: Feed, to file: URL) throws(CatalogError) {
        let name = name(of: file)
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else {
            let title = file.deletingPathExtension().lastPathComponent
            try FileWriter.writeAtomically(OPML.write(OPMLDocument(title: title, feeds: [feed])), to: file)
            return
        }
        try FileWriter.writeAtomically(OPML.adding(feed, to: bytes(of: file), file: name), to: file)
    }

    /// Removes a feed from the OPML file that lists it.
    ///
    /// **Shape**: everything else in the file stays byte for byte as it was.
    /// **Errors**: as in ``OPML/removing(_:from:file:)`` and ``FileWriter``; the file is then as it was.
    public func remove(_ listed: ListedFeed) throws(CatalogError) {
        let file = resolve(listed.file)
        let changed = try OPML.removing(listed.feed.address, from: bytes(of: file), file: listed.file)
        try FileWriter.writeAtomically(changed, to: file)
    }

    /// All feeds as one list for other readers: every file's outlines as they are written, groups of one name joined.
    ///
    /// **Shape**: files by name; each address once; attributes that Cairn does not know are there too. A line without
    /// a feed and a file that cannot be read are left out, ``Library/read()`` says why.
    public func exportedFeeds(title: String) -> OPMLDocument {
        var files = LibraryFiles(self)
        var merge = OPMLMerge()
        for file in files.list(feedsFolder, ending: ".opml") {
            guard let bytes = files.bytes(of: file), let list = try? OPML.read(bytes, file: name(of: file))
            else { continue }
            merge.add(list)
        }
        return merge.document(title: title)
    }

    private func bytes(of file: URL) throws(CatalogError) -> [UInt8] {
        do {
            return try LibraryFiles.read(file, named: name(of: file))
        } catch {
            throw .unreadable(file: error.file, reason: error.message)
        }
    }
}
