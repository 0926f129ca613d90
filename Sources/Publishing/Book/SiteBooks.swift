// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// The e-books of packs and paths.
extension SitePages {
    /// A pack with its group's kit and the whole texts that it may show.
    func book(of pack: Pack, _ page: PublishedPage) throws(PublishingError) -> PublishedFile {
        let place = "packs/\(pack.theme.id)"
        let kit = groupKit(pack)
        return try book(page, at: place, pack.items, first: [(place: "\(place)/group", page: kit)])
    }

    /// A path with the whole texts that it may show.
    func book(of path: LearningPath, _ page: PublishedPage) throws(PublishingError) -> PublishedFile {
        var seen: Set<Item.ID> = []
        let items = path.steps.flatMap { publication.items(of: $0) }
            .filter { seen.insert($0.id).inserted }.compactMap { publication.texts[$0.id] }
        return try book(page, at: "paths/\(path.id)", items, first: [])
    }
}

private extension SitePages {
    func book(
        _ page: PublishedPage, at place: String, _ items: [ReviewedItem],
        first: [(place: String, page: PublishedPage)]
    ) throws(PublishingError) -> PublishedFile {
        var appendix = first
        for item in items where notes.whole.contains(item.id) {
            appendix.append(
                (
                    place: "items/\(item.id)",
                    page: try WholeText.page(
                        of: item, as: publication.itemsByID[item.id] ?? ItemCard(item), self)
                ))
        }
        let date = items.map(\.verdict.by.time).max() ?? Date(timeIntervalSince1970: 1_767_225_600)
        return try Book(
            place: place, page: page, appendix: appendix, creator: title, base: board?.base, date: date
        ).file()
    }
}
