// SPDX-License-Identifier: MIT

public import Model

/// What a rule would change in the items that are there.
public struct RuleOutlook: Sendable, Hashable {
    /// How many items were looked at.
    public var looked = 0
    /// The items on which the rule has or had its say, by id; without those on which it says what it said before.
    public var changes: [RuleChange] = []

    /// Nothing looked at yet.
    public init() {}

    /// The numbers in one sentence, without a full stop.
    ///
    /// - Parameters:
    ///   - days: how far back it was looked.
    ///   - isDone: whether it was done, and not only looked at.
    public func sentence(days: Int, isDone: Bool) -> String {
        let counts = RuleChange.Kind.allCases.map { changes($0).count }
        let would = isDone ? "" : "would "
        let words = isDone ? ["got", "were", "lost"] : ["get", "be", "lose"]
        return
            "Of \(counted(looked, "item")) of the last \(counted(days, "day")): \(counts[0]) \(would)\(words[0]) "
            + "topics or audiences, \(counts[1]) \(would)\(words[1]) rejected, \(counts[2]) \(would)\(words[2]) "
            + "what the rule gave; \(counts[3]) stay as curators decided"
    }

    /// The changes of a kind.
    public func changes(_ kind: RuleChange.Kind) -> [RuleChange] { changes.filter { $0.kind == kind } }
}

/// What a rule would change of one item.
public struct RuleChange: Sendable, Hashable {
    /// The item.
    public let item: Item.ID
    /// Its headline.
    public let title: String
    /// Where it can be read.
    public let address: WebAddress?
    /// What would become of it.
    public let kind: Kind
    /// What the rule says of it; nil where it says nothing any more.
    public let finding: RuleFinding?
    /// What the rule said of it before; nil where it said nothing.
    public let former: RuleFinding?
    /// The verdict that holds, where a curator gave it.
    public let verdict: Verdict?

    /// What would become of an item.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// It would get topics or audiences.
        case gives
        /// It would be rejected.
        case rejects
        /// What the rule said before would be taken back.
        case ends
        /// The rule is about it, but a curator has decided; it stays as it is.
        case decided
    }

    /// What a rule would change of an item; nil where nothing would change.
    public init?(of candidate: RuleTable.Candidate, by rule: Rule.ID, _ finding: RuleFinding?) {
        let former = candidate.findings.first { $0.rule == rule }
        let verdict = candidate.verdict.flatMap { $0.by.isRule ? nil : $0 }
        let isRejecting = finding?.consequence.rejection != nil
        let isDecided =
            candidate.state == .approved || (candidate.state == .rejected && verdict != nil)
            || (candidate.state == .held && isRejecting)
        if isDecided {
            guard finding != nil else { return nil }
            kind = .decided
        } else if finding == former {
            return nil
        } else {
            kind = finding == nil ? .ends : isRejecting ? .rejects : .gives
        }
        item = candidate.item.id
        title = candidate.item.item.displayTitle
        address = candidate.item.item.address
        self.finding = finding
        self.former = former
        self.verdict = verdict
    }
}
