// SPDX-License-Identifier: MIT

import Model
import Pages
import Publishing
import Storage

/// Where people confirm by the link in a mail.
///
/// The link shows a page and changes nothing, since programs that look for harm follow links; the button on it confirms.
struct ConfirmPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("subscribe/confirm/{key}") { call in
            let subscriber = try await asked(call)
            if subscriber.state == .confirmed { return .page(done(subscriber, call)) }
            let values = ConfirmPage(
                key: call.parameter("key"), newsletter: call.shelf.title(of: subscriber.newsletter),
                address: subscriber.address.description, wording: wording(subscriber, call))
            return .page(WebPage("Confirm that it was you", "confirm", values))
        },
        .post("subscribe/confirm/{key}", by: .address) { call in
            let subscriber = try await asked(call)
            let consent = Consent(
                .confirmed, at: call.now, source: "mail", wording: wording(subscriber, call))
            guard let confirmed = try await call.store.subscribers.confirm(subscriber.id, by: consent) else {
                throw RoomError.tooOld
            }
            return .page(done(confirmed, call))
        },
    ]

    let key: String
    let newsletter: String
    let address: String
    let wording: String

    private static func asked(_ call: RoomCall) async throws -> Subscriber {
        let id = try call.subscriberID(.confirm)
        guard let found = try await call.store.subscribers.asked(id, at: call.now) else {
            throw RoomError.tooOld
        }
        return found
    }

    private static func wording(_ subscriber: Subscriber, _ call: RoomCall) -> String {
        call.shelf.newsletter(subscriber.newsletter).map { SubscriberLetters.wording(for: $0) }
            ?? "Send me \(subscriber.newsletter) by mail. I can leave at any time, by one click in each mail."
    }

    private static func done(_ subscriber: Subscriber, _ call: RoomCall) -> WebPage {
        let newsletter = call.shelf.title(of: subscriber.newsletter)
        let name = SubscriberLinks.name(of: subscriber.id, for: .choices, key: call.tools.key)
        let when = call.shelf.newsletter(subscriber.newsletter).map { ", \($0.rhythm.dayWords)" } ?? ""
        let sentence =
            subscriber.choices.rhythm == .month
            ? "\(newsletter) will come to you in one mail a month."
            : "\(newsletter) will come to you\(when)."
        return Message.page(
            "Thank you, that is confirmed",
            [sentence, "In each mail you find the way to leave and to choose what you get."],
            link: .init(path: "subscription/\(name)", words: "Choose what you get"))
    }
}
