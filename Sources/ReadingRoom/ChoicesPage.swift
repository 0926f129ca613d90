// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// Where subscribers choose what they get, pause, and come back; they come by a link in any mail.
///
/// A mail may be passed on, so the page shows only the beginning of the address, and all that is kept of somebody only by a
/// link that goes to the address itself.
struct ChoicesPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("subscription/{key}") { call in .page(try await page(call)) },
        .post("subscription/{key}", by: .address) { call in
            let subscriber = try await call.subscriber(.choices)
            let choices: SubscriberChoices
            do {
                choices = try Choosing.choices(in: call.form, call.shelf.curriculum)
            } catch {
                throw RoomError.unreadable
            }
            try await call.store.subscribers.choose(
                choices, for: subscriber.id, source: "web form", at: call.now)
            return back(call, "choices")
        },
        .post("subscription/{key}/pause", by: .address) { call in
            let subscriber = try await call.subscriber(.choices)
            guard let weeks = Int(call.form["weeks"]), pauses.contains(weeks) else {
                throw RoomError.unreadable
            }
            try await call.store.subscribers.pause(
                subscriber.id, until: call.now + Double(weeks) * 7 * 86_400, source: "web form", at: call.now)
            return back(call, "pause")
        },
        .post("subscription/{key}/resume", by: .address) { call in
            let subscriber = try await call.subscriber(.choices)
            try await call.store.subscribers.resume(subscriber.id, source: "web form", at: call.now)
            return back(call, "resume")
        },
    ]

    /// For how many weeks one can pause.
    static let pauses = [1, 2, 3, 4, 6, 8, 13, 26]

    /// How long a pause is, to choose.
    struct Pause: Sendable {
        let weeks: Int
        let words: String
        let isChosen: Bool
    }

    let key: String
    let newsletter: String
    let address: String
    let choosing: Choosing
    let pauses: [Pause]
    /// The day on which the pause ends; nil without one.
    let pausedUntil: String?
    /// The day of the next mail, where issues are kept back.
    let nextMail: String?
    /// The last part of the address at which they leave.
    let unsubscribe: String
    /// What was just done.
    let notice: String?
    /// Why no mails come although they are wanted.
    let trouble: String?

    private static func page(_ call: RoomCall) async throws -> WebPage {
        let subscriber = try await call.subscriber(.choices)
        guard subscriber.state == .confirmed else {
            return Message.page(
                subscriber.state == .left ? "You have left" : "That is not confirmed yet",
                [
                    subscriber.state == .left
                        ? "\(call.shelf.title(of: subscriber.newsletter)) does not come any more."
                        : "Follow the link in the mail that we sent you first."
                ], link: .init(path: "subscribe", words: "Subscribe anew"))
        }
        let pause = subscriber.pausedUntil.flatMap { $0 > call.now ? $0 : nil }
        let values = ChoicesPage(
            key: call.parameter("key"), newsletter: call.shelf.title(of: subscriber.newsletter),
            address: subscriber.address.description,
            choosing: Choosing(subscriber.choices, call.shelf.curriculum),
            pauses: ChoicesPage.pauses.map {
                Pause(weeks: $0, words: $0 == 1 ? "1 week" : "\($0) weeks", isChosen: $0 == 2)
            },
            pausedUntil: pause.map(RoomDay.words),
            nextMail: pause == nil ? subscriber.hold.map { RoomDay.words($0.until) } : nil,
            unsubscribe: SubscriberLinks.name(of: subscriber.id, for: .unsubscribe, key: call.tools.key),
            notice: notices[call.query["done"]], trouble: trouble(subscriber))
        return WebPage("What you get of \(values.newsletter)", "choices", values)
    }

    private static let notices = [
        "choices": "That is saved. It counts from the next mail on.",
        "pause": "You are left alone until then. After that, one mail brings what there was.",
        "resume": "Welcome back. One mail with what there was is on its way.",
        "read": "That is noted.",
    ]

    private static func trouble(_ subscriber: Subscriber) -> String? {
        switch subscriber.suppressed {
        case .bounced:
            "Mails to your address came back to us, so we send none at present. Write to us once it works."
        case .complained, .asked, .erased: "Nothing is mailed to your address, as was asked of us."
        case nil: nil
        }
    }

    static func back(_ call: RoomCall, _ done: String) -> RoomAnswer {
        .goTo("subscription/\(call.parameter("key"))?done=\(done)")
    }
}

/// Days as people write them.
enum RoomDay {
    /// Such as `3 May 2026`, UTC.
    static func words(_ date: Date) -> String {
        var style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt)
        style = style.day().month(.wide).year()
        return date.formatted(style)
    }
}
