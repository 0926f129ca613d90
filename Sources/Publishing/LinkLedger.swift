// SPDX-License-Identifier: MIT

/// The links within a site, held against what is there once all of it has been seen; it keeps no page.
struct LinkLedger {
    /// Where a link was first seen.
    struct Origin {
        let page: String
        /// As it stands on the page.
        let link: String
    }

    /// What pages lead to, by path, and by path with fragment; each with the first page that led there.
    private var targets: [String: Origin] = [:]
    private var fragments: [String: Origin] = [:]
    /// The ids of all pages, each with its page, as numbers of 64 bits: a mistake goes unseen once in 10^13.
    private var ids: Set<Int> = []
    /// Where the links of a folder's pages lead: most are those of the frame, the same on each page.
    private var known: [String: [ArraySlice<UInt8>: String]] = [:]
    /// Links that leave the site.
    private var astray: [Origin] = []

    /// Notes the links and ids of a page of HTML.
    mutating func note(_ page: PublishedFile) {
        let folder = String(page.path[..<(page.path.lastIndex(of: "/") ?? page.path.startIndex)])
        var here = known[folder] ?? [:]
        page.bytes.withUnsafeBufferPointer { bytes in
            for (isLink, range) in LinkLedger.values(in: bytes) {
                if isLink {
                    note(page.bytes[range], on: page.path, &here)
                } else {
                    ids.insert(LinkLedger.number(page.path, page.bytes[range]))
                }
            }
        }
        known[folder] = here.count > 400 ? [:] : here
    }

    /// The first link, by page, that leads nowhere; fragments count too.
    func broken(paths: Set<String>) -> Origin? {
        var found = astray
        for (target, origin) in targets where !paths.contains(target) { found.append(origin) }
        for (target, origin) in fragments {
            let parts = target.split(separator: "#", maxSplits: 1)
            guard parts.count == 2, !ids.contains(LinkLedger.number(String(parts[0]), parts[1].utf8)) else {
                continue
            }
            found.append(origin)
        }
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
    mutating func note(
        _ link: ArraySlice<UInt8>, on page: String, _ here: inout [ArraySlice<UInt8>: String]
    ) {
        guard !LinkLedger.isElsewhere(link) else { return }
        let hash = link.firstIndex(of: UInt8(ascii: "#"))
        let path = link[..<(hash ?? link.endIndex)]
        let target: String
        if path.isEmpty {
            target = page
        } else if let seen = here[path] {
            target = seen
        } else {
            let origin = Origin(page: page, link: String(decoding: link, as: UTF8.self))
            guard let found = LinkLedger.resolve(Substring(decoding: path, as: UTF8.self), from: page) else {
                astray.append(origin)
                return
            }
            target = found
            here[path] = found
            if targets[found] == nil { targets[found] = origin }
        }
        guard let hash, hash + 1 < link.endIndex else { return }
        let whole = target + String(decoding: link[hash...], as: UTF8.self)
        if fragments[whole] == nil {
            fragments[whole] = Origin(page: page, link: String(decoding: link, as: UTF8.self))
        }
    }

    static func isElsewhere(_ link: ArraySlice<UInt8>) -> Bool {
        link.starts(with: "http".utf8) || link.starts(with: "mailto:".utf8) || link.starts(with: "tel:".utf8)
    }

    static func number(_ page: String, _ id: some Sequence<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(page)
        for byte in id { hasher.combine(byte) }
        return hasher.finalize()
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
