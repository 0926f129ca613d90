// SPDX-License-Identifier: MIT

/// A curator's word on the licence of one item; it counts before everything that sources say.
public struct LicenceConfirmation: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// The licence; ``Licence/unknown`` says that nothing may be relied on.
    public let licence: Licence
    /// Where the curator saw it or who gave it; may be empty.
    public let note: String
    /// Who said so, and when (UTC).
    public let by: Verdict.Signature

    /// Holds what it is given.
    public init(item: Item.ID, licence: Licence, note: String = "", by signature: Verdict.Signature) {
        self.item = item
        self.licence = licence
        self.note = note
        self.by = signature
    }

    /// The same as a statement like those of sources.
    public var statement: LicenceStatement {
        LicenceStatement(
            licence: licence, place: .confirmed, words: note.isEmpty ? by.name : "\(by.name): \(note)",
            seen: by.time)
    }
}
