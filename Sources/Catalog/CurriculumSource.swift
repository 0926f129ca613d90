// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Reads a curriculum from wherever a team keeps one: our folder, a JSON list, a table in CSV, or a vocabulary in SKOS.
///
/// What only our folder knows (strands, audiences, outcomes, questions) stays empty for the others. Their topics
/// are enough to tag by.
public enum CurriculumSource {
    /// A curriculum and what is wrong in its files.
    public struct Reading: Sendable {
        /// The topics that could be understood.
        public let curriculum: Curriculum
        /// What was left out, by file and line; empty when all is well.
        public let mistakes: [Mistake]
    }

    /// Bytes of one file at the most.
    static let byteLimit = 32 << 20

    /// Reads a folder with `curriculum.md` (or a library that holds one), a `.json` or a `.csv` file, or SKOS as Turtle
    /// (`.ttl`, `.nt`) or RDF in XML (`.rdf`, `.xml`).
    ///
    /// **Shape**: the JSON is a list of objects with `id`, `name`, `definition`, `summary`, `terms` or `aliases`,
    /// `weak_terms` and `broader`, or an object with such a list as `topics`; a table names these as its columns and
    /// parts terms by `;`. Only `id` or `name` must be there.
    /// **Errors**: ``CatalogError/unreadable(file:reason:)`` where there is no curriculum at all.
    public static func read(_ place: URL) throws(CatalogError) -> Reading {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            throw .unreadable(file: place.relativePath, reason: "there is no such file or folder")
        }
        if isFolder.boolValue { return try folder(place) }
        let name = place.relativePath
        do throws(Mistake) {
            let bytes = try LibraryFiles.read(place, named: name, limit: byteLimit)
            let table = CurriculumTable(file: name)
            switch place.pathExtension.lowercased() {
            case "json": return try table.curriculum(json: LibraryFiles.text(bytes, named: name))
            case "csv": return try table.curriculum(csv: LibraryFiles.text(bytes, named: name))
            case "ttl", "nt":
                let text = try LibraryFiles.text(bytes, named: name)
                return try table.curriculum(TurtleReader.statements(text, file: name))
            case "rdf", "xml":
                return try table.curriculum(RDFXMLReader.statements(bytes, file: name))
            default:
                throw Mistake(
                    file: name,
                    message:
                        "a curriculum is a folder, or a file that ends in .json, .csv, .ttl, .nt, .rdf or .xml"
                )
            }
        } catch {
            let line = error.line.map { "line \($0): " } ?? ""
            throw .unreadable(file: error.file, reason: line + error.message)
        }
    }
}

private extension CurriculumSource {
    static func folder(_ place: URL) throws(CatalogError) -> Reading {
        let library = Library(folder: place)
        let own = library.resolve("curriculum.md")
        let folder =
            FileManager.default.fileExists(atPath: own.path) ? library.folder : library.curriculumFolder
        let (curriculum, mistakes) = HoldingsReading.curriculum(of: library, in: folder)
        guard let curriculum, !curriculum.topics.isEmpty else {
            throw .unreadable(
                file: place.relativePath,
                reason: mistakes.first.map { "\($0)" } ?? "there is no topic in it")
        }
        return Reading(curriculum: curriculum, mistakes: mistakes)
    }
}
