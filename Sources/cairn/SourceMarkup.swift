// SPDX-License-Identifier: MIT

import Markup
import Model

extension HTMLCleaner {
    /// A cleaner that makes relative addresses absolute by where the HTML was read; without that they stay relative.
    init(readAt base: WebAddress?) {
        guard let base else {
            self.init()
            return
        }
        self.init { address in
            if HTMLCleaner.isWhole(address) { return address }
            return WebAddress(address, relativeTo: base)?.text
        }
    }

    /// A source's markup, cleaned; where it is too large its words alone.
    func cleanOrWords(_ markup: String) -> String {
        if let clean = try? clean(fragment: markup) { return clean }
        return "<p>\(HTMLEscape.text(PlainText.from(html: markup)))</p>"
    }

    /// Whether an address says all by itself, as most do; the others are read more closely.
    private static func isWhole(_ address: String) -> Bool {
        let bytes = address.utf8
        if bytes.starts(with: "mailto:".utf8) { return true }
        let length = bytes.starts(with: "https://".utf8) ? 8 : bytes.starts(with: "http://".utf8) ? 7 : 0
        guard length > 0, let first = bytes.dropFirst(length).first else { return false }
        return (first | 32) &- 0x61 < 26 || first &- 0x30 < 10
    }
}
