// SPDX-License-Identifier: MIT

public import Foundation

/// What lets a program act for a person, within some scopes.
public struct APIToken: Hashable, Sendable, Codable, Identifiable {
    /// Names one token; opens nothing.
    public typealias ID = Identifier<APIToken>

    /// What a program may do, as far as its person may.
    public enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
        /// Read all that a contributor may.
        case read
        /// Decide on items, and what else curators do.
        case curate
        /// Approve and send, as publishers do.
        case publish
        /// Invite people and set roles, as administrators do.
        case administer
    }

    /// Made by Cairn.
    public let id: ID
    /// For whom it acts.
    public let person: Person.ID
    /// What it is for, in its person's words.
    public let label: String
    /// What it may do.
    public let scopes: Set<Scope>
    /// When it was made, UTC.
    public let made: Date
    /// When it ends, UTC.
    public let ends: Date
    /// When it was used last, UTC; minutes behind at the most.
    public let used: Date?

    /// Takes all as it is.
    public init(
        id: ID, person: Person.ID, label: String, scopes: Set<Scope>, made: Date, ends: Date,
        used: Date? = nil
    ) {
        self.id = id
        self.person = person
        self.label = label
        self.scopes = scopes
        self.made = made
        self.ends = ends
        self.used = used
    }
}
