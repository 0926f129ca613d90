// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// Readers who follow one path together: they see totals, and the names of those who want to be seen.
public struct PathGroup: Hashable, Sendable, Identifiable {
    /// Names one group.
    public typealias ID = Identifier<PathGroup>

    /// Its id, made by Cairn.
    public let id: ID
    /// What it is called; one line of ``titleLimit`` characters at the most.
    public let title: String
    /// The path.
    public let path: LearningPath.ID
    /// Since when there is one, UTC.
    public let since: Date

    /// The most characters of a title, and of a name.
    public static let titleLimit = 100
    /// In a smaller group there are no totals, since they would tell of single people.
    public static let leastForTotals = 3

    /// Holds what it is given.
    public init(id: ID, title: String, path: LearningPath.ID, since: Date) {
        self.id = id
        self.title = title
        self.path = path
        self.since = since
    }

    /// The last part of the address by which people join: which group, and a proof that we made it.
    public static func invitation(to id: ID, key: AccessKey) -> String {
        "\(id)-\(key.proof(of: "group \(id)"))"
    }

    /// Which group an invitation is to; nil for what is none of ours.
    public static func id(invitedBy name: String, key: AccessKey) -> ID? {
        guard name.utf8.count <= 120, let cut = name.lastIndex(of: "-") else { return nil }
        let id = ID(String(name[..<cut]))
        return key.confirms(String(name[name.index(after: cut)...]), of: "group \(id)") ? id : nil
    }
}

/// How far a group is, as far as anybody may know it.
public struct GroupStanding: Hashable, Sendable {
    /// How many are in it.
    public let members: Int
    /// The names of those who want to be seen, sorted.
    public let names: [String]
    /// How many did each step; empty in a group that is too small for totals.
    public let done: [String: Int]
    /// How many knew each step before; likewise.
    public let known: [String: Int]

    /// Holds what it is given, but for totals of a group that is too small for them.
    public init(members: Int, names: [String], done: [String: Int], known: [String: Int]) {
        self.members = members
        self.names = names
        self.done = members < PathGroup.leastForTotals ? [:] : done
        self.known = members < PathGroup.leastForTotals ? [:] : known
    }

    /// Whether the group is large enough for totals.
    public var hasTotals: Bool { members >= PathGroup.leastForTotals }
}

/// That a reader is in a group.
public struct GroupMembership: Hashable, Sendable, Codable {
    /// The group.
    public let group: PathGroup.ID
    /// What the group is called.
    public let title: String
    /// The name by which the others see them; nil for somebody who does not want to be seen.
    public let name: String?
    /// Since when, UTC.
    public let since: Date

    /// Holds what it is given.
    public init(group: PathGroup.ID, title: String, name: String?, since: Date) {
        self.group = group
        self.title = title
        self.name = name
        self.since = since
    }
}
