// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// A programme of learning sets as anybody may see it: whether people can sign up, and for what; nothing of people is in it.
struct SetRound: Sendable {
    let programme: SetProgramme
    let state: State
    /// What is still to be had: no closed set, and no day that has come.
    let offers: [SetOffer]

    /// Whether people can sign up.
    enum State: Hashable, Sendable {
        /// They can; up to that day, where there is an end.
        case open(until: LocalDay?)
        /// They could, up to that day.
        case ended(LocalDay)
        /// They cannot, since all sets are complete or have begun.
        case complete
    }

    /// - Parameters:
    ///   - opening: since when people can sign up, and until when.
    ///   - closed: the offers that became closed sets.
    ///   - zone: the clock that the programme's times are read from.
    init(
        _ programme: SetProgramme, _ opening: SignUpTable.Opening, closed: Set<SetOffer.ID>, at now: Date,
        in zone: TimeZone
    ) {
        self.programme = programme
        let today = LocalDay(of: now, in: zone)
        offers = programme.offers.filter { !closed.contains($0.id) && $0.day > today }
        let last = opening.until.map { LocalDay(of: $0 - 1, in: zone) }
        if let last, let end = opening.until, end <= now {
            state = .ended(last)
        } else {
            state = offers.isEmpty ? .complete : .open(until: last)
        }
    }

    /// Whether people can sign up.
    var isOpen: Bool { if case .open = state { true } else { false } }

    /// All that can be chosen.
    var alternatives: [SetAlternative] { offers.flatMap(\.alternatives) }

    /// Whether people can sign up, in a sentence.
    var sentence: String {
        switch state {
        case .open(nil): "You can sign up."
        case .open(let day?): "You can sign up until \(day.words)."
        case .ended(let day): "Sign-ups ended on \(day.words)."
        case .complete: "All sets of this programme are complete, or have begun."
        }
    }

    /// How its sets are run, in sentences.
    var terms: String {
        let terms = programme.terms
        let people =
            terms.size.least == terms.size.most
            ? "\(terms.size.most) people" : "\(terms.size.least) to \(terms.size.most) people"
        let times =
            terms.sessions == 1
            ? "It meets once, for \(ReaderWords.minutes(terms.minutes))."
            : "It meets \(terms.sessions) times for \(ReaderWords.minutes(terms.minutes)), \(SetRound.weeks(terms.weeks)) apart."
        return "A set has \(people) and a facilitator, and is closed once it has begun. \(times)"
    }

    private static func weeks(_ weeks: ClosedRange<Int>) -> String {
        weeks.count == 1
            ? ReaderWords.count(weeks.lowerBound, "week", "weeks")
            : "\(weeks.lowerBound) to \(weeks.upperBound) weeks"
    }
}

extension RoomCall {
    /// The programmes for which people can sign up, or could, by the day of what is still to be had.
    ///
    /// What was never opened is nobody's business yet.
    func rounds() async throws -> [SetRound] {
        guard !shelf.programmes.isEmpty else { return [] }
        let openings = try await store.signUps.openings()
        let closed = try await store.sets.closedOffers()
        let rounds = shelf.programmes.compactMap { programme in
            openings.first { $0.programme == programme.id }.map {
                SetRound(
                    programme, $0, closed: closed[programme.id] ?? [], at: now, in: shelf.zone(of: programme))
            }
        }
        return rounds.sorted { left, right in
            let days = [left, right].map { $0.offers.map(\.day.number).min() ?? .max }
            return (days[0], left.programme.id.rawValue) < (days[1], right.programme.id.rawValue)
        }
    }

    /// The programme that the address names, among all of them.
    ///
    /// **Errors**: `RoomError.notFound`.
    func round() async throws -> (round: SetRound, all: [SetRound]) {
        let all = try await rounds()
        let id = SetProgramme.ID(parameter("programme"))
        guard let found = all.first(where: { $0.programme.id == id }) else { throw RoomError.notFound }
        return (found, all)
    }
}
