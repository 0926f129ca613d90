// SPDX-License-Identifier: MIT

extension LibraryItem {
    /// The licence to act by; ``Licence/unknown`` where nothing counts.
    public var licence: Licence { licenceStatement?.licence ?? .unknown }

    /// The statement to act by.
    ///
    /// **Shape**: a curator's confirmation, else what the item states, its feed, the curator's note on its feeds, the
    /// main part of its page. What item or feed state and Cairn does not know permits nothing, and keeps the page from
    /// permitting anything; only a curator's note outweighs it at the feed. A page's footer never counts by itself.
    public var licenceStatement: LicenceStatement? {
        if let confirmed = licences.first(where: { $0.place == .confirmed }) { return confirmed }
        if let statedLicence, statedLicence.licence != .unknown || statedLicence.place == .item {
            return statedLicence
        }
        return notedLicence ?? statedLicence ?? licences.first { $0.place == .page }
    }

    /// Everything that is stated, strongest place first.
    public var licenceStatements: [LicenceStatement] {
        (licences + [statedLicence, notedLicence].compactMap(\.self)).enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
    }

    /// What a page's footer suggests, where it says more than the statement to act by; for a curator to confirm.
    public var suggestedLicence: LicenceStatement? {
        guard licence == .unknown else { return nil }
        return licences.first { $0.place == .footer && $0.licence != .unknown }
    }

    /// What the source itself says in its feed.
    private var statedLicence: LicenceStatement? {
        item.credit.licence.flatMap { $0.place == .curator ? nil : $0 }
    }

    /// What curators note on its feeds today; of several the strictest.
    private var notedLicence: LicenceStatement? {
        guard let licence = Licence.strictest(of: sources.map(\.licence).filter { $0 != .unknown }) else {
            return nil
        }
        let kept = item.credit.licence.flatMap { $0.place == .curator && $0.licence == licence ? $0 : nil }
        return kept ?? LicenceStatement(licence: licence, place: .curator, words: licence.label)
    }
}
