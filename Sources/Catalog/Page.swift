// SPDX-License-Identifier: MIT

import Foundation

/// One curated file, split and its YAML read.
struct Page {
    /// The file's name without `.md`.
    let name: String
    let front: FrontMatter
    let tree: YAMLTree
    let notes: MistakeNotes

    /// Reads the text of a file named from the library's folder.
    init(_ text: String, file: String) throws(Mistake) {
        front = try FrontMatter(splitting: text, file: file)
        tree = try YAMLTree.read(front.yaml, firstLine: front.yamlLine, file: file)
        notes = MistakeNotes(file: file)
        name = Page.name(of: file)
    }

    /// The name of a file without its folder and `.md`.
    static func name(of file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        return last.lowercased().hasSuffix(".md") ? String(last.dropLast(3)) : last
    }
}
