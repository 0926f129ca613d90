// SPDX-License-Identifier: MIT

import Model
import Pages

/// The programmes of learning sets for which people can sign up now.
struct SetListPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/sets") { call in
            let page = SetListPage(try await call.rounds(), hasMail: !call.shelf.newsletters.isEmpty)
            return .page(WebPage("Learning sets", "sets", page))
        }
    ]

    /// A programme in the list.
    struct Line: Sendable {
        let id: String
        let title: String
        let places: String
        let sentence: String

        init(_ round: SetRound) {
            id = round.programme.id.rawValue
            title = round.programme.title
            var seen: Set<String> = []
            places = round.offers.map(\.place).filter { seen.insert($0).inserted }.joined(separator: ", ")
            sentence = round.sentence
        }
    }

    let lines: [Line]
    let hasLines: Bool
    /// Whether there is a newsletter by which people may hear of the next one.
    let hasMail: Bool

    init(_ rounds: [SetRound], hasMail: Bool) {
        lines = rounds.filter(\.isOpen).map(Line.init)
        hasLines = !lines.isEmpty
        self.hasMail = hasMail
    }
}
