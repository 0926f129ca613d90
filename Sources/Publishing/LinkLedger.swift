// SPDX-License-Identifier: MIT

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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
    /// Where the links of a folder's pages lead, as numbers: most are those of the frame, the same on each page.
    private var known: [String: [UInt64: UInt64]] = [:]
    /// Links that leave the site.
    private var astray: [Origin] = []

    /// A page, by its path and its number.
    struct Target {
        let path: String
        let number: UInt64
    }

    /// Notes the links and ids of a page of HTML, and says what they are.
    ///
    /// - Parameter isThere: whether a file is known to be there.
    mutating func note(
        _ page: PublishedFile, isThere: (String) -> Bool = { _ in false }
    ) -> PageLinks {
        let folder = String(page.path[..<(page.path.lastIndex(of: "/") ?? page.path.startIndex)])
        // Taken out, so that it is changed where it is and not copied.
        var here = known.removeValue(forKey: folder) ?? [:]
        let own = Target(path: page.path, number: PageLinks.number(of: page.path.utf8))
        var links = PageLinks()
        var within: [(place: UInt64, link: Range<Int>)] = []
        page.bytes.withUnsafeBufferPointer { bytes in
            LinkLedger.eachValue(in: bytes) { isLink, range in
                let value = UnsafeBufferPointer(rebasing: bytes[range])
                guard isLink else { return links.ids.append(PageLinks.place(value, in: own.number)) }
                guard let target = target(of: value, on: own, &here, isThere) else { return }
                links.targets.append(target)
                guard let hash = value.firstIndex(of: UInt8(ascii: "#")), hash + 1 < value.endIndex else {
                    return
                }
                let place = PageLinks.place(value[(hash + 1)...], in: target)
                if target == own.number {
                    within.append((place, range))
                } else {
                    links.places.append(place)
                    note(place, page.bytes[range], on: own)
                }
            }
        }
        known[folder] = here.count > 4000 ? [:] : here
        links.putInOrder()
        for (place, range) in within where !links.has(place) { note(place, page.bytes[range], on: own) }
        ids.formUnion(links.ids)
        return links
    }

    /// Notes the places within a page that stays as it was; where its own links lead was seen when it was made.
    mutating func noteIDs(of links: PageLinks) { ids.formUnion(links.ids) }

    /// Whether every place that was led to so far is there.
    var hasAllPlaces: Bool { places.keys.allSatisfy { ids.contains($0) } }

    /// Whether a place is there.
    func has(_ place: UInt64) -> Bool { ids.contains(place) }

    /// The first link, by page, that leads nowhere; fragments count too.
    ///
    /// - Parameter isMissing: whether there is no such file.
    func broken(where isMissing: (String) -> Bool) -> Origin? {
        var found = astray
        for (target, origin) in targets where isMissing(target) { found.append(origin) }
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
    /// The number of the file that a link leads to; nil where it leads out of the site.
    mutating func target(
        of link: UnsafeBufferPointer<UInt8>, on own: Target, _ here: inout [UInt64: UInt64],
        _ isThere: (String) -> Bool
    ) -> UInt64? {
        guard !LinkLedger.isElsewhere(link) else { return nil }
        let path = link[..<(link.firstIndex(of: UInt8(ascii: "#")) ?? link.endIndex)]
        if path.isEmpty { return own.number }
        let number = PageLinks.number(of: path)
        if let seen = here[number] { return seen }
        guard let found = LinkLedger.resolve(UnsafeBufferPointer(rebasing: path), from: own.path) else {
            astray.append(Origin(page: own.path, link: String(decoding: link, as: UTF8.self)))
            return nil
        }
        let target = PageLinks.number(of: found.utf8)
        here[number] = target
        if targets[found] == nil, !isThere(found) {
            targets[found] = Origin(page: own.path, link: String(decoding: link, as: UTF8.self))
        }
        return target
    }

    /// The same as ``resolve(_:from:)``; nearly all links go up some steps and then straight down.
    static func resolve(_ link: UnsafeBufferPointer<UInt8>, from page: String) -> String? {
        let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
        var rest = link[...]
        var folder = page.utf8[..<(page.utf8.lastIndex(of: slash) ?? page.utf8.startIndex)]
        while rest.starts(with: "../".utf8) {
            guard !folder.isEmpty else { return nil }
            folder = folder[..<(folder.lastIndex(of: slash) ?? folder.startIndex)]
            rest = rest.dropFirst(3)
        }
        var last = slash
        for byte in rest {
            if last == slash, byte == slash || byte == dot {
                return resolve(Substring(decoding: link, as: UTF8.self), from: page)
            }
            last = byte
        }
        guard last != slash else { return resolve(Substring(decoding: link, as: UTF8.self), from: page) }
        let name = String(decoding: rest, as: UTF8.self)
        return folder.isEmpty ? name : "\(Substring(folder))/\(name)"
    }

    mutating func note(_ place: UInt64, _ link: ArraySlice<UInt8>, on own: Target) {
        if places[place] == nil {
            places[place] = Origin(page: own.path, link: String(decoding: link, as: UTF8.self))
        }
    }

    static func isElsewhere(_ link: UnsafeBufferPointer<UInt8>) -> Bool {
        // Most links within a site begin with neither letter, so they are held against no word.
        guard let first = link.first else { return false }
        switch first {
        case UInt8(ascii: "h"): return link.starts(with: "http".utf8)
        case UInt8(ascii: "m"): return link.starts(with: "mailto:".utf8)
        case UInt8(ascii: "t"): return link.starts(with: "tel:".utf8)
        default: return false
        }
    }

    /// Says where the values of ` href="…"` and ` id="…"` stand, in order.
    static func eachValue(
        in bytes: UnsafeBufferPointer<UInt8>, _ take: (_ isLink: Bool, _ range: Range<Int>) -> Void
    ) {
        let quote = UInt8(ascii: "\"")
        var place = 3
        while let equals = index(of: UInt8(ascii: "="), in: bytes, from: place), equals + 1 < bytes.count {
            place = equals + 1
            guard bytes[place] == quote else { continue }
            let isLink = ends(" href", in: bytes, at: equals)
            guard isLink || ends(" id", in: bytes, at: equals) else { continue }
            let end = index(of: quote, in: bytes, from: place + 1) ?? bytes.count
            take(isLink, place + 1..<end)
            place = end + 1
        }
    }

    static func index(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    static func ends(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place >= count else { return false }
        return (0..<count).allSatisfy { bytes[place - count + $0] == word.utf8Start[$0] }
    }
}
