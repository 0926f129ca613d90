// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// The addresses by which a mail's reader leaves a newsletter or chooses what of it they want, without signing in.
///
/// An address holds a keyed digest of the subscriber's id, so it lasts as long as they are one, nobody guesses another's, and
/// nothing of it need be kept.
///
/// **Source**: RFC 2104; RFC 8058 for what mail programs do with them.
public struct SubscriberLinks: Sendable {
    /// What an address lets its holder do.
    public enum Use: String, Sendable, CaseIterable {
        /// Leave.
        case unsubscribe
        /// Choose, pause and come back.
        case choices = "subscription"
        /// Say that it was they who asked.
        case confirm = "subscribe/confirm"
        /// See all that is kept of them, take it along, and have it erased.
        case own = "subscription/own"
    }

    /// Under which address the library's pages are; it ends with a slash.
    public let root: String
    private let key: AccessKey

    /// - Parameters:
    ///   - key: the library's own, of `store.subscribers.linkKey()`.
    ///   - base: where the world reaches the library's pages.
    public init(key: AccessKey, base: WebAddress) {
        self.key = key
        root = base.text.hasSuffix("/") ? base.text : base.text + "/"
    }

    /// Where a subscriber leaves: what stands in the mail and in its field `List-Unsubscribe`.
    ///
    /// **Shape**: percent-encoded, as a `WebAddress` is.
    public func unsubscribe(_ id: Subscriber.ID) -> String { address(for: .unsubscribe, id) }

    /// Where a subscriber chooses.
    public func choices(_ id: Subscriber.ID) -> String { address(for: .choices, id) }

    /// Where somebody confirms that they asked; works as long as what they asked for is kept.
    public func confirm(_ id: Subscriber.ID) -> String { address(for: .confirm, id) }

    /// Where somebody sees and erases all that is kept of them; only in mails to themselves, since whoever holds it may do so.
    ///
    /// - Parameter end: until when it works, UTC.
    public func own(_ id: Subscriber.ID, until end: Date) -> String {
        address(for: .own, Subscriber.ID("\(id).\(Int(end.timeIntervalSince1970))"))
    }

    /// The header fields by which mail programs offer to leave, each with its text.
    ///
    /// **Source**: RFC 2369, section 3.2; RFC 8058, section 3.1, by which both must be signed with DKIM.
    public func fields(for id: Subscriber.ID) -> [(name: String, text: String)] {
        [
            ("List-Unsubscribe", "<\(unsubscribe(id))>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
    }

    /// The last part of an address: who, and the proof.
    public static func name(of id: Subscriber.ID, for use: Use, key: AccessKey) -> String {
        "\(id)-\(proof(of: id, for: use, key: key))"
    }

    /// Whose address that is.
    ///
    /// - Parameter name: the last part of an address.
    ///
    /// **Shape**: nil for what is none of ours; takes as long for a wrong proof as for a right one.
    public static func subscriber(named name: String, for use: Use, key: AccessKey) -> Subscriber.ID? {
        guard name.utf8.count <= 120, let cut = name.lastIndex(of: "-") else { return nil }
        let id = Subscriber.ID(String(name[..<cut]))
        return key.confirms(String(name[name.index(after: cut)...]), of: "\(use.rawValue) \(id)") ? id : nil
    }

    /// Whose address ``own(_:until:)`` has made; nil for one that has ended too.
    public static func owner(named name: String, at now: Date, key: AccessKey) -> Subscriber.ID? {
        guard let found = subscriber(named: name, for: .own, key: key) else { return nil }
        let parts = found.rawValue.split(separator: ".")
        guard parts.count == 2, let end = Int(parts[1]), now.timeIntervalSince1970 < Double(end) else {
            return nil
        }
        return Subscriber.ID(String(parts[0]))
    }

    private func address(for use: Use, _ id: Subscriber.ID) -> String {
        "\(root)\(use.rawValue)/\(SubscriberLinks.name(of: id, for: use, key: key))"
    }

    private static func proof(of id: Subscriber.ID, for use: Use, key: AccessKey) -> String {
        key.proof(of: "\(use.rawValue) \(id)")
    }
}
