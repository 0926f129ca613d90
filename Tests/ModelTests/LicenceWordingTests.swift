// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct LicenceWordingTests {
    @Test(arguments: [
        ("CC BY 4.0", "CC-BY-4.0"), ("Licensed under CC-BY-NC-SA-3.0.", "CC-BY-NC-SA-3.0"),
        ("cc by-nd v4.0", "CC-BY-ND-4.0"), (" CC0 ", "CC0-1.0"), ("cc-by-sa-4.0\n", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/us/deed.en", "CC-BY-3.0"),
        ("Open Government Licence v3.0", "OGL-UK-3.0"),
        ("the Open Government License version 2", "OGL-UK-2.0"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("© 2026 Org. All Rights Reserved", "LicenseRef-ARR"),
    ])
    func statementsNameTheirLicence(statement: String, id: String) {
        #expect(Licence(naming: statement)?.id == id)
    }

    @Test(arguments: [
        "", "not under CC BY 4.0", "CC", "CC BY", "CC BY 9.9", "acc00", "open government licence", "cc by-",
        "https://creativecommons.org/licenses/", "https://creativecommons.org/licenses/by/",
    ])
    func otherWordsNameNone(statement: String) {
        #expect(Licence(naming: statement) == nil)
    }
}
