// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Publishing

extension Workshop {
    /// A broken link, named by the curated file in which it was written; nil where it was written elsewhere.
    func complaint(about error: PublishingError) -> Complaint? {
        guard case .brokenLink(let page, _, let target) = error else { return nil }
        let parts = page.split(separator: "/").map { $0.hasSuffix(".md") ? $0.dropLast(3) : $0 }
        guard let first = parts.first, parts.count > 1 else { return nil }
        for file in files(behind: String(first), String(parts[1])) {
            guard let text = try? String(contentsOf: library.resolve(file), encoding: .utf8) else { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard let line = lines.firstIndex(where: { $0.contains(target) }) else { continue }
            return Complaint("\(file):\(line + 1): the link to \(target) leads to no page")
        }
        return nil
    }

    /// The files that the words of a page come from.
    private func files(behind folder: String, _ name: String) -> [String] {
        switch folder {
        case "packs": ["curated/themes/\(name).md"]
        case "paths": ["curated/paths/\(name).md"]
        case "issues": ["curated/newsletters/\(name).md"]
        default: []
        }
    }
}
