// SPDX-License-Identifier: MIT

public import Foundation

/// A folder with `cairn.yaml`, `feeds/` and `curated/`: one team's whole Cairn.
public struct Library: Hashable, Sendable {
    /// The folder, absolute.
    public let folder: URL

    /// Takes a folder as a library, whether or not anything is in it yet.
    public init(folder: URL) {
        let path = folder.absoluteURL.standardizedFileURL.path(percentEncoded: false)
        self.folder = URL(filePath: path, directoryHint: .isDirectory)
    }

    /// The library that a folder belongs to: the nearest folder, itself or above, that holds a `cairn.yaml`.
    ///
    /// **Errors**: ``CatalogError/noLibrary(start:)``.
    public static func find(from start: URL) throws(CatalogError) -> Library {
        var path = start.absoluteURL.standardizedFileURL.path(percentEncoded: false)
        while true {
            let library = Library(folder: URL(filePath: path, directoryHint: .isDirectory))
            if FileManager.default.fileExists(atPath: library.settingsFile.path(percentEncoded: false)) {
                return library
            }
            let parent = (path as NSString).deletingLastPathComponent
            guard parent != path, !parent.isEmpty else {
                throw .noLibrary(start: start.path(percentEncoded: false))
            }
            path = parent
        }
    }

    /// `cairn.yaml`.
    public var settingsFile: URL { part("cairn.yaml") }
    /// `feeds/`: one OPML file per group of sources.
    public var feedsFolder: URL { part("feeds", isFolder: true) }
    /// `feeds/sample/`: the bundled sample feeds, which are no subscriptions.
    public var sampleFolder: URL { part("feeds/sample", isFolder: true) }
    /// `curated/curriculum/`: the strands' folders and `curriculum.md`.
    public var curriculumFolder: URL { part("curated/curriculum", isFolder: true) }
    /// `curated/themes/`.
    public var themesFolder: URL { part("curated/themes", isFolder: true) }
    /// `curated/paths/`.
    public var pathsFolder: URL { part("curated/paths", isFolder: true) }
    /// `curated/moved.yaml`: pages whose address changed.
    public var movesFile: URL { part("curated/moved.yaml") }
    /// `curated/newsletters/`.
    public var newslettersFolder: URL { part("curated/newsletters", isFolder: true) }
    /// `curated/rules/`.
    public var rulesFolder: URL { part("curated/rules", isFolder: true) }
    /// `curated/sets/`.
    public var setsFolder: URL { part("curated/sets", isFolder: true) }
    /// `curated/templates/`: overrides of the built-in templates.
    public var templatesFolder: URL { part("curated/templates", isFolder: true) }

    /// A path as the settings give it: absolute as it is, anything else inside the library.
    public func resolve(_ path: String, isFolder: Bool = false) -> URL {
        guard path.hasPrefix("/") else { return part(path, isFolder: isFolder) }
        return URL(filePath: path, directoryHint: isFolder ? .isDirectory : .notDirectory)
    }

    /// How a file is named to people: relative to the library where it is inside, else its whole path.
    public func name(of file: URL) -> String {
        let root = folder.path(percentEncoded: false)
        let path = file.standardizedFileURL.path(percentEncoded: false)
        let prefix = root.hasSuffix("/") ? root : root + "/"
        let name = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
        return name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    }

    private func part(_ path: String, isFolder: Bool = false) -> URL {
        folder.appending(path: path, directoryHint: isFolder ? .isDirectory : .notDirectory)
    }
}
