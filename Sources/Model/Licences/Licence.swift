// SPDX-License-Identifier: MIT

/// What may be done with somebody's work, by an SPDX-like id.
///
/// **Source**: the ids and addresses are those of the Creative Commons and UK National Archives pages; `LicenseRef-` ids
/// are ours, as SPDX 2.3 section 10.1 allows.
public struct Licence: Hashable, Sendable {
    /// The SPDX-like id, such as `CC-BY-4.0`.
    public let id: String
    /// What a reader is shown, such as `CC BY 4.0`.
    public let label: String
    /// Where the licence can be read; nil where there is none to read.
    public let address: WebAddress?
    /// What it asks for and forbids.
    public let terms: Set<Term>

    /// One thing that a licence asks for or forbids.
    public enum Term: String, Sendable, Codable {
        /// Title, author, source and licence must be named.
        case attribution
        /// Not for commercial use.
        case nonCommercial
        /// An adapted piece must carry the same licence.
        case shareAlike
        /// It must not be adapted.
        case noDerivatives
        /// Nothing beyond a short quotation is allowed.
        case closed
        /// The words of the licence itself must go along with every copy.
        case ownWords
    }

    /// Nothing is known; treated as all rights reserved.
    public static let unknown = Licence(
        "LicenseRef-Unknown", "Licence not stated", nil, [.attribution, .closed])
    /// The source keeps all rights.
    public static let allRightsReserved = Licence(
        "LicenseRef-ARR", "All rights reserved", nil, [.attribution, .closed])
    /// Creative Commons Attribution 4.0.
    public static let ccBy = Licence.creativeCommons("by", "4.0")

    /// The licence with an id, if Cairn knows it.
    public init?(id: String) {
        guard let known = Licence.byID[id] else { return nil }
        self = known
    }

    /// Every licence that Cairn knows, by id.
    public static let known: [Licence] = Licence.byID.values.sorted { $0.id < $1.id }

    init(_ id: String, _ label: String, _ address: String?, _ terms: Set<Term>) {
        self.id = id
        self.label = label
        self.address = address.flatMap { WebAddress($0) }
        self.terms = terms
    }
}

extension Licence: Codable {
    public init(from decoder: any Decoder) throws {
        self = Licence(id: try decoder.singleValueContainer().decode(String.self)) ?? .unknown
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }
}

extension Licence {
    static func creativeCommons(_ kind: String, _ version: String) -> Licence {
        var terms: Set<Term> = [.attribution]
        if kind.contains("nc") { terms.insert(.nonCommercial) }
        if kind.contains("sa") { terms.insert(.shareAlike) }
        if kind.contains("nd") { terms.insert(.noDerivatives) }
        let name = kind.uppercased()
        return Licence(
            "CC-\(name)-\(version)", "CC \(name) \(version)",
            "https://creativecommons.org/licenses/\(kind)/\(version)/", terms)
    }

    private static let byID: [String: Licence] = {
        var all: [Licence] = [
            unknown, allRightsReserved,
            Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", []),
            Licence(
                "PDM-1.0", "Public Domain Mark 1.0", "https://creativecommons.org/publicdomain/mark/1.0/", []),
            Licence(
                "US-PD", "US Government work (17 U.S.C. 105)", "https://www.usa.gov/government-copyright", []),
        ]
        for version in ["1.0", "2.0", "3.0"] {
            all.append(
                Licence(
                    "OGL-UK-\(version)", "Open Government Licence v\(version)",
                    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/\(version.prefix(1))/",
                    [.attribution]))
        }
        for version in ["1.0", "2.0", "2.5", "3.0", "4.0"] {
            for kind in ["by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd"] {
                all.append(creativeCommons(kind, version))
            }
        }
        for version in ["1.1", "1.2", "1.3"] {
            all.append(
                Licence(
                    "GFDL-\(version)", "GNU FDL \(version)",
                    version == "1.3"
                        ? "https://www.gnu.org/licenses/fdl-1.3.html"
                        : "https://www.gnu.org/licenses/old-licenses/fdl-\(version).html",
                    [.attribution, .shareAlike, .ownWords]))
        }
        all.append(
            Licence("MIT", "MIT License", "https://opensource.org/license/mit", [.attribution, .ownWords]))
        all.append(
            Licence(
                "Apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0",
                [.attribution, .ownWords]))
        return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    }()
}
