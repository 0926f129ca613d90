// SPDX-License-Identifier: MIT

public import Feeds
public import Foundation
public import Model
public import Storage

/// Asks the hubs of feeds to tell us what is new, to go on before they end, and to stop where that is no longer wanted.
///
/// A hub confirms by calling back (``PushIntake``), so whoever answers there must be listening by then. Feeds are polled all
/// the same, less often while their hub tells us.
public struct PushRun: Sendable {
    private let store: Store
    private let hubs: HubClient
    private let callbacks: WebAddress
    private let makeKey: @Sendable () -> String

    /// - Parameters:
    ///   - store: where feeds and pushes are kept.
    ///   - hubs: what asks.
    ///   - callbacks: the folder under which hubs call back, on the web; it ends with a slash.
    ///   - makeKey: makes what nobody can guess; for tests.
    public init(
        store: Store, hubs: HubClient, callbacks: WebAddress,
        makeKey: @escaping @Sendable () -> String = PushRun.randomKey
    ) {
        self.store = store
        self.hubs = hubs
        self.callbacks = callbacks
        self.makeKey = makeKey
    }

    /// Asks every hub whose time has come, one after the other.
    ///
    /// - Returns: how many were asked, and which did not accept.
    public func perform(now: Date) async throws(StorageError) -> RunReport {
        let feeds = try await store.feeds.all().filter { $0.paused == nil && $0.terms.hub != nil }
        let pushes = try await store.pushes.all()
        var (asked, left) = (0, 0)
        var problems: [String] = []
        for push in pushes where !isWanted(push, by: feeds) && push.nextAsk(toLeaveAt: now) <= now {
            left += 1
            try await leave(push, now: now)
        }
        for record in feeds {
            guard let push = due(record, pushes, now: now) else { continue }
            if Task.isCancelled { break }
            asked += 1
            if let reason = try await ask(push, now: now) {
                problems.append("\(record.feed.title): \(reason)")
            }
        }
        return RunReport(
            name: "push", started: now, finished: now,
            counts: [.init("hubs asked", asked), .init("hubs left", left)], problems: problems)
    }

    /// 256 random bits as hexadecimal digits, from the system's own source.
    public static func randomKey() -> String {
        (0..<4).map { _ in
            let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

private extension PushRun {
    /// The push that a feed should have, where its hub is to be asked now.
    func due(_ record: FeedRecord, _ pushes: [Push], now: Date) -> Push? {
        guard let wanted = place(of: record) else { return nil }
        if let push = pushes.first(where: { $0.feed == record.feed.id && $0.state != .leaving }),
            isSame(push, wanted)
        {
            return push.nextAsk <= now ? push : nil
        }
        let key = Push.Key(makeKey())
        guard let callback = WebAddress(callbacks.text + key.rawValue) else { return nil }
        // Who overhears the secret could forge the document; where that is open to all anyway, nothing is lost.
        let isSafe = wanted.hub.isSecure || !wanted.topic.isSecure
        let order = Push.Order(
            hub: wanted.hub, topic: wanted.topic, callback: callback,
            secret: isSafe ? PushSecret(makeKey()) : nil)
        return Push(key: key, feed: record.feed.id, order: order, state: .asked, nextAsk: now)
    }

    func place(of record: FeedRecord) -> (hub: WebAddress, topic: WebAddress)? {
        record.terms.hub.map { ($0, record.terms.topic ?? record.address) }
    }

    func isSame(_ push: Push, _ wanted: (hub: WebAddress, topic: WebAddress)) -> Bool {
        push.order.hub == wanted.hub && push.order.topic == wanted.topic
            && push.order.callback.text == callbacks.text + push.key.rawValue
    }

    func isWanted(_ push: Push, by feeds: [FeedRecord]) -> Bool {
        guard push.state != .leaving, let record = feeds.first(where: { $0.feed.id == push.feed }),
            let wanted = place(of: record)
        else { return false }
        return isSame(push, wanted)
    }

    /// Asks, and gives the reason where the hub does not accept.
    func ask(_ push: Push, now: Date) async throws(StorageError) -> String? {
        let attempts = min(push.attempts, 30)
        let wait = min(3600 << min(attempts, 8), 7 * 86_400)
        let state: Push.State = push.isLive(at: now) ? .live : .asked
        try await store.pushes.note(
            Push(
                key: push.key, feed: push.feed, order: push.order, state: state,
                nextAsk: now.addingTimeInterval(Double(wait)), attempts: attempts + 1, ends: push.ends))
        let reason = await hubs.ask(.subscribe, push.order)
        if let reason { try await store.pushes.fail(push.key, reason: reason) }
        return reason
    }

    /// Asks a hub to stop, three times at the most; one that never confirmed is just forgotten.
    func leave(_ push: Push, now: Date) async throws(StorageError) {
        let attempts = push.state == .leaving ? push.attempts : 0
        guard push.ends.map({ $0 > now }) == true, attempts < 3 else {
            return try await store.pushes.remove(push.key)
        }
        try await store.pushes.note(
            Push(
                key: push.key, feed: push.feed, order: push.order, state: .leaving,
                nextAsk: now.addingTimeInterval(3600), attempts: attempts + 1, ends: push.ends))
        _ = await hubs.ask(.unsubscribe, push.order)
    }
}

private extension Push {
    /// When it may be asked to stop: at once, and then as was noted.
    func nextAsk(toLeaveAt now: Date) -> Date { state == .leaving ? nextAsk : now }
}
