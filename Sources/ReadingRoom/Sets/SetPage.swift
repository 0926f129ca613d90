// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model
import Pages
import Publishing
import Storage

/// What a programme of learning sets offers, and the form by which people say which times they can make.
///
/// What is filled in counts once its owner has confirmed it by mail. The answer is the same for every address.
struct SetPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/sets/{programme}") { call in
            let (round, all) = try await call.round()
            return try page(call, round, all)
        },
        .post("reading/sets/{programme}") { call in try await ask(call) },
    ]

    /// An offer with its times.
    struct Offer: Sendable {
        let name: String
        let day: String
        let level: String?
        let times: [Time]
    }

    /// A time with what can be said of it.
    struct Time: Sendable {
        let field: String
        let words: String
        let error: String?
        let answers: [Choosing.Option]
    }

    let id: String
    let words: TrustedHTML
    let terms: String
    let sentence: String
    let isOpen: Bool
    let offers: [Offer]
    let zone: String
    let filled: SignUpForm
    let levels: [Choosing.Option]
    let hasLevels: Bool
    let nameError: String?
    let organisationError: String?
    let addressError: String?
    let levelError: String?
    /// Other programmes that are open; of one that is.
    let next: [SetListPage.Line]
    let hasNext: Bool

    init(
        _ call: RoomCall, _ round: SetRound, _ all: [SetRound], filled: SignUpForm = SignUpForm(),
        errors: [FieldError] = []
    ) throws {
        func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
        id = round.programme.id.rawValue
        words = try TrustedHTML(cleaned: MarkdownRenderer().html(round.programme.introduction))
        terms = round.terms
        sentence = round.sentence
        isOpen = round.isOpen
        self.filled = filled
        let places = min(round.alternatives.count, SignUpForm.placeLimit)
        offers = round.offers.map { offer in
            Offer(
                name: offer.words, day: offer.day.words, level: offer.level.words,
                times: offer.alternatives.map { alternative in
                    Time(
                        field: alternative.field, words: alternative.slot.words,
                        error: error(alternative.field),
                        answers: SetPage.answers(places, filled.answers[alternative.id] ?? ""))
                })
        }
        zone = call.shelf.zone(of: round.programme).identifier
        let levels = SignUpForm.levels(round, call.shelf.curriculum)
        self.levels = levels.map {
            Choosing.Option(value: $0, label: $0, about: nil, isChosen: $0 == filled.level)
        }
        hasLevels = !levels.isEmpty
        (nameError, organisationError) = (error("name"), error("organisation"))
        (addressError, levelError) = (error("address"), error("level"))
        next = all.filter { $0.isOpen && $0.programme.id != round.programme.id }.map(SetListPage.Line.init)
        hasNext = !next.isEmpty
    }
}

private extension SetPage {
    /// What can be said of a time.
    static func answers(_ places: Int, _ chosen: String) -> [Choosing.Option] {
        let plain = [("", "I cannot make it"), (SignUpForm.can, "I can make it")]
        let ranked = (1...max(1, places)).map { ("\($0)", "It is my \(SignUpForm.ordinal($0)) choice") }
        return (plain + ranked).map {
            Choosing.Option(value: $0.0, label: $0.1, about: nil, isChosen: $0.0 == chosen)
        }
    }

    static func page(
        _ call: RoomCall, _ round: SetRound, _ all: [SetRound], filled: SignUpForm = SignUpForm(),
        errors: [FieldError] = []
    ) throws -> RoomAnswer {
        let values = try SetPage(call, round, all, filled: filled, errors: errors)
        return .page(WebPage(round.programme.title, "set", values, errors: errors))
    }

    static func ask(_ call: RoomCall) async throws -> RoomAnswer {
        let (round, all) = try await call.round()
        guard round.isOpen else { return try page(call, round, all) }
        let filled = SignUpForm(call.form, round)
        let (entry, errors) = filled.read(round)
        guard let entry, let address = entry.address else {
            return try page(call, round, all, filled: filled, errors: errors)
        }
        switch try await call.store.asks.begin(for: address, from: call.origin, at: call.now) {
        case .tooMany: throw RoomError.tooMany
        case .silent: break
        case .free: try await mail(call, entry, to: address, round)
        }
        return .page(
            Message.page(
                "Please look into your mail",
                [
                    "We have sent a mail to the address that you gave. Follow the link in it within two days to confirm that it was you; then what you filled in counts.",
                    "If nothing comes within an hour, look among unwanted mails, and see whether the address was right.",
                ]))
    }

    static func mail(
        _ call: RoomCall, _ entry: SignUpTable.Entry, to address: MailAddress, _ round: SetRound
    ) async throws {
        let key = AccessKey()
        let isMailed = try await call.store.signUps.ask(
            entry, programme: round.programme.id, link: key.digest, at: call.now)
        guard isMailed else { return }
        let letters = SetLetters(site: call.tools.letters.site, programme: round.programme)
        let link = "\(call.tools.letters.links.root)reading/sets/confirm/\(key.text)"
        try await call.queue(letters.confirmation(by: link, to: address))
    }
}

extension SetOffer.Level {
    /// For whom a set is, to go on from its name; nil for anybody.
    fileprivate var words: String? {
        switch self {
        case .any: nil
        case .same: "for people who all work at one level"
        case .only(let level): "for people at this level: \(level)"
        }
    }
}
