// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct LicenceTests {
    @Test(arguments: [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/deed.en", "CC-BY-NC-SA-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("Open Government Licence v3.0", "OGL-UK-3.0"), ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("Text under CC BY 4.0.", "CC-BY-4.0"), ("All rights reserved", "LicenseRef-ARR"),
        ("cc-by-4.0", "CC-BY-4.0"),
    ])
    func statementsNameTheirLicence(statement: String, id: String) {
        #expect(Licence(naming: statement)?.id == id)
    }

    @Test(arguments: [
        "", "Copyright 2026 A. Author", "This is not under CC BY 4.0", "We love Creative Commons",
        "accredited by 4.0",
    ])
    func nothingIsReadIntoOtherWords(statement: String) {
        #expect(Licence(naming: statement) == nil)
    }

    @Test func closedLicencesForbidTheFullText() {
        #expect(Licence.unknown.permits(.full, commercially: false) == .no)
        #expect(Licence.allRightsReserved.permits(.full, commercially: false) == .no)
        #expect(Licence.ccBy.permits(.full, commercially: true) == .yes)
        #expect(Licence(id: "CC-BY-NC-ND-4.0")?.terms == [.attribution, .nonCommercial, .noDerivatives])
        #expect(Licence(id: "GPL-3.0") == nil)
    }
}
