// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Where people leave a newsletter, by one click.
///
/// POST acts at once, without cookie, redirect or question, for people and for mail programs alike; GET changes nothing.
///
/// **Source**: RFC 8058, sections 3.2 and 4.
struct UnsubscribePage: Sendable {
    static let routes: [RoomRoute] = [
        .get("unsubscribe/{key}") { call in
            let id = try call.subscriberID(.unsubscribe)
            guard let found = try await call.store.subscribers.find(id), found.state != .left else {
                return .page(left(nil))
            }
            let choices = SubscriberLinks.name(of: id, for: .choices, key: call.tools.key)
            let values = UnsubscribePage(
                key: call.parameter("key"), newsletter: call.shelf.title(of: found.newsletter),
                address: found.address.description, choices: choices)
            return .page(WebPage("Leave \(values.newsletter)", "unsubscribe", values))
        },
        .post("unsubscribe/{key}", by: .address) { call in
            let id = try call.subscriberID(.unsubscribe)
            let found = try await call.store.subscribers.find(id)
            let source =
                call.form["List-Unsubscribe"] == "One-Click" ? "one click in a mail program" : "web form"
            try await call.store.subscribers.leave(id, source: source, at: call.now)
            return .page(left(found.map { call.shelf.title(of: $0.newsletter) }))
        },
    ]

    let key: String
    let newsletter: String
    let address: String
    /// The last part of the address at which they choose.
    let choices: String

    private static func left(_ newsletter: String?) -> WebPage {
        Message.page(
            "You have left",
            [
                "\(newsletter ?? "This newsletter") does not come any more, from this moment on. A mail that was on its way may still arrive."
            ], link: .init(path: "subscribe", words: "It was a mistake: subscribe anew"))
    }
}
