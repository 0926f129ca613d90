// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A slot that something was done about, and how far that is.
public struct SlotRecord: Hashable, Sendable {
    /// The slot.
    public let slot: Slot
    /// The number of its issue; nil where it has none.
    public let issue: Int?
    /// How far it is.
    public let state: State
    /// Why it stands there, in words.
    public let why: String
    /// Since when, UTC.
    public let since: Date

    /// How far a slot is.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// There is a draft; it waits for its time and for approval.
        case drafted
        /// Its time came and nobody had approved the draft; it goes out once somebody does.
        case held
        /// Its time went by while nothing ran; a person says whether it goes out.
        case asked
        /// It goes out, or went out; for good.
        case released
        /// It stays empty; for good.
        case skipped

        /// Whether something is still to become of it.
        public var isOpen: Bool {
            switch self {
            case .drafted, .held, .asked: true
            case .released, .skipped: false
            }
        }
    }

    /// Holds what it is given.
    public init(slot: Slot, issue: Int?, state: State, why: String, since: Date) {
        self.slot = slot
        self.issue = issue
        self.state = state
        self.why = why
        self.since = since
    }
}

/// What becomes of a slot whose time has come.
public enum SlotFate: Hashable, Sendable {
    /// A person is asked, since it was missed.
    case ask
    /// The issue goes out.
    case release
    /// The part of the draft that people approved goes out.
    case releasePart
    /// It waits for approval.
    case hold
    /// It stays empty.
    case skip
}

extension Slot {
    /// Seconds after its time up to which a slot is on time: cron may come once an hour.
    public static let punctuality: Double = 3600
    /// Seconds after its time from which on a person is always asked.
    public static let latest: Double = 6 * 3600

    /// What becomes of it at a moment after its time.
    public func fate(at now: Date, by policy: Newsletter.Policy, isApproved: Bool) -> SlotFate {
        let late = now.timeIntervalSince(due)
        let isMissed = late > Slot.punctuality
        if isMissed, policy.missed == .ask || late >= Slot.latest { return .ask }
        if isApproved { return .release }
        return switch policy.unapproved {
        case .hold: .hold
        case .sendApproved: .releasePart
        case .skip: .skip
        }
    }
}
