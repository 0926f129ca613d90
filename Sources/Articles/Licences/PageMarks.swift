// SPDX-License-Identifier: MIT

import Markup
import Model

/// What a page's tags state for machines: `link`, `meta`, microdata and RDFa.
struct PageMarks {
    private let regions: PageRegions
    private var tree: HTMLTree { regions.tree }
    private(set) var claims: [LicenceClaim] = []

    /// The most claims that are kept.
    private static let limit = 100

    /// Reads every tag.
    init(regions: PageRegions) {
        self.regions = regions
        for node in tree.descendants(of: tree.root) where tree.isElement(node) {
            guard claims.count < PageMarks.limit, !regions.traits(of: node).contains(.apart) else { continue }
            switch tree.name(of: node) {
            case .link: readLink(node)
            case .meta: readMeta(node)
            default: break
            }
            readMicrodata(node)
            readRDFa(node)
        }
    }

    /// Whether a `rel` says that a link leads to the licence.
    static func isLicenceRelation(_ words: [String]) -> Bool {
        words.contains { relations.contains($0.lowercased()) }
    }

    private static let relations: Set<String> = [
        "license", "licence", "cc:license", "dct:license", "dcterms:license", "dcterms.license", "dc.license",
        "xhv:license", "schema:license", "dc:license",
    ]
}

private extension PageMarks {
    mutating func add(_ claim: LicenceClaim?) {
        if let claim { claims.append(claim) }
    }

    /// A tag without a place of its own speaks for the page, unless it lies in the page's foot.
    func place(of node: HTMLTree.Node) -> LicenceStatement.Place {
        regions.traits(of: node).contains(.foot) ? .footer : .page
    }

    mutating func readLink(_ node: HTMLTree.Node) {
        let words = tree.words(.rel, of: node)
        let isRights = words.contains {
            ["copyright", "dc.rights", "dcterms.rights"].contains($0.lowercased())
        }
        let isLicence = PageMarks.isLicenceRelation(words)
        guard isLicence || isRights, let href = tree.attribute(.href, of: node), !href.hasPrefix("#") else {
            return
        }
        add(
            LicenceClaim(
                value: href, place(of: node), at: regions.base, isLicence: isLicence,
                field: "link rel=license"))
    }

    mutating func readMeta(_ node: HTMLTree.Node) {
        guard let content = tree.attribute(.content, of: node) else { return }
        for attribute in [HTMLName.name, .property] {
            guard let name = tree.attribute(attribute, of: node)?.lowercased() else { continue }
            if name == "copyright" {
                // The software of a site writes it on every page.
                add(LicenceClaim(value: content, .footer, at: regions.base, isLicence: false, field: name))
            } else if PageMarks.licenceNames.contains(name) || PageMarks.rightsNames.contains(name) {
                let isLicence = PageMarks.licenceNames.contains(name)
                add(
                    LicenceClaim(
                        value: content, place(of: node), at: regions.base, isLicence: isLicence, field: name))
            }
        }
    }

    static let licenceNames: Set<String> = [
        "license", "licence", "dcterms.license", "dcterms:license", "dct:license", "dc.license", "dc:license",
        "dc.rights.license", "dcterms.rights.license", "cc:license", "cc.license", "schema:license",
        "dcterms.licence",
        "article:license", "og:license", "citation_license",
    ]
    static let rightsNames: Set<String> = [
        "dc.rights", "dc:rights", "dcterms.rights", "dcterms:rights", "dct:rights", "rights", "dc.rights.uri",
        "dcterms.rights.uri", "eprints.rights",
    ]

    /// `itemprop=license` and its like, when the thing that it describes is a text.
    mutating func readMicrodata(_ node: HTMLTree.Node) {
        let names = tree.words(.itemprop, of: node)
        guard let name = names.first(where: { ["license", "usageInfo", "copyrightNotice"].contains($0) })
        else { return }
        let scope = ([node] + Array(tree.ancestors(of: node))).first {
            $0 != node && tree.attribute(.itemscope, of: $0) != nil
        }
        let kind = scope.flatMap { tree.attribute(.itemtype, of: $0) }
        let place: LicenceStatement.Place
        if let kind {
            guard WorkKind.isText(kind) || WorkKind.isSite(kind) else { return }
            place = WorkKind.isSite(kind) ? .footer : self.place(of: node)
        } else {
            place = regions.place(of: node)
        }
        add(
            LicenceClaim(
                value: value(of: node), place, at: regions.base, isLicence: name == "license", field: name))
    }

    /// `property=dct:license` and its like on any element; links with `rel` are read where they stand in the text.
    mutating func readRDFa(_ node: HTMLTree.Node) {
        guard ![.meta, .link].contains(tree.name(of: node)) else { return }
        let isProperty = tree.words(.property, of: node).contains {
            ["cc:license", "dct:license", "dcterms:license", "schema:license", "xhv:license", "license"]
                .contains($0.lowercased())
        }
        let isRelation =
            tree.name(of: node) != .a && PageMarks.isLicenceRelation(tree.words(.rel, of: node))
        guard isProperty || isRelation, tree.attribute(.itemprop, of: node) == nil else { return }
        add(
            LicenceClaim(
                value: value(of: node), regions.place(of: node), at: regions.base, isLicence: true,
                field: "license"))
    }

    /// What an element gives as its value: an address where it has one, else its words.
    func value(of node: HTMLTree.Node) -> String {
        for name in ["href", "resource", "content", "src"] {
            if let value = tree.attribute(named: name, of: node), !value.isEmpty { return value }
        }
        return tree.text(of: node)
    }
}
