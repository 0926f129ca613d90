// SPDX-License-Identifier: MIT

import Model

/// Finds out why choices came to nothing.
struct RefusalReading {
    let task: AllocationTask
    let seating: Seating

    /// Somebody without a place, with why not.
    func unplaced(_ person: Int) -> Unplaced {
        let signUp = task.people[person]
        return Unplaced(
            person: signUp.person, organisation: signUp.organisation,
            refusals: signUp.possible.map { Unplaced.Refusal($0, reason(for: $0, person)) })
    }

    private func reason(for alternative: SetAlternative.ID, _ person: Int) -> Unplaced.Reason {
        let name = task.programme.alternative(written: alternative.rawValue)?.offer
        if let name, task.closed.contains(name) { return .closed }
        let options = task.options.indices.filter { task.options[$0].alternative.id == alternative }
        if let open = options.first(where: { seating.open.contains($0) }) {
            guard task.ranks[person][open] > 0 else { return .level(task.options[open].level ?? "") }
            return .full(seating.option.count { $0 == open })
        }
        guard let option = options.first(where: { task.ranks[person][$0] > 0 }) else {
            return .level(wantedLevel(of: alternative))
        }
        let able = task.options[option].people.count
        if able < task.size.least { return .tooFew(able: able, needed: task.size.least) }
        let offer = task.options[option].offer
        if let held = seating.open.first(where: { task.options[$0].offer == offer }) {
            return .otherTime(task.options[held].alternative.slot)
        }
        if let other = task.uses.hindrance(to: option, among: seating.open) {
            return other >= 0 ? .taken(task.options[other].alternative.id) : .booked
        }
        return .notOpened
    }

    private func wantedLevel(of alternative: SetAlternative.ID) -> String {
        let offer = task.programme.offers.first { $0.alternatives.contains { $0.id == alternative } }
        if case .only(let level)? = offer?.level { return level }
        return ""
    }
}
