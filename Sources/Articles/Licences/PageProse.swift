// SPDX-License-Identifier: MIT

import Markup
import Model

/// What the sentences and marked links of a page say about its licence.
struct PageProse {
    private let regions: PageRegions
    private let blocks: [PageBlock]
    private let titles: [String]
    /// Whether the page itself is about licences, so that their names alone say nothing.
    private let isAboutLicences: Bool
    private(set) var claims: [LicenceClaim] = []

    /// Reads the blocks of a page.
    init(regions: PageRegions) {
        self.regions = regions
        blocks = PageBlocks(regions).all
        titles = PageProse.titles(of: regions.tree)
        isAboutLicences = titles.prefix(2).contains { title in
            let words = title.lowercased()
            return ["licen", "creative commons", "copyright", "public domain", "cc by", "cc0"].contains {
                words.contains($0)
            }
        }
        read()
    }
}

private extension PageProse {
    mutating func read() {
        let main = blocks.indices.filter { blocks[$0].traits.contains(.main) }
        let edges = Set(main.prefix(4) + main.suffix(4))
        var bare: [LicenceClaim] = []
        for (place, block) in blocks.enumerated() where !block.isOfOtherKind {
            guard !block.marked.isEmpty || PageProse.maySpeak(block.text) else { continue }
            let isExample = place > 0 && blocks[place - 1].text.hasSuffix(":") && block.traits.contains(.main)
            let findings = isExample ? [] : LicenceWording.findings(in: named(block.text))
            if block.traits.contains(.main) {
                let isEdge = edges.contains(place) || block.traits.contains(.notice)
                readMain(block, findings, isEdge: isEdge, isExample: isExample, &bare)
            } else {
                readElsewhere(block, findings)
            }
        }
        // Several names without a work are a list of licences.
        if Set(bare.map(\.licence)).count <= 2 { claims += bare }
    }

    mutating func readMain(
        _ block: PageBlock, _ findings: [LicenceWording], isEdge: Bool, isExample: Bool,
        _ bare: inout [LicenceClaim]
    ) {
        guard !block.traits.contains(.heading) else { return }
        let full = findings.filter { $0.reading == .full }
        claims += full.map { LicenceClaim($0.licence, .page, $0.words) }
        let isNamed = full.contains { $0.licence != .unknown }
        let standsAlone = !block.isBesidePicture && !isExample
        for mark in block.marked where standsAlone {
            if mark.licence == .unknown {
                // The site's own copy of a licence that the sentence names.
                if !isNamed { claims.append(LicenceClaim(.unknown, .page, "rel=license: \(mark.href)")) }
                continue
            }
            for found in findings where found.licence == mark.licence && found.reading == .bare {
                claims.append(LicenceClaim(found.licence, .page, whole(block, found)))
            }
        }
        let isLine = block.text.utf8.count <= 600 && !block.traits.contains(.listed)
        guard standsAlone, isLine, isEdge, !isAboutLicences else { return }
        for found in findings where found.reading == .bare {
            bare.append(LicenceClaim(found.licence, .page, whole(block, found)))
        }
    }

    mutating func readElsewhere(_ block: PageBlock, _ findings: [LicenceWording]) {
        let isFoot = block.traits.contains(.foot) || block.traits.contains(.notice)
        for found in findings {
            let isMarked = block.marked.contains { $0.licence == found.licence }
            let isEnough =
                isFoot
                ? found.reading >= (isMarked ? .foreign : .bare)
                : found.reading == .full || (isMarked && !block.isBesidePicture && found.reading >= .bare)
            if isEnough { claims.append(LicenceClaim(found.licence, .footer, whole(block, found))) }
        }
        let isNamed = findings.contains { $0.reading == .full && $0.licence != .unknown }
        for mark in block.marked where mark.licence == .unknown && isFoot && !isNamed {
            claims.append(LicenceClaim(.unknown, .footer, "rel=license: \(mark.href)"))
        }
    }

    /// The words to show for a finding: those of a name alone say more with what stands around them.
    func whole(_ block: PageBlock, _ found: LicenceWording) -> String {
        found.reading < .full && block.text.utf8.count <= 200 ? block.text : found.words
    }

    /// The text with the page's own title at its start as "this work".
    func named(_ text: String) -> String {
        let lower = text.lowercased()
        for title in titles where title.utf8.count >= 4 && lower.hasPrefix(title) {
            return "This work" + text.dropFirst(title.count)
        }
        return text
    }

    /// The page's names in lower case: headline and title first, then the site's, longest first among those.
    static func titles(of tree: HTMLTree) -> [String] {
        func words(_ name: HTMLName) -> String {
            tree.first(name, in: tree.root).map { PlainText.folded(tree.text(of: $0)) } ?? ""
        }
        let title = words(.title)
        var names = [words(.h1), title]
        let parts = title.split { "|·–—:".contains($0) }.map(String.init)
        names += (parts + title.components(of: " - ")).map { PlainText.folded($0) }
        for node in tree.descendants(of: tree.root).prefix(2000) where tree.name(of: node) == .meta {
            let name = tree.attribute(.property, of: node)
            if name == "og:title" || name == "og:site_name" {
                names.append(tree.attribute(.content, of: node) ?? "")
            }
        }
        return names.map { String($0.prefix(300)).lowercased() }
    }

    /// Whether a block may speak of a licence, by a quick look at its letters.
    static func maySpeak(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= 3 else { return false }
            for place in 0..<(bytes.count - 2) {
                let first = bytes[place] | 0x20
                guard starts[Int(first)] else { continue }
                let rest = (bytes[place + 1] | 0x20, bytes[place + 2] | 0x20)
                for sign in signs where sign.0 == first && sign.1 == rest.0 && sign.2 == rest.1 {
                    return true
                }
            }
            return false
        }
    }

    /// The beginnings of what names a licence: CC, Creative, licence, Lizenz, rights and their like, public, OGL, GFDL.
    static let signs: [(UInt8, UInt8, UInt8)] = [
        "cc ", "cc-", "cc0", "cre", "lic", "liz", "rig", "rec", "dro", "der", "dir", "pub", "ogl", "gfd",
        "usc", "u.s",
        "ope", "htt",
    ].map { sign in
        // A space becomes itself and a hyphen too under the same mask.
        let bytes = Array(sign.utf8).map { $0 | 0x20 }
        return (bytes[0], bytes[1], bytes[2])
    }

    static let starts: [Bool] = {
        var starts = [Bool](repeating: false, count: 256)
        for sign in signs { starts[Int(sign.0)] = true }
        return starts
    }()
}

private extension String {
    func components(of separator: String) -> [String] { split(separator: separator).map(String.init) }
}
