// SPDX-License-Identifier: MIT

import Markup
import Model

/// Reads pictures, sounds and files of an entry.
enum MediaReading {
    /// What belongs to an entry, each address once.
    static func attachments(of fields: FieldList) -> [ParsedAttachment] {
        guard fields.relations.contains(.enclosure) || fields.has(places) else { return [] }
        var all = enclosures(of: fields)
        all.append(contentsOf: contents(of: fields).compactMap { media($0) })
        var seen: Set<WebAddress> = []
        return all.filter { seen.insert($0.address).inserted }
    }

    /// RSS's enclosures and Atom's links to them.
    static func enclosures(of fields: FieldList) -> [ParsedAttachment] {
        guard fields.relations.contains(.enclosure) || fields.has(.enclosure) else { return [] }
        let seconds = fields.first(.duration).flatMap { duration($0.text) }
        return fields.all([.enclosure, .link]).compactMap { field in
            let isLink = field.element == .link && field.relation == .enclosure
            guard field.element == .enclosure || isLink else { return nil }
            let place =
                Links.attribute(.url, of: field) ?? Links.attribute(.href, of: field)
                ?? Links.attribute(.resource, of: field)
            guard var file = (place ?? Links.address(field)).map({ ParsedAttachment(address: $0) })
            else { return nil }
            file.mediaType = field[.type]?.trimmedWhitespace ?? ""
            file.byteCount = field[.length].flatMap { Int($0.trimmedWhitespace) }.flatMap {
                $0 > 0 ? $0 : nil
            }
            file.title = field[.title].map { PlainText.folded($0) }
            file.seconds = seconds
            return file
        }
    }

    /// The picture to show with an entry.
    static func image(of fields: FieldList) -> WebAddress? {
        guard fields.relations.contains(.enclosure) || fields.has(pictures) else { return nil }
        let podcast = fields.all(.itunesImage).compactMap {
            Links.attribute(.href, of: $0) ?? Links.attribute(.url, of: $0) ?? Links.address($0)
        }
        if let first = podcast.first { return first }
        let own = fields.all(.image).compactMap { field in
            field.child(.imageURL).flatMap { Links.address($0) } ?? Links.attribute(.href, of: field)
                ?? Links.attribute(.url, of: field) ?? Links.address(field)
        }
        if let first = own.first { return first }
        let media = contents(of: fields)
        if let picture = media.first(where: isPicture) { return Links.attribute(.url, of: picture) }
        let thumbnails = fields.all(.thumbnail) + fields.media.all(.thumbnail)
        let small = thumbnails.compactMap { Links.attribute(.url, of: $0) ?? Links.address($0) }.first
        return small ?? enclosures(of: fields).first { $0.mediaType.hasPrefix("image/") }?.address
    }

    /// A length of time as `seconds`, `minutes:seconds` or `hours:minutes:seconds`.
    static func duration(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard (1...3).contains(parts.count), !parts.contains(where: { $0 == nil || !($0 ?? 0).isFinite })
        else {
            return nil
        }
        let total = parts.compactMap(\.self).reduce(0) { $0 * 60 + $1 }
        return total > 0 && total < 1_000_000 ? Int(total) : nil
    }
}

private extension MediaReading {
    static let places: ElementSet = [.enclosure, .mediaContent, .mediaGroup]
    static let pictures: ElementSet = [
        .itunesImage, .image, .mediaContent, .mediaGroup, .thumbnail, .enclosure,
    ]

    static func contents(of fields: FieldList) -> [FeedField] {
        fields.all(.mediaContent) + fields.all(.mediaGroup).flatMap { $0.children.all(.mediaContent) }
    }

    static func isPicture(_ field: FeedField) -> Bool {
        field[.medium] == "image" || field[.type]?.hasPrefix("image/") == true
    }

    static func media(_ field: FeedField) -> ParsedAttachment? {
        guard var file = Links.attribute(.url, of: field).map({ ParsedAttachment(address: $0) }) else {
            return nil
        }
        file.mediaType = field[.type]?.trimmedWhitespace ?? mediaType(field[.medium])
        file.byteCount = field[.filesize].flatMap { Int($0.trimmedWhitespace) }.flatMap {
            $0 > 0 ? $0 : nil
        }
        file.seconds = field[.duration].flatMap { duration($0) }
        file.title = field.child(.mediaTitle).map { Words.title($0) }
        return file
    }

    static func mediaType(_ medium: String?) -> String {
        switch medium?.lowercased() {
        case "image"?: "image/*"
        case "video"?: "video/*"
        case "audio"?: "audio/*"
        default: ""
        }
    }
}
