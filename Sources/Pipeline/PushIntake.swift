// SPDX-License-Identifier: MIT

public import Feeds
public import Foundation
public import Model
public import Storage

/// What becomes of a hub's call.
///
/// A hub asks whether we asked it for something; later it sends documents. Nobody else knows the key in the address, and what
/// is not signed with our secret is not believed.
public struct PushIntake: Sendable {
    private let store: Store
    private let fetcher: FeedFetcher
    private let firstLimit: Int

    /// - Parameters:
    ///   - store: where items go.
    ///   - fetcher: what reads documents.
    ///   - firstLimit: items to take where the feed has given none yet.
    public init(store: Store, fetcher: FeedFetcher, firstLimit: Int) {
        self.store = store
        self.fetcher = fetcher
        self.firstLimit = firstLimit
    }

    /// A hub's question, as it stands in the query of its call.
    public struct Question: Hashable, Sendable {
        /// `subscribe`, `unsubscribe` or `denied`.
        public let mode: String
        /// Which document it is about.
        public let topic: String
        /// What to answer with.
        public let challenge: String?
        /// How long it will tell us, seconds.
        public let leaseSeconds: Int?
        /// Why it will not.
        public let reason: String?

        /// Holds what it is given.
        public init(
            mode: String, topic: String, challenge: String? = nil, leaseSeconds: Int? = nil,
            reason: String? = nil
        ) {
            self.mode = mode
            self.topic = topic
            self.challenge = challenge
            self.leaseSeconds = leaseSeconds
            self.reason = reason
        }
    }

    /// A document that a hub sends.
    public struct Delivery: Sendable {
        /// Its bytes.
        public let body: [UInt8]
        /// Its `Content-Type`.
        public let contentType: String?
        /// Its `X-Hub-Signature`.
        public let signature: String?

        /// Holds what it is given.
        public init(body: [UInt8], contentType: String?, signature: String?) {
            self.body = body
            self.contentType = contentType
            self.signature = signature
        }
    }

    /// What became of a document.
    public enum Fate: Hashable, Sendable {
        /// Nobody asked for it.
        case unknown
        /// It is not believed.
        case ignored(reason: String)
        /// It cannot be taken as it is, so the feed will be asked itself at the next run.
        case hint(reason: String)
        /// Its items are saved.
        case saved(SaveReport)
    }

    /// Whether a key is one of ours, so that what comes with it is worth reading.
    public func knows(_ key: Push.Key) async throws(StorageError) -> Bool {
        try await store.pushes.find(key) != nil
    }

    /// Answers a hub's question.
    ///
    /// - Returns: what to answer with; nil when we did not ask for that.
    public func answer(
        _ question: Question, to key: Push.Key, now: Date
    ) async throws(StorageError) -> String? {
        guard let push = try await store.pushes.find(key), push.order.topic.text == question.topic else {
            return nil
        }
        switch (question.mode, question.challenge) {
        case ("subscribe", let challenge?) where push.state != .leaving && push.state != .refused:
            let lease = Double(min(max(question.leaseSeconds ?? HubClient.leaseSeconds, 60), 30 * 86_400))
            try await store.pushes.confirm(
                key, until: now.addingTimeInterval(lease), nextAsk: now.addingTimeInterval(lease * 0.8))
            return challenge
        case ("unsubscribe", let challenge?) where push.state == .leaving:
            try await store.pushes.remove(key)
            return challenge
        case ("denied", _):
            let words = (question.reason ?? "").prefix(200)
            try await store.pushes.refuse(
                key, reason: "the hub refused" + (words.isEmpty ? "" : ": \(words)"),
                nextAsk: now.addingTimeInterval(7 * 86_400))
            return ""
        default: return nil
        }
    }

    /// Takes a document.
    public func take(
        _ delivery: Delivery, for key: Push.Key, now: Date
    ) async throws(StorageError) -> Fate {
        guard let push = try await store.pushes.find(key), push.state != .leaving,
            let record = try await store.feeds.find(push.feed)
        else { return .unknown }
        guard let secret = push.order.secret else {
            return try await hint(record, push, "what its hub sends is not signed", now: now)
        }
        guard let signature = delivery.signature.flatMap({ PushSignature($0) }),
            signature.confirms(delivery.body, under: secret)
        else { return .ignored(reason: "a document for \(record.feed.title) is not signed with our secret") }
        let fetched = fetcher.read(
            pushed: delivery.body, contentType: delivery.contentType, from: push.order.topic,
            of: record.due(isPushed: true), now: now)
        guard !fetched.items.isEmpty else {
            return try await hint(record, push, "what its hub sent held no item", now: now)
        }
        // A hub may send only what is new.
        let saved = try await store.items.save(
            fetched.items, noting: fetched.record, isWhole: false, firstLimit: firstLimit
        ) { fetched.next(new: $0.new) }
        try await store.pushes.hear(key, at: now)
        return .saved(saved)
    }

    private func hint(
        _ record: FeedRecord, _ push: Push, _ reason: String, now: Date
    ) async throws(StorageError) -> Fate {
        try await store.feeds.makeDue(record.feed.id, why: "its hub says that something is new", at: now)
        try await store.pushes.hear(push.key, at: now)
        return .hint(reason: reason)
    }
}
