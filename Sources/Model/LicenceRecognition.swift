// SPDX-License-Identifier: MIT

import FoundationEssentials

extension Licence {
    /// The licence that an address or a short statement names, if it is one that Cairn knows.
    ///
    /// **Shape**: addresses of Creative Commons deeds (any language or port of a version counts as that version), of the
    /// Open Government Licence, our own ids, and the usual short wordings (`CC BY-SA 4.0`, "all rights reserved"); nil
    /// for anything else. A wording that only mentions a licence ("not under Creative Commons") is not recognised.
    public init?(naming statement: String) {
        let text = statement.trimmingPrefix(while: \.isWhitespace).lowercased()
        if let exact = Licence.known.first(where: { $0.id.lowercased() == text.trimmedEnd }) {
            self = exact
        } else if let found = Licence.fromAddress(in: text) ?? Licence.fromWording(text) {
            self = found
        } else {
            return nil
        }
    }
}

private extension Licence {
    static func fromAddress(in text: String) -> Licence? {
        if let match = text.firstMatch(of: /creativecommons\.org\/licenses\/([a-z-]+)\/([0-9]\.[0-9])/) {
            return Licence(id: "CC-\(match.1.uppercased())-\(match.2)")
        }
        if text.contains("creativecommons.org/publicdomain/zero") { return Licence(id: "CC0-1.0") }
        if text.contains("creativecommons.org/publicdomain/mark") { return Licence(id: "PDM-1.0") }
        if text.contains("usa.gov/government-copyright") || text.contains("usa.gov/government-works") {
            return Licence(id: "US-PD")
        }
        if let match = text.firstMatch(of: /open-government-licence\/version\/([123])/) {
            return Licence(id: "OGL-UK-\(match.1).0")
        }
        return nil
    }

    static func fromWording(_ text: String) -> Licence? {
        guard !text.contains("not under"), !text.contains("not licensed"), text.utf8.count <= 400 else {
            return nil
        }
        if let match = text.firstMatch(of: /\bcc[ -](by(?:[ -](?:nc|sa|nd))*)[ -](?:v)?([1-4]\.[05])/) {
            return Licence(id: "CC-\(match.1.uppercased().replacing(" ", with: "-"))-\(match.2)")
        }
        if text.firstMatch(of: /\bcc0\b/) != nil { return Licence(id: "CC0-1.0") }
        if let match = text.firstMatch(of: /open government licen[cs]e v?(?:ersion )?([123])(?:\.0)?/) {
            return Licence(id: "OGL-UK-\(match.1).0")
        }
        if text.contains("all rights reserved") { return .allRightsReserved }
        return nil
    }
}

private extension String {
    var trimmedEnd: String {
        var copy = Substring(self)
        while copy.last?.isWhitespace == true { copy.removeLast() }
        return String(copy)
    }
}
