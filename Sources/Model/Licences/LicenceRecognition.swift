// SPDX-License-Identifier: MIT

extension Licence {
    /// The licence that an address or a statement names, if it is one that Cairn knows.
    ///
    /// **Shape**: an id (`CC-BY-4.0`), an address (see ``init(at:)``), or words about the text that they come with
    /// (see ``LicenceWording``): "CC BY-SA 4.0", "all rights reserved", "licensed under ...". Of several in one
    /// statement the strictest; nil where none is named, or none that is known. A statement that only mentions a
    /// licence ("not under Creative Commons", "photos under CC BY 4.0") names none.
    public init?(naming statement: String) {
        let folded = statement.split(whereSeparator: \.isWhitespace)
        if folded.count == 1, let word = folded.first {
            if let exact = Licence.named(String(word)) {
                self = exact
                return
            }
            if word.contains("://"), let address = WebAddress(String(word)) {
                guard let found = Licence(at: address) else { return nil }
                self = found
                return
            }
        }
        let found = LicenceWording.findings(in: statement).filter { $0.reading >= .bare }.map(\.licence)
        guard let licence = Licence.strictest(of: found), licence != .unknown else { return nil }
        self = licence
    }
}
