// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// Looks after the items that curated files name: whether readers will find them, and may be shown what they are.
struct NamedItems {
    let store: Store

    /// What somebody should look at, by file and line.
    func warnings(_ holdings: Holdings, in library: Library) async throws(StorageError) -> [Mistake] {
        let places = holdings.listedPaths.flatMap(\.places) + NamedItems.picked(holdings.themes, in: library)
        guard !places.isEmpty else { return [] }
        let approved = Dictionary(
            try await store.verdicts.reviewed(places.map(\.item)).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let dead = Dictionary(
            try await store.links.published().compactMap { link in
                link.last.flatMap { $0.result.isDead ? (link.item, $0) : nil }
            }, uniquingKeysWith: { first, _ in first })
        var found: [Mistake] = []
        for place in places {
            for words in try await words(on: place.item, approved[place.item], dead[place.item]) {
                let step = place.step.isEmpty ? "" : "step \(place.step): "
                found.append(Mistake(file: place.file, line: place.line, message: step + words))
            }
        }
        return found
    }
}

private extension NamedItems {
    func words(
        on item: Item.ID, _ approved: ReviewedItem?, _ dead: LinkCheck?
    ) async throws(StorageError) -> [String] {
        guard let approved else {
            let known = try await store.items.id(beginning: item.rawValue)
            return known == item
                ? ["item \(item) is not approved, so readers do not get it"] : ["there is no item \(item)"]
        }
        let title = "item \(item) (\(approved.item.displayTitle.prefix(60)))"
        var found: [String] = []
        if let dead { found.append("\(title): its link leads to nothing, \(dead.reason)") }
        if approved.library.licence == .unknown { found.append("\(title): nobody says what its licence is") }
        if try await store.articles.article(of: item)?.isPaywalled == true {
            found.append("\(title): it is for those who pay")
        }
        return found
    }

    /// The items that themes pick by hand, each with the first line that names it.
    static func picked(_ themes: [Theme], in library: Library) -> [ListedPath.Place] {
        themes.flatMap { theme -> [ListedPath.Place] in
            let items = theme.sections.flatMap(\.picked)
            guard !items.isEmpty else { return [] }
            let file = "curated/themes/\(theme.id).md"
            let text = (try? String(contentsOf: library.resolve(file), encoding: .utf8)) ?? ""
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return items.map { item in
                let line = lines.firstIndex { $0.contains(item.rawValue) } ?? 0
                return ListedPath.Place(step: "", item: item, file: file, line: line + 1)
            }
        }
    }
}
