// SPDX-License-Identifier: MIT

/// The links within a site, held against what is there once all of it has been seen; it keeps no page.
struct LinkLedger {
    /// Where a link was first seen.
    struct Origin {
        let page: String
        /// As it stands on the page.
        let link: String
    }

    /// What pages lead to, by path, and by the number of a place within a page; each with the first page that led there.
    private var targets: [String: Origin] = [:]
    private var places: [UInt64: Origin] = [:]
    /// The places within all pages.
    private var ids: Set<UInt64> = []
    /// Where the links of a folder's pages lead: most are those of the frame, the same on each page.
    private var known: [String: [UInt64: Target]] = [:]
    /// Links that leave the site.
    private var astray: [Origin] = []

    /// A file within the site, by its path and its number.
    struct Target {
        let path: String
        let number: UInt64
    }

    /// Notes the links and ids of a page of HTML, and says what they are.
    mutating func note(_ page: PublishedFile) -> PageLinks {
        let folder = String(page.path[..<(page.path.lastIndex(of: "/") ?? page.path.startIndex)])
        // Taken out, so that it is changed where it is and not copied.
        var here = known.removeValue(forKey: folder) ?? [:]
        let own = Target(path: page.path, number: PageLinks.number(of: page.path.utf8))
        var (leads, there, ids) = (Set<UInt64>(), Set<UInt64>(), Set<UInt64>())
        var within: [(place: UInt64, link: Range<Int>)] = []
        page.bytes.withUnsafeBufferPointer { bytes in
            for (isLink, range) in LinkLedger.values(in: bytes) {
                guard isLink else {
                    ids.insert(PageLinks.place(bytes[range], in: own.number))
                    continue
                }
                let link = page.bytes[range]
                guard let target = target(of: link, on: own, &here) else { continue }
                leads.insert(target.number)
                guard let hash = link.firstIndex(of: UInt8(ascii: "#")), hash + 1 < link.endIndex else {
                    continue
                }
                let place = PageLinks.place(link[(hash + 1)...], in: target.number)
                if target.number == own.number {
                    within.append((place, range))
                } else if there.insert(place).inserted {
                    note(place, page.bytes[range], on: own)
                }
            }
        }
        for (place, range) in within where !ids.contains(place) { note(place, page.bytes[range], on: own) }
        self.ids.formUnion(ids)
        known[folder] = here.count > 4000 ? [:] : here
        var links = PageLinks()
        (links.targets, links.places, links.ids) = (leads.sorted(), there.sorted(), ids.sorted())
        return links
    }

    /// Notes the places within a page that stays as it was; where its own links lead was seen when it was made.
    mutating func noteIDs(of links: PageLinks) { ids.formUnion(links.ids) }

    /// Whether every place that was led to so far is there.
    var hasAllPlaces: Bool { places.keys.allSatisfy { ids.contains($0) } }

    /// Whether a place is there.
    func has(_ place: UInt64) -> Bool { ids.contains(place) }

    /// The first link, by page, that leads nowhere; fragments count too.
    func broken(paths: Set<String>) -> Origin? {
        var found = astray
        for (target, origin) in targets where !paths.contains(target) { found.append(origin) }
        for (place, origin) in places where !ids.contains(place) { found.append(origin) }
        return found.min { ($0.page, $0.link) < ($1.page, $1.link) }
    }

    /// A relative address from the page it stands on; nil where it leaves the site.
    static func resolve(_ link: Substring, from page: String) -> String? {
        var steps = page.split(separator: "/").dropLast()
        for step in link.split(separator: "/") {
            if step == ".." {
                guard steps.popLast() != nil else { return nil }
            } else if step != "." {
                steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

private extension LinkLedger {
    /// The file that a link leads to; nil where it leads out of the site.
    mutating func target(
        of link: ArraySlice<UInt8>, on own: Target, _ here: inout [UInt64: Target]
    ) -> Target? {
        guard !LinkLedger.isElsewhere(link) else { return nil }
        let path = link[..<(link.firstIndex(of: UInt8(ascii: "#")) ?? link.endIndex)]
        if path.isEmpty { return own }
        let number = PageLinks.number(of: path)
        if let seen = here[number] { return seen }
        let origin = Origin(page: own.path, link: String(decoding: link, as: UTF8.self))
        guard let found = LinkLedger.resolve(Substring(decoding: path, as: UTF8.self), from: own.path) else {
            astray.append(origin)
            return nil
        }
        let target = Target(path: found, number: PageLinks.number(of: found.utf8))
        here[number] = target
        if targets[found] == nil { targets[found] = origin }
        return target
    }

    mutating func note(_ place: UInt64, _ link: ArraySlice<UInt8>, on own: Target) {
        if places[place] == nil {
            places[place] = Origin(page: own.path, link: String(decoding: link, as: UTF8.self))
        }
    }

    static func isElsewhere(_ link: ArraySlice<UInt8>) -> Bool {
        link.starts(with: "http".utf8) || link.starts(with: "mailto:".utf8) || link.starts(with: "tel:".utf8)
    }

    /// Where the values of ` href="…"` and ` id="…"` stand, in order.
    static func values(
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> [(isLink: Bool, range: Range<Int>)] {
        var found: [(isLink: Bool, range: Range<Int>)] = []
        var place = 4
        let (equals, quote) = (UInt8(ascii: "="), UInt8(ascii: "\""))
        while place + 1 < bytes.count {
            guard bytes[place] == equals else {
                place += 1
                continue
            }
            guard bytes[place + 1] == quote else {
                place += 2
                continue
            }
            let isLink = place >= 5 && ends(" href", in: bytes, at: place)
            guard isLink || ends(" id", in: bytes, at: place) else {
                place += 2
                continue
            }
            let start = place + 2
            var end = start
            while end < bytes.count, bytes[end] != quote { end += 1 }
            found.append((isLink, start..<end))
            place = end + 1
        }
        return found
    }

    static func ends(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place >= count else { return false }
        return (0..<count).allSatisfy { bytes[place - count + $0] == word.utf8Start[$0] }
    }
}
