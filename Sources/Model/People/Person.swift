// SPDX-License-Identifier: MIT

public import Foundation

/// Somebody who works at the desk.
public struct Person: Hashable, Sendable, Codable, Identifiable {
    /// Names one person.
    public typealias ID = Identifier<Person>

    /// Made by Cairn; stays when the name changes.
    public let id: ID
    /// What they sign in with and what others see; no two people share one.
    public let name: String
    /// What they may do.
    public let role: Role
    /// When they were added, UTC.
    public let joined: Date
    /// When they were shut out, UTC; nil for those who may come in.
    public let disabled: Date?
    /// When they first signed in, UTC; nil for those who never have.
    public let arrived: Date?
    /// Whether they have set a password; those who have none come in by a link.
    public let hasPassword: Bool
    /// Whether single letters are keys for them (WCAG 2.2, 2.1.4).
    public let usesKeys: Bool

    /// Takes all as it is.
    public init(
        id: ID, name: String, role: Role, joined: Date, disabled: Date? = nil, arrived: Date? = nil,
        hasPassword: Bool = false, usesKeys: Bool = true
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.joined = joined
        self.disabled = disabled
        self.arrived = arrived
        self.hasPassword = hasPassword
        self.usesKeys = usesKeys
    }
}
