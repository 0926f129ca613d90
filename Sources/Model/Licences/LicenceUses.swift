// SPDX-License-Identifier: MIT

/// What our publication may want to do with somebody's text.
public enum LicenceUse: String, Hashable, Sendable, Codable, CaseIterable {
    /// Name it and link to it.
    case link
    /// Show some of its words.
    case excerpt
    /// Republish it whole, unchanged.
    case full
    /// Republish it changed or shortened.
    case adapt
    /// Republish it in another language.
    case translate
}

/// Whether a licence lets us do something; from `no` to `yes` in the order of what is allowed.
public enum LicencePermission: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Not without asking.
    case no = "n"
    /// Only as a short quotation with credit and link, ``Licence/quotationWords`` words at the most.
    case quotation = "q"
    /// Yes, with credit, if the changed piece carries the same licence.
    case sameLicence = "sa"
    /// Yes, with credit.
    case yes = "y"

    public static func < (left: LicencePermission, right: LicencePermission) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { LicencePermission.allCases.firstIndex(of: self) ?? 0 }
}

extension Licence {
    /// How many words of a work may be quoted whose licence allows no more.
    public static let quotationWords = 50

    /// Whether the licence lets us put a text to a use.
    ///
    /// **Source**: our own table (docs/licence.md), made from the deeds. It is guidance and no legal advice; what it
    /// does not know is treated as all rights reserved.
    public func permits(_ use: LicenceUse, commercially: Bool) -> LicencePermission {
        let row = Licence.rowsByFamily[family] ?? Licence.closedRow
        return (commercially ? row.commercial : row.free)[use] ?? .no
    }

    /// The id without its version: `CC-BY` for `CC-BY-4.0`.
    public var family: String {
        let tail = Array(id.utf8.suffix(4))
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isVersion =
            tail.count == 4 && tail[0] == UInt8(ascii: "-") && digits.contains(tail[1])
            && digits.contains(tail[3])
        return isVersion ? String(id.dropLast(4)) : id
    }

    /// Whether it allows nothing that the other does not allow too.
    func isAsStrict(as other: Licence) -> Bool {
        LicenceUse.allCases.allSatisfy { use in
            [false, true].allSatisfy { paid in
                permits(use, commercially: paid) <= other.permits(use, commercially: paid)
            }
        }
    }
}

private extension Licence {
    struct Row {
        let families: [String]
        let free: [LicenceUse: LicencePermission]
        let commercial: [LicenceUse: LicencePermission]

        /// The answers for link, excerpt, full, adapt and translate, first where our publication earns nothing.
        init(_ families: [String], _ free: String, _ commercial: String) {
            self.families = families
            self.free = Row.answers(free)
            self.commercial = Row.answers(commercial)
        }

        static func answers(_ line: String) -> [LicenceUse: LicencePermission] {
            let answers = line.split(separator: " ").compactMap { LicencePermission(rawValue: String($0)) }
            return Dictionary(uniqueKeysWithValues: zip(LicenceUse.allCases, answers))
        }
    }

    /// What may be republished; answers for link, excerpt, full, adapt, translate.
    ///
    /// A licence whose own words must go along with every copy is closed here beyond an excerpt: our pages carry no
    /// such words.
    static let rows: [Row] = [
        //                                                  we earn nothing   we earn money
        Row(["CC0", "PDM", "US-PD", "CC-BY", "OGL-UK"], "y y y y y", "y y y y y"),
        Row(["CC-BY-SA"], "y y y sa sa", "y y y sa sa"),
        Row(["CC-BY-NC"], "y y y y y", "y q n n n"),
        Row(["CC-BY-NC-SA"], "y y y sa sa", "y q n n n"),
        Row(["CC-BY-ND"], "y y y n n", "y y y n n"),
        Row(["CC-BY-NC-ND"], "y y y n n", "y q n n n"),
        Row(["MIT", "Apache", "GFDL"], "y y n n n", "y y n n n"),
        Row(["LicenseRef-ARR", "LicenseRef-Unknown"], "y q n n n", "y q n n n"),
    ]

    static let closedRow = Row([], "y q n n n", "y q n n n")

    static let rowsByFamily = Dictionary(
        uniqueKeysWithValues: rows.flatMap { row in row.families.map { ($0, row) } })
}

extension Licence {
    /// The one to act by where a source states several for one text: the strictest, or none.
    ///
    /// **Shape**: nil for an empty list. Of two that allow the same the older version counts, since it asks for more;
    /// of a public domain mark and a waiver the first. Two that each allow what the other forbids, or two of one
    /// strictness and different families, cannot both be meant: ``unknown``.
    public static func strictest(of licences: [Licence]) -> Licence? {
        if licences.count < 2 { return licences.first }
        let different = licences.reduce(into: [Licence]()) { if !$0.contains($1) { $0.append($1) } }
        let strict = different.filter { one in different.allSatisfy { one.isAsStrict(as: $0) } }
        guard let first = strict.first else { return different.isEmpty ? nil : .unknown }
        if strict.count == 1 || strict.allSatisfy(\.terms.isEmpty) { return first }
        if strict.contains(.allRightsReserved) { return .allRightsReserved }
        return strict.allSatisfy { $0.family == first.family } ? strict.min { $0.id < $1.id } : .unknown
    }
}
