// SPDX-License-Identifier: MIT

import Markup
import Model

/// What a page's JSON-LD states about the licence of its text.
struct LinkedDataLicences {
    private let page: PageStatements
    private let data: LinkedData
    private(set) var claims: [LicenceClaim] = []

    /// The most claims that are kept.
    private static let limit = 100

    /// Reads the works that the page is, not those that they consist of.
    init(_ page: PageStatements) {
        self.page = page
        data = page.linkedData
        for thing in data.things where claims.count < LinkedDataLicences.limit { read(thing) }
    }
}

private extension LinkedDataLicences {
    mutating func read(_ thing: JSONValue) {
        let kinds = data.types(of: thing)
        let isSite = kinds.contains { WorkKind.isSite($0) }
        guard kinds.isEmpty || isSite || kinds.contains(where: { WorkKind.isText($0) }),
            !kinds.contains(where: { WorkKind.isOther($0) }), isSite || isThisPage(thing)
        else { return }
        let place: LicenceStatement.Place = isSite ? .footer : .page
        for field in ["license", "usageInfo", "copyrightNotice"] {
            for value in data.values(field, of: thing) {
                let claim = words(of: value).flatMap {
                    LicenceClaim(value: $0, place, at: page.base, isLicence: field == "license", field: field)
                }
                if let claim { claims.append(claim) }
            }
        }
    }

    /// Whether a work is not certainly another page of the site, such as one of a list.
    func isThisPage(_ thing: JSONValue) -> Bool {
        let stated = ["url", "mainEntityOfPage"].flatMap { data.values($0, of: thing) }.compactMap {
            words(of: $0)
        }
        let addresses = stated.compactMap { WebAddress($0, relativeTo: page.base) }
            .filter { $0.host == page.address.host }
        return addresses.isEmpty || addresses.contains { $0.pageKey == page.address.pageKey }
    }

    /// A value's text: itself, or what a thing is known by.
    func words(of value: JSONValue) -> String? {
        value.text ?? ["@value", "@id", "url", "name"].lazy.compactMap { value[$0]?.text }.first
    }
}
