// SPDX-License-Identifier: MIT

import Learning
import Model

/// What `cairn set allocate --json` prints.
struct AllocationView: Encodable {
    private let groups: [SetGroupView]
    private let measures: MeasuresView

    init(_ allocation: Allocation) {
        groups = allocation.groups.map(SetGroupView.init)
        measures = MeasuresView(allocation)
    }

    /// How good it is, and who has no place.
    struct MeasuresView: Encodable {
        let people: Int
        let placed: Int
        let firstChoice: Int
        let organisationMix: Double
        let sizes: [Int]
        let proven: Bool
        private let unplaced: [UnplacedView]
        private let firstCome: FirstComeView

        init(_ allocation: Allocation) {
            let measures = allocation.measures
            people = measures.people
            placed = measures.placed
            firstChoice = measures.firstChoice
            organisationMix = measures.organisationMix.inThousandths
            sizes = measures.sizes
            proven = allocation.isProven
            unplaced = allocation.unplaced.map(UnplacedView.init)
            firstCome = FirstComeView(allocation.firstCome)
        }

        private enum CodingKeys: String, CodingKey {
            case people, placed, sizes, proven, unplaced
            case firstChoice = "first_choice"
            case organisationMix = "organisation_mix"
            case firstCome = "first_come"
        }
    }

    private struct FirstComeView: Encodable {
        let placed: Int
        let firstChoice: Int
        let organisationMix: Double
        let sizes: [Int]

        init(_ measures: Allocation.Measures) {
            placed = measures.placed
            firstChoice = measures.firstChoice
            organisationMix = measures.organisationMix.inThousandths
            sizes = measures.sizes
        }

        private enum CodingKeys: String, CodingKey {
            case placed, sizes
            case firstChoice = "first_choice"
            case organisationMix = "organisation_mix"
        }
    }
}

/// A set with its people, as JSON.
struct SetGroupView: Encodable {
    private let alternative: String
    private let offer: String
    private let slot: String
    private let place: String
    private let focus: String
    private let date: String
    private let facilitator: String?
    private let room: String?
    private let level: String?
    private let people: [MemberView]

    init(_ group: SetGroup) {
        alternative = group.alternative.id.rawValue
        offer = group.offer.id.rawValue
        slot = group.slot.description
        place = group.offer.place
        focus = group.offer.focus
        date = group.offer.day.text
        facilitator = group.offer.facilitator
        room = group.offer.room
        level = group.level
        people = group.members.map(MemberView.init)
    }

    private struct MemberView: Encodable {
        let person: String
        let organisation: String
        let rank: Int?
        let locked: Bool

        init(_ member: SetGroup.Member) {
            person = member.person.rawValue
            organisation = member.organisation
            rank = member.rank
            locked = member.isFixed
        }
    }
}

/// Somebody without a place, as JSON.
private struct UnplacedView: Encodable {
    let person: String
    let organisation: String
    let reason: String
    let choices: [RefusalView]

    init(_ unplaced: Unplaced) {
        person = unplaced.person.rawValue
        organisation = unplaced.organisation
        reason = unplaced.sentence
        choices = unplaced.refusals.map {
            RefusalView(alternative: $0.alternative.rawValue, reason: $0.reason.word)
        }
    }

    struct RefusalView: Encodable {
        let alternative: String
        let reason: String
    }
}

extension Allocation {
    /// Groups, people without a place, and how good it is, for people.
    var lines: [String] {
        var lines: [String] = []
        for group in groups {
            lines.append("\(group.line): \(countedPeople(group.members.count))")
            lines += group.members.map { "    \($0.line)" }
        }
        if !unplaced.isEmpty {
            lines.append("Without a place:")
            lines += unplaced.map { "    \($0.person)\($0.organisation.inBrackets): \($0.sentence)" }
        }
        return lines + summary
    }

    /// How good it is, for people.
    var summary: [String] {
        measures.lines(firstCome) + (isProven ? [] : ["It may not be the best there is."])
    }
}

private extension Allocation.Measures {
    func lines(_ other: Allocation.Measures) -> [String] {
        let mix = Int((organisationMix * 100).rounded())
        let words = sizes.isEmpty ? "" : " (\(sizes.map(String.init).joined(separator: ", ")))"
        return [
            "Placed: \(placed) of \(people), \(firstChoice) with their first choice, in \(counted(sizes.count, "set"))\(words)",
            "Pairs of two organisations: \(mix) %",
            "First come, first served: \(other.placed) placed, \(other.firstChoice) with their first choice, in \(counted(other.sizes.count, "set"))",
        ]
    }
}

extension SetGroup {
    /// Where, about what and when, and its name.
    var line: String {
        let level = level.map { ", level \($0)" } ?? ""
        return "\(offer.day.text) \(slot) \(offer.place), \(offer.focus)\(level) (\(offer.id))"
    }
}

private extension SetGroup.Member {
    var line: String {
        let choice = rank.map { $0 == 1 ? "first choice" : "choice \($0)" } ?? "could make it"
        return "\(person)\(organisation.inBrackets), \(isFixed ? "locked" : choice)"
    }
}

private extension String {
    /// In brackets after a blank; nothing for an empty text.
    var inBrackets: String { isEmpty ? "" : " (\(self))" }
}

private extension Double {
    /// Rounded to three places.
    var inThousandths: Double { (self * 1000).rounded() / 1000 }
}
