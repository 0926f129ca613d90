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

    /// The links and ids of the page that was noted last.
    private(set) var links = PageLinks()
    /// What pages lead to, by path, and by the number of a place within a page; each with the first page that led there.
    private var targets: [String: Origin] = [:]
    private var places: [UInt64: Origin] = [:]
    /// The places within all pages.
    private var ids: [UInt64] = []
    /// The folder of the last page, and where the links of its pages lead, as numbers: most are those of the frame, the same on
    /// each page.
    private var folder = ""
    private var here = NumberMap()
    /// The same of other folders.
    private var known: [String: NumberMap] = [:]
    /// Links that leave the site.
    private var astray: [Origin] = []
    /// Links of the last page to places within itself.
    private var within: [(place: UInt64, link: Range<Int>)] = []

    /// A page, by its path and its number.
    struct Target {
        let path: String
        let number: UInt64
    }

    /// Notes the links and ids of a page of HTML; ``links`` says what they are.
    ///
    /// - Parameter isThere: whether a file, by its number, is known to be there.
    mutating func note(_ page: PublishedFile, isThere: (UInt64) -> Bool = { _ in false }) {
        enter(page.path)
        let own = Target(path: page.path, number: PageLinks.number(of: page.path.utf8))
        links.removeAll()
        within.removeAll(keepingCapacity: true)
        page.bytes.withUnsafeBufferPointer { bytes in
            LinkLedger.eachValue(in: bytes) { isLink, range in
                let value = UnsafeBufferPointer(rebasing: bytes[range])
                guard isLink else { return links.ids.append(PageLinks.place(value, in: own.number)) }
                if let first = value.first, LinkLedger.isElsewhere(value, first) { return }
                let hash = LinkLedger.index(of: UInt8(ascii: "#"), in: value, from: 0)
                guard let target = target(of: value, upTo: hash ?? value.count, on: own, isThere) else {
                    return
                }
                links.targets.append(target)
                guard let hash, hash + 1 < value.count else { return }
                let place = PageLinks.place(value[(hash + 1)...], in: target)
                if target == own.number {
                    within.append((place, range))
                } else {
                    links.places.append(place)
                    note(place, page.bytes[range], on: own)
                }
            }
        }
        links.putInOrder()
        for (place, range) in within where !links.has(place) { note(place, page.bytes[range], on: own) }
        ids.append(contentsOf: links.ids)
    }

    /// Notes the places within a page that stays as it was; where its own links lead was seen when it was made.
    mutating func noteIDs(of links: PageLinks) { ids.append(contentsOf: links.ids) }

    /// Whether every place that was led to so far is there.
    var hasAllPlaces: Bool { missing(Set(places.keys)).isEmpty }

    /// Those of some places that are not there.
    func missing(_ places: Set<UInt64>) -> Set<UInt64> {
        guard !places.isEmpty else { return [] }
        return places.subtracting(ids.lazy.filter { places.contains($0) })
    }

    /// The first link, by page, that leads nowhere; fragments count too.
    ///
    /// - Parameter isMissing: whether there is no such file.
    func broken(where isMissing: (String) -> Bool) -> Origin? {
        var found = astray
        for (target, origin) in targets where isMissing(target) { found.append(origin) }
        for place in missing(Set(places.keys)) { if let origin = places[place] { found.append(origin) } }
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
    /// Turns to the folder of a page.
    mutating func enter(_ page: String) {
        let slash = page.utf8.lastIndex(of: UInt8(ascii: "/")) ?? page.startIndex
        if page.utf8[..<slash].elementsEqual(folder.utf8) { return }
        known[folder] = here.count > 4000 ? nil : here
        folder = String(page[..<slash])
        // Taken out, so that it is changed where it is and not copied.
        here = known.removeValue(forKey: folder) ?? NumberMap()
    }

    /// The number of the file that a link leads to; nil where it leads out of the site.
    ///
    /// - Parameter end: where its path ends.
    mutating func target(
        of link: UnsafeBufferPointer<UInt8>, upTo end: Int, on own: Target, _ isThere: (UInt64) -> Bool
    ) -> UInt64? {
        if end == 0 { return own.number }
        let path = UnsafeBufferPointer(rebasing: link[..<end])
        let number = PageLinks.number(of: path)
        if let seen = here[number] { return seen }
        var found: String?
        let target: UInt64
        if let quick = numberOfTarget(of: path) {
            target = quick
        } else {
            found = LinkLedger.resolve(Substring(decoding: path, as: UTF8.self), from: own.path)
            guard let found else {
                astray.append(Origin(page: own.path, link: String(decoding: link, as: UTF8.self)))
                return nil
            }
            target = PageLinks.number(of: found.utf8)
        }
        here.add(target, under: number)
        if isThere(target) { return target }
        let file = found ?? LinkLedger.resolve(Substring(decoding: path, as: UTF8.self), from: own.path) ?? ""
        if targets[file] == nil {
            targets[file] = Origin(page: own.path, link: String(decoding: link, as: UTF8.self))
        }
        return target
    }

    /// The number of the file that a link of a page in this folder leads to; nil for one that is not up some steps and then
    /// straight down, as nearly all are.
    ///
    /// **Shape**: what ``resolve(_:from:)`` finds.
    func numberOfTarget(of link: UnsafeBufferPointer<UInt8>) -> UInt64? {
        let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
        var start = 0
        var base = folder.utf8[...]
        while start + 3 <= link.count, link[start] == dot, link[start + 1] == dot, link[start + 2] == slash {
            guard !base.isEmpty else { return nil }
            base = base[..<(base.lastIndex(of: slash) ?? base.startIndex)]
            start += 3
        }
        var last = slash
        for byte in link[start...] {
            if last == slash, byte == slash || byte == dot { return nil }
            last = byte
        }
        guard last != slash else { return nil }
        var numbering = PageLinks.Numbering()
        if !base.isEmpty {
            numbering.add(base)
            numbering.add(slash)
        }
        numbering.add(link[start...])
        return numbering.number
    }

    mutating func note(_ place: UInt64, _ link: ArraySlice<UInt8>, on own: Target) {
        if places[place] == nil {
            places[place] = Origin(page: own.path, link: String(decoding: link, as: UTF8.self))
        }
    }

    static func isElsewhere(_ link: UnsafeBufferPointer<UInt8>, _ first: UInt8) -> Bool {
        // Most links within a site begin with neither letter, so they are held against no word.
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
            let (last, isLink) = (bytes[equals - 1], bytes[equals - 1] == UInt8(ascii: "f"))
            guard bytes[place] == quote, isLink || last == UInt8(ascii: "d"),
                ends(isLink ? " href" : " id", in: bytes, at: equals)
            else { continue }
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
