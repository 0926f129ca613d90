// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct LicenceUsesTests {
    /// The rule from which every row of the table can be told, written apart from it.
    func expected(_ use: LicenceUse, _ terms: Set<Licence.Term>, _ paid: Bool) -> LicencePermission {
        if use == .link { return .yes }
        let isShut = terms.contains(.closed) || (paid && terms.contains(.nonCommercial))
        if use == .excerpt { return isShut ? .quotation : .yes }
        if isShut || terms.contains(.ownWords) { return .no }
        if use == .full { return .yes }
        if terms.contains(.noDerivatives) { return .no }
        return terms.contains(.shareAlike) ? .sameLicence : .yes
    }

    @Test(arguments: Licence.known)
    func everyRowFollowsFromTheLicencesTerms(licence: Licence) {
        for use in LicenceUse.allCases {
            for paid in [false, true] {
                #expect(
                    licence.permits(use, commercially: paid) == expected(use, licence.terms, paid),
                    "\(licence.id) \(use) \(paid)")
            }
        }
    }

    @Test(arguments: [
        ("CC-BY-NC-4.0", LicenceUse.full, true, LicencePermission.no),
        ("CC-BY-NC-4.0", .full, false, .yes), ("CC-BY-ND-4.0", .translate, false, .no),
        ("CC-BY-ND-4.0", .full, true, .yes), ("LicenseRef-ARR", .full, false, .no),
        ("LicenseRef-Unknown", .excerpt, false, .quotation), ("OGL-UK-3.0", .adapt, true, .yes),
        ("CC-BY-SA-4.0", .full, true, .yes), ("CC-BY-SA-4.0", .translate, true, .sameLicence),
        ("CC-BY-NC-SA-4.0", .adapt, true, .no), ("CC0-1.0", .translate, true, .yes),
    ])
    func whatMayBeRepublishedIsSaid(id: String, use: LicenceUse, paid: Bool, answer: LicencePermission) throws
    {
        #expect(try #require(Licence(id: id)).permits(use, commercially: paid) == answer)
    }

    @Test func anUnknownIdIsClosed() {
        #expect(Licence.unknown.family == "LicenseRef-Unknown")
        #expect(Licence.ccBy.family == "CC-BY")
        #expect(Licence.quotationWords == 50)
    }

    @Test(arguments: [
        ([], nil), (["CC-BY-4.0", "CC-BY-4.0"], "CC-BY-4.0"),
        (["CC-BY-4.0", "CC-BY-NC-4.0"], "CC-BY-NC-4.0"),
        (["CC-BY-4.0", "CC-BY-3.0"], "CC-BY-3.0"), (["CC-BY-SA-4.0", "CC-BY-NC-4.0"], "LicenseRef-Unknown"),
        (["CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0"], "CC-BY-NC-ND-4.0"),
        (["CC-BY-4.0", "LicenseRef-ARR"], "LicenseRef-ARR"),
        (["CC-BY-4.0", "OGL-UK-3.0"], "LicenseRef-Unknown"),
        (["CC0-1.0", "US-PD"], "CC0-1.0"), (["LicenseRef-Unknown", "LicenseRef-ARR"], "LicenseRef-ARR"),
    ])
    func ofSeveralTheStrictestCounts(ids: [String], id: String?) {
        #expect(Licence.strictest(of: ids.compactMap { Licence(id: $0) })?.id == id)
        #expect(
            Licence.strictest(of: ids.reversed().compactMap { Licence(id: $0) })?.terms
                == id.flatMap { Licence(id: $0) }?.terms)
    }
}
