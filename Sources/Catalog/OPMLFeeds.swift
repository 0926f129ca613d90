// SPDX-License-Identifier: MIT

public import Model

extension OPMLDocument {
    /// The feeds of the document in order, and what is wrong with the lines that give none.
    ///
    /// **Shape**: an outline that holds others is a group; every other one must have an `xmlUrl`. A line with an
    /// unknown licence gives a feed with an unknown licence, and a mistake. Of an address that stands twice the first
    /// line counts.
    public var feeds: (feeds: [ListedFeed], mistakes: [Mistake]) {
        let lines = lines
        let (kept, repeated) = ListedFeed.unique(lines.compactMap(\.listed))
        return (kept, (lines.flatMap(\.mistakes) + repeated).sorted())
    }

    /// The outlines that name a feed or should, in order.
    var lines: [OPMLLine] {
        var walk = OutlineWalk(file: file)
        for outline in outlines { walk.visit(outline, groups: []) }
        return walk.lines
    }

    /// A list of feeds for other readers, nested in their groups in order of first appearance.
    public init(title: String, feeds: [Feed]) {
        self.init(
            head: [Attribute("title", title)],
            outlines: Outline.nested(feeds.map { ($0.standing.groups[...], $0) }))
    }
}

extension OPMLDocument.Outline {
    /// The line of one feed.
    public init(_ feed: Feed) {
        let standing = feed.standing
        let values: [(String, String?)] = [
            ("type", "rss"), ("text", feed.title), ("title", feed.title), ("xmlUrl", feed.address.text),
            ("htmlUrl", feed.site?.text), ("language", standing.language),
            ("cairn:licence", standing.licence == .unknown ? nil : standing.licence.id),
            ("cairn:sector", standing.sector), ("cairn:note", standing.note),
        ]
        self.init(
            attributes: values.compactMap { name, value in
                value.map { OPMLDocument.Attribute(name, $0) }
            })
    }

    static func nested(_ feeds: [(groups: ArraySlice<String>, feed: Feed)]) -> [OPMLDocument.Outline] {
        var names: [String] = []
        for entry in feeds {
            if let name = entry.groups.first, !names.contains(name) { names.append(name) }
        }
        let loose = feeds.filter(\.groups.isEmpty).map { OPMLDocument.Outline($0.feed) }
        let groups = names.map { name in
            let inside = feeds.filter { $0.groups.first == name }.map { ($0.groups.dropFirst(), $0.feed) }
            return OPMLDocument.Outline(
                attributes: [OPMLDocument.Attribute("text", name)], outlines: nested(inside), isGroup: true)
        }
        return loose + groups
    }
}

/// One outline that names a feed or should.
struct OPMLLine {
    /// The outline.
    let outline: OPMLDocument.Outline
    /// How many outlines begin before it.
    let place: Int
    /// The feed, unless the line is too wrong to give one.
    var listed: ListedFeed?
    /// What is wrong, each with the attribute that says it.
    var faults: [(attribute: String, mistake: Mistake)] = []

    /// What is wrong.
    var mistakes: [Mistake] { faults.map(\.mistake) }
}

/// Goes through the outlines of one document and gathers feeds and mistakes.
private struct OutlineWalk {
    let file: String
    var lines: [OPMLLine] = []
    var place = 0

    mutating func visit(_ outline: OPMLDocument.Outline, groups: [String]) {
        var line = OPMLLine(outline: outline, place: place)
        place += 1
        let raw = outline.value("xmlUrl")?.trimmed ?? ""
        if !raw.isEmpty {
            read(&line, raw, groups)
            lines.append(line)
        } else if !outline.isGroup || outline.value("type")?.lowercased() == "rss" {
            note("no xmlUrl", "type", &line)
            lines.append(line)
        }
        let inside = groups + [outline.title].compactMap { $0 }
        for inner in outline.outlines { visit(inner, groups: inside) }
    }

    private func read(_ line: inout OPMLLine, _ raw: String, _ groups: [String]) {
        let outline = line.outline
        guard let address = WebAddress(raw) else {
            return note("xmlUrl is not a web address: \(raw.prefix(200))", "xmlUrl", &line)
        }
        let site = text("htmlUrl", of: outline)
        if let site, WebAddress(site) == nil {
            note("htmlUrl is not a web address: \(site.prefix(200))", "htmlUrl", &line)
        }
        let standing = Feed.Standing(
            groups: groups, language: text("language", of: outline), licence: licence(&line),
            sector: text("cairn:sector", of: outline), note: text("cairn:note", of: outline))
        let feed = Feed(
            address: address, title: outline.title ?? address.host, site: site.flatMap { WebAddress($0) },
            standing: standing)
        line.listed = ListedFeed(feed: feed, file: file, line: outline.line)
    }

    private func licence(_ line: inout OPMLLine) -> Licence {
        guard let id = text("cairn:licence", of: line.outline) else { return .unknown }
        if let licence = Licence(id: id) { return licence }
        note("unknown licence \(id)", "cairn:licence", &line)
        return .unknown
    }

    private func text(_ name: String, of outline: OPMLDocument.Outline) -> String? {
        guard let value = outline.value(name)?.trimmed, !value.isEmpty else { return nil }
        return value
    }

    private func note(_ message: String, _ attribute: String, _ line: inout OPMLLine) {
        line.faults.append((attribute, Mistake(file: file, line: line.outline.line, message: message)))
    }
}
