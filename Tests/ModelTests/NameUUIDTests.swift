// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct NameUUIDTests {
    /// The example of RFC 9562, appendix A.4, is of a host; these are of addresses, by another program's uuid5.
    @Test(arguments: [
        ("https://example.org/", "527dda32-a0de-5105-a042-cb475b5f7d11"),
        ("", "1b4db7eb-4057-5ddf-91e0-36dec72071f5"),
    ])
    func namesHaveTheUUIDThatOthersGiveThem(name: String, uuid: String) {
        #expect(NameUUID.text(of: name) == uuid)
    }
}
