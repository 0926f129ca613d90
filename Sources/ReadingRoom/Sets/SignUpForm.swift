// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// What somebody fills in to join a set, as they wrote it.
struct SignUpForm: Sendable {
    var name = ""
    var organisation = ""
    var address = ""
    var level = ""
    /// Whether they say that they have been in a set.
    var hasBeen = false
    /// What they say of each alternative: ``can``, a place such as `1`, or nothing.
    var answers: [SetAlternative.ID: String] = [:]

    /// The answer of somebody who could make it, and does not rank it.
    static let can = "can"
    /// The places that can be given at the most; further ones count alike.
    static let placeLimit = 7
    /// Characters of a name, an organisation or a level at the most.
    static let characterLimit = 200

    /// Nothing is filled in yet.
    init() {}

    /// What was sent.
    init(_ form: FormFields, _ round: SetRound) {
        name = form.trimmed("name")
        organisation = form.trimmed("organisation")
        address = String(form["address"].prefix(254))
        level = form.trimmed("level")
        hasBeen = form.has("returning")
        for alternative in round.alternatives { answers[alternative.id] = form[alternative.field] }
    }

    /// What they say, where nothing is wrong with it.
    ///
    /// **Shape**: one or the other is empty.
    func read(_ round: SetRound) -> (entry: SignUpTable.Entry?, errors: [FieldError]) {
        var errors = timeErrors(round)
        errors += [lineError("name", name, isNeeded: true), lineError("organisation", organisation)]
            .compactMap(\.self)
        var address: MailAddress?
        do {
            address = try MailAddress(reading: self.address)
        } catch {
            errors.append(
                FieldError(
                    field: "address", message: "Enter a mail address such as name@example.org: \(error)"))
        }
        errors += [levelError(round)].compactMap(\.self)
        guard errors.isEmpty else { return (nil, errors) }
        let signUp = SignUp(
            person: "", organisation: organisation, choices: choices(round), able: able(round),
            level: level.isEmpty ? nil : level, status: hasBeen ? .returning : .new)
        return (SignUpTable.Entry(name: name, address: address, signUp: signUp), [])
    }

    /// The levels to choose among; nothing where no set asks for one.
    static func levels(_ round: SetRound, _ curriculum: Curriculum?) -> [String] {
        var levels: [String] = []
        for offer in round.offers {
            switch offer.level {
            case .any: continue
            case .only(let level): levels.append(level)
            case .same: levels += (curriculum?.audiences ?? []).map(\.name)
            }
        }
        var seen: Set<String> = []
        return levels.filter { seen.insert($0).inserted }
    }
}

private extension SignUpForm {
    /// What was put in order, best first.
    func choices(_ round: SetRound) -> [SetAlternative.ID] {
        round.alternatives.compactMap { alternative in
            Int(answers[alternative.id] ?? "").map { (place: $0, id: alternative.id) }
        }.sorted { $0.place < $1.place }.map(\.id)
    }

    func able(_ round: SetRound) -> [SetAlternative.ID] {
        round.alternatives.map(\.id).filter { answers[$0] == SignUpForm.can }
    }

    func timeErrors(_ round: SetRound) -> [FieldError] {
        guard let first = round.alternatives.first else { return [] }
        if choices(round).isEmpty, able(round).isEmpty {
            return [
                FieldError(
                    field: first.field, message: "Say of at least one time that you can make it")
            ]
        }
        var seen: Set<Int> = []
        return round.alternatives.compactMap { alternative in
            guard let place = Int(answers[alternative.id] ?? "") else { return nil }
            guard (1...SignUpForm.placeLimit).contains(place) else {
                return FieldError(field: alternative.field, message: "Choose one of the answers")
            }
            return seen.insert(place).inserted
                ? nil
                : FieldError(
                    field: alternative.field,
                    message: "Give your \(SignUpForm.ordinal(place)) choice to one time only")
        }
    }

    func lineError(_ field: String, _ text: String, isNeeded: Bool = false) -> FieldError? {
        if isNeeded, text.isEmpty { return FieldError(field: field, message: "Enter your \(field)") }
        let isLine = !text.contains(where: \.isNewline) && text.count <= SignUpForm.characterLimit
        return isLine
            ? nil
            : FieldError(
                field: field, message: "Enter at most \(SignUpForm.characterLimit) letters in one line")
    }

    func levelError(_ round: SetRound) -> FieldError? {
        let chosen = choices(round) + able(round)
        let isAsked = round.offers.contains { offer in
            offer.level != .any && offer.alternatives.contains { chosen.contains($0.id) }
        }
        if isAsked, level.isEmpty {
            return FieldError(
                field: "level",
                message: "Say at which level you work: you chose a set for people of one level")
        }
        return lineError("level", level)
    }
}

extension SignUpForm {
    /// `1st`, `2nd`, `3rd`, `4th`.
    static func ordinal(_ number: Int) -> String {
        let endings = [1: "st", 2: "nd", 3: "rd"]
        return "\(number)\(endings[number] ?? "th")"
    }
}

extension SetAlternative {
    /// The name and the id of its field in a form; no slug has a dot, so each is one of its own.
    var field: String { "at-\(offer).\(slot.description.replacing(":", with: ""))" }
}
