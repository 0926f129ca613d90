// SPDX-License-Identifier: MIT

/// What a person may do at the desk; each role may do all that those before it may.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Reads all, comments, suggests.
    case contributor
    /// Decides on items, mends topics and rules.
    case curator
    /// Approves packs and issues, and sends them out.
    case publisher
    /// Invites people, sets their roles, reads the audit log.
    case administrator

    /// By how much each may do.
    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int { Role.allCases.firstIndex(of: self) ?? 0 }
}
