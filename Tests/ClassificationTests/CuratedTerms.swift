// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport

/// The repository's own curriculum, as far as the matcher needs it: ids, wider topics and terms.
///
/// Catalog reads these files in earnest; a room's tests do not import a room of its own floor.
enum CuratedTerms {
    static func curriculum() throws -> Curriculum {
        let folder = root.appending(path: "curated/curriculum")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        let topics = try files.filter { $0.contains("/") && $0.hasSuffix(".md") }.map { path in
            topic(from: try String(contentsOf: folder.appending(path: path), encoding: .utf8))
        }
        return .sample(topics)
    }

    static func fixture(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: "Fixtures/\(name)"), encoding: .utf8)
    }

    private static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    private static func topic(from text: String) -> Topic {
        var fields: [Substring: String] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            fields[line[..<colon], default: value] = value
        }
        return .sample(
            Topic.ID(fields["id"] ?? ""), name: fields["name"] ?? "",
            broader: fields["broader"].map { Topic.ID($0) }, terms: list(fields["terms"]),
            weakTerms: list(fields["weak_terms"]))
    }

    private static func list(_ value: String?) -> [String] {
        guard let value else { return [] }
        return value.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).components(separatedBy: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
