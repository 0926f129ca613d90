// SPDX-License-Identifier: MIT

import Foundation
public import Model

extension Library {
    /// What is in a curated file; nil where it is not there.
    ///
    /// **Errors**: ``CatalogError/unreadable(file:reason:)``, also for a file that is not below `curated/`.
    public func curatedText(of file: String) throws(CatalogError) -> String? {
        let place = try curatedPlace(of: file)
        guard FileManager.default.fileExists(atPath: place.path(percentEncoded: false)) else { return nil }
        do throws(Mistake) {
            return try LibraryFiles.text(LibraryFiles.read(place, named: file), named: file)
        } catch {
            throw .unreadable(file: file, reason: error.message)
        }
    }

    /// Changes curated files, all of them or none.
    ///
    /// A file may also be as it will be: what was cut off in the middle can be done again.
    /// **Errors**: ``CatalogError/overtaken(file:)`` where a file is not as the change says it is; nothing is then changed.
    public func apply(_ changes: [FileChange]) throws(CatalogError) {
        for change in changes {
            let text = try curatedText(of: change.file)
            guard text == change.before || text == change.after else { throw .overtaken(file: change.file) }
        }
        var done: [FileChange] = []
        do throws(CatalogError) {
            for change in changes {
                try write(change.after, to: change.file)
                done.append(change)
            }
        } catch {
            for change in done.reversed() { try? write(change.before, to: change.file) }
            throw error
        }
    }

    private func write(_ text: String?, to file: String) throws(CatalogError) {
        let place = try curatedPlace(of: file)
        if let text { return try FileWriter.writeAtomically(text, to: place) }
        guard FileManager.default.fileExists(atPath: place.path(percentEncoded: false)) else { return }
        do {
            try FileManager.default.removeItem(at: place)
        } catch {
            throw .unwritable(file: file, reason: "it cannot be removed")
        }
    }

    private func curatedPlace(of file: String) throws(CatalogError) -> URL {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0] == "curated", parts[1] != "published",
            parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("\0") })
        else { throw .unreadable(file: file, reason: "it is no curated file") }
        let place = resolve(file)
        // A link in curated/ leads nowhere else.
        let root = folder.resolvingSymlinksInPath().path(percentEncoded: false)
        var known = place
        // What is not there yet is where its folder is.
        while !FileManager.default.fileExists(atPath: known.path(percentEncoded: false)), known.path != "/" {
            known = known.deletingLastPathComponent()
        }
        let real = known.resolvingSymlinksInPath().path(percentEncoded: false)
        guard
            real.appending(real.hasSuffix("/") ? "" : "/").hasPrefix(root.hasSuffix("/") ? root : root + "/")
        else {
            throw .unreadable(file: file, reason: "it is a link that leads out of the library")
        }
        return place
    }
}
