// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Publishing
import Storage

/// Where people ask for a newsletter; they get it once they have confirmed by mail.
///
/// The answer is the same for every address, known or not: whoever asks learns nothing of others.
struct SubscribePage: Sendable {
    static let routes: [RoomRoute] = [
        .get("subscribe") { call in try page(call, chosen: call.query["newsletter"]) },
        .get("subscribe/{newsletter}") { call in
            let id = call.parameter("newsletter")
            guard call.shelf.newsletter(Newsletter.ID(id)) != nil else { throw RoomError.notFound }
            return try page(call, chosen: id)
        },
        .post("subscribe") { call in try await ask(call) },
    ]

    /// A newsletter to choose.
    struct Offer: Sendable {
        let id: String
        let title: String
        let rhythm: String
        let wording: String
        let isChosen: Bool
    }

    let offers: [Offer]
    /// The only one there is.
    let only: Offer?
    let address: String
    let addressError: String?
    let newsletterError: String?
    let choosing: Choosing
    let isOpen: Bool

    init(
        _ call: RoomCall, chosen: String, address: String = "", choices: SubscriberChoices,
        errors: [FieldError] = []
    ) {
        let offers = call.shelf.newsletters.map {
            Offer(
                id: $0.id.rawValue, title: $0.title, rhythm: $0.rhythm.dayWords,
                wording: SubscriberLetters.wording(for: $0), isChosen: $0.id.rawValue == chosen)
        }
        only = offers.count == 1 ? offers.first : nil
        self.offers = offers.count == 1 ? [] : offers
        self.address = address
        addressError = errors.first { $0.field == "address" }?.message
        newsletterError = errors.first { $0.field == "newsletter" }?.message
        choosing = Choosing(choices, call.shelf.curriculum)
        isOpen = !choices.isEverything || choices.rhythm != .issue
    }

    private static func page(_ call: RoomCall, chosen: String) throws -> RoomAnswer {
        guard !call.shelf.newsletters.isEmpty else {
            return .page(
                Message.page("There is no newsletter yet", ["Once there is one, it can be asked for here."]))
        }
        let values = SubscribePage(call, chosen: chosen, choices: SubscriberChoices())
        return .page(WebPage("Get it by mail", "subscribe", values))
    }

    private static func ask(_ call: RoomCall) async throws -> RoomAnswer {
        let choices = try chosen(call)
        var errors: [FieldError] = []
        var address: MailAddress?
        do {
            address = try MailAddress(reading: call.form["address"])
        } catch {
            errors.append(
                FieldError(
                    field: "address", message: "Enter a mail address such as name@example.org: \(error)"))
        }
        let newsletter = call.shelf.newsletter(Newsletter.ID(call.form["newsletter"]))
        if newsletter == nil {
            errors.append(FieldError(field: "newsletter", message: "Choose what you want to get"))
        }
        guard let address, let newsletter else {
            let values = SubscribePage(
                call, chosen: call.form["newsletter"], address: String(call.form["address"].prefix(254)),
                choices: choices, errors: errors)
            return .page(WebPage("Get it by mail", "subscribe", values, errors: errors))
        }
        try await ask(call, address, newsletter, choices)
        return .page(
            Message.page(
                "Please look into your mail",
                [
                    "We have sent a mail to the address that you gave. Follow the link in it to confirm that it was you; then \(newsletter.title) will come.",
                    "If nothing comes within an hour, look among unwanted mails, and see whether the address was right.",
                ]))
    }

    private static func chosen(_ call: RoomCall) throws -> SubscriberChoices {
        do {
            return try Choosing.choices(in: call.form, call.shelf.curriculum)
        } catch {
            throw RoomError.unreadable
        }
    }

    /// Keeps what was asked for and mails a letter, as far as there is one to mail.
    private static func ask(
        _ call: RoomCall, _ address: MailAddress, _ newsletter: Newsletter, _ choices: SubscriberChoices
    ) async throws {
        switch try await call.store.asks.begin(for: address, from: call.origin, at: call.now) {
        case .tooMany: throw RoomError.tooMany
        case .silent: return
        case .free: break
        }
        let consent = Consent(
            .asked, at: call.now, source: "web form", wording: SubscriberLetters.wording(for: newsletter))
        let asking = try await call.store.subscribers.ask(
            address, for: newsletter.id, choosing: choices, by: consent)
        let letter: Letter
        switch asking {
        case .suppressed: return
        case .known(let id): letter = try call.tools.letters.reminder(of: newsletter, to: address, id)
        case .toConfirm(let id):
            letter = try call.tools.letters.confirmation(of: newsletter, to: address, id)
        }
        try await call.queue(letter)
    }
}

extension RoomCall {
    /// Puts a letter on its way.
    func queue(_ letter: Letter) async throws {
        // Each is one of its own: how many there may be is seen to before.
        let key = "room \(AccessKey().digest.prefix(24))"
        try await tools.queue(letter, key, now)
    }
}
