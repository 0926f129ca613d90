// SPDX-License-Identifier: MIT

public import Model

/// What a list of subscriptions would bring to a library, line by line, before anything is asked or saved.
public struct OPMLImport: Sendable {
    /// The lines that name a feed or should, in order.
    public let lines: [Line]
    private let document: OPMLDocument
    private let places: [String: String]

    /// One line.
    public struct Line: Sendable {
        /// How many outlines of the document begin before it; what to name it by.
        public let place: Int
        /// The feed; nil where the line is too wrong to give one.
        public let listed: ListedFeed?
        /// The name that it gives; empty where it gives none.
        public let title: String
        /// Where its feed is listed already, as file and line: in the library, or earlier in the same file.
        public let duplicateOf: String?
        /// What is wrong with it; a line may give a feed all the same.
        public let mistakes: [Mistake]
        /// The attributes that are wrong and would not be saved.
        fileprivate let faultyAttributes: Set<String>
    }

    /// - Parameters:
    ///   - document: the list to import.
    ///   - held: the feeds of the library.
    ///   - sectors: the sectors of the curriculum; nil where any will do.
    public init(_ document: OPMLDocument, held: [ListedFeed], sectors: [String]? = nil) {
        self.document = document
        var places: [String: String] = [:]
        for listed in held { places[listed.feed.address.canonicalKey] = listed.placeInWords }
        lines = document.lines.map { line in
            let faults = line.faults + OPMLImport.sectorFaults(line, sectors)
            let key = line.listed?.feed.address.canonicalKey
            let earlier = key.flatMap { places[$0] }
            if let key, earlier == nil { places[key] = line.listed?.placeInWords }
            return Line(
                place: line.place, listed: line.listed, title: line.outline.title ?? "", duplicateOf: earlier,
                mistakes: faults.map(\.mistake),
                faultyAttributes: Set(faults.map { $0.attribute.lowercased() }))
        }
        self.places = places
    }

    /// Where an address is listed first, as file and line: in the library, or in the document itself; nil if
    /// nowhere.
    public func place(of address: WebAddress) -> String? { places[address.canonicalKey] }

    /// The part of the document that is to be saved.
    ///
    /// **Shape**: the chosen lines in their groups, with all their attributes but the faulty ones; groups
    /// that become empty are left out. The head is the document's.
    ///
    /// - Parameter chosen: the lines by their ``Line/place``, each with the address to save.
    /// - Throws: ``CatalogError/unwritable(file:reason:)`` when the result would not be read back as it
    ///   should.
    public func saving(_ chosen: [Int: WebAddress]) throws(CatalogError) -> OPMLDocument {
        let faulty = Dictionary(uniqueKeysWithValues: lines.map { ($0.place, $0.faultyAttributes) })
        var pick = OutlinePick(chosen: chosen, faulty: faulty)
        let outlines = pick.picked(document.outlines)
        let part = OPMLDocument(attributes: document.attributes, head: document.head, outlines: outlines)
        let again = try? OPML.read(Array(OPML.write(part).utf8), file: document.file).feeds
        guard let again, again.mistakes.isEmpty, again.feeds.count == chosen.count else {
            throw .unwritable(
                file: document.file, reason: "its lines could not be saved safely; add them by hand")
        }
        return part
    }

    private static func sectorFaults(
        _ line: OPMLLine, _ sectors: [String]?
    ) -> [(attribute: String, mistake: Mistake)] {
        guard let listed = line.listed, let sector = listed.feed.standing.sector, let sectors,
            !sectors.contains(sector)
        else { return [] }
        let message = "unknown sector \(sector); known: \(sectors.joined(separator: ", "))"
        return [("cairn:sector", Mistake(file: listed.file, line: listed.line, message: message))]
    }
}

extension ListedFeed {
    /// Its file and line, as `feeds/team.opml:12`.
    public var placeInWords: String { "\(file):\(line)" }
}

/// Copies the chosen outlines of a document, with their groups.
private struct OutlinePick {
    let chosen: [Int: WebAddress]
    let faulty: [Int: Set<String>]
    private var place = 0

    init(chosen: [Int: WebAddress], faulty: [Int: Set<String>]) {
        self.chosen = chosen
        self.faulty = faulty
    }

    mutating func picked(_ outlines: [OPMLDocument.Outline]) -> [OPMLDocument.Outline] {
        outlines.compactMap { outline in
            let own = place
            place += 1
            let inside = picked(outline.outlines)
            let isEmptyGroup = outline.isGroup && outline.outlines.isEmpty && outline.value("xmlUrl") == nil
            guard chosen[own] != nil || !inside.isEmpty || isEmptyGroup else { return nil }
            return OPMLDocument.Outline(
                attributes: attributes(of: outline, at: own), outlines: inside, isGroup: outline.isGroup)
        }
    }

    private func attributes(of outline: OPMLDocument.Outline, at place: Int) -> [OPMLDocument.Attribute] {
        let sound = outline.attributes.filter { faulty[place]?.contains($0.name.lowercased()) != true }
        guard let address = chosen[place] else {
            return outline.value("xmlUrl") == nil ? sound : sound.withoutFeed
        }
        return sound.map { attribute in
            let isAddress = attribute.name.lowercased() == "xmlurl"
            return isAddress && WebAddress(attribute.value) != address
                ? OPMLDocument.Attribute(attribute.name, address.text) : attribute
        }
    }
}
