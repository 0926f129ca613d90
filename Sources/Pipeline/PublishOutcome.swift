// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing

/// What publishing did.
public struct PublishOutcome: Sendable {
    /// Each theme's pack, in the themes' order.
    public let packs: [PublishedPack]
    /// The issues that were published.
    public let issues: [PublishedIssue]
    /// What changed in the folder.
    public let change: PublishedFolder.Change
    /// The report, which is kept in the store too.
    public let report: RunReport
}

/// One theme and what came of it.
public struct PublishedPack: Hashable, Sendable, Codable {
    /// The theme.
    public let theme: Theme.ID
    /// Its title.
    public let title: String
    /// How many items its pack has; 0 where there is no pack.
    public let items: Int
    /// How long these take to read.
    public let minutes: Int
    /// Why there is no pack, as a sentence without its full stop; nil where there is one.
    public let reason: String?
    /// The items that are not in it, each with the reason; empty unless they were asked for.
    public var leftOut: [LeftOut] = []

    /// Whether there is a pack.
    public var isMade: Bool { reason == nil }

    enum CodingKeys: CodingKey { case theme, title, items, minutes, reason }

    init(_ theme: Theme, _ choice: PackChoice) {
        self.theme = theme.id
        title = theme.title
        items = choice.items.count
        minutes = choice.minutes
        reason = choice.reason
        leftOut = choice.leftOut
    }
}

/// An issue that was published.
public struct PublishedIssue: Hashable, Sendable, Codable {
    /// Its newsletter.
    public let newsletter: Newsletter.ID
    /// Its number.
    public let number: Int
    /// The day that it bears.
    public let date: Date
    /// Its items.
    public let items: [Item.ID]
    /// How long these take to read.
    public let minutes: Int

    init(_ issue: Issue) {
        newsletter = issue.newsletter.id
        number = issue.number
        date = issue.date
        items = issue.items.map(\.id)
        minutes = issue.minutes
    }
}

/// What a run says of itself, kept for the next one, which may find that nothing changed.
struct ToldOfPublishing: Codable {
    var packs: [PublishedPack]
    var issues: [PublishedIssue]
    /// What each theme's pack has, and a digest of what that was chosen from, as digits.
    var choices: [PackChoice]
    var choosing: [UInt64]

    var bytes: [UInt8] { (try? JSONEncoder().encode(self)).map { Array($0) } ?? [] }

    init(_ themes: [Theme], _ choices: [PackChoice], from key: InputKey, issues: [Issue]) {
        packs = zip(themes, choices).map { PublishedPack($0, $1) }
        self.issues = issues.map { PublishedIssue($0) }
        self.choices = choices
        choosing = [key.high, key.low]
    }

    /// Nil for what another program may have written.
    init?(_ bytes: [UInt8]) {
        guard let told = try? JSONDecoder().decode(ToldOfPublishing.self, from: Data(bytes)) else {
            return nil
        }
        self = told
    }
}
