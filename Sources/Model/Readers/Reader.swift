// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// Somebody who follows paths; known by a mail address that they have confirmed, and by nothing else.
public struct Reader: Hashable, Sendable, Codable {
    /// Names one reader; says nothing of them.
    public typealias ID = Identifier<Reader>

    /// Their id.
    public let id: ID
    /// Where their links go.
    public let address: MailAddress
    /// Since when they follow something, UTC.
    public let since: Date
    /// What they said of their role and their goals.
    public let answers: ReaderAnswers

    /// Holds what it is given.
    public init(id: ID, address: MailAddress, since: Date, answers: ReaderAnswers = ReaderAnswers()) {
        self.id = id
        self.address = address
        self.since = since
        self.answers = answers
    }
}

/// What a reader answered to three questions, from which a next step is suggested; each may be left open.
public struct ReaderAnswers: Hashable, Sendable, Codable {
    /// What they are.
    public let audience: Curriculum.Facet.ID?
    /// What they most want to get better at.
    public let strand: Curriculum.Strand.ID?
    /// How long they mostly have, minutes; 1 or more.
    public let minutes: Int?

    /// Holds what it is given.
    public init(
        audience: Curriculum.Facet.ID? = nil, strand: Curriculum.Strand.ID? = nil, minutes: Int? = nil
    ) {
        self.audience = audience
        self.strand = strand
        self.minutes = minutes.map { max(1, $0) }
    }
}
