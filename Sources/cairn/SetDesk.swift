// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Learning
import Model
import Publishing
import Storage

/// What the commands of `cairn set` work with, in a library.
struct SetDesk: Sendable {
    let workshop: Workshop
    let store: Store
    let programme: SetProgramme

    /// - Parameter id: of the programme.
    init(_ workshop: Workshop, _ id: String) async throws {
        let holdings = workshop.library.read()
        let file = "curated/sets/\(id).md"
        let mistakes = holdings.mistakes.filter { $0.file == file }
        guard mistakes.isEmpty else { throw CatalogError.mistakes(mistakes) }
        guard let programme = holdings.programme(SetProgramme.ID(id)) else {
            let known = holdings.programmes.map(\.id.rawValue).joined(separator: ", ")
            throw Complaint(
                "there is no programme \(id); "
                    + (known.isEmpty ? "curated/sets/ has one a file" : "known: \(known)"))
        }
        self.workshop = workshop
        self.programme = programme
        store = try await workshop.store()
    }

    /// The clock that the programme's times are read from.
    var zone: TimeZone {
        TimeZone(identifier: programme.calendar.timeZone ?? workshop.settings.timeZone) ?? .gmt
    }

    /// The letters to the programme's people.
    var letters: SetLetters { SetLetters(site: workshop.settings.title, programme: programme) }

    /// Somebody who signed up, by their id or their name.
    func person(_ text: String) async throws -> SignUpRecord {
        let all = try await store.signUps.list(of: programme.id)
        if let found = all.first(where: { $0.id.rawValue == text }) { return found }
        let named = all.filter { $0.name.lowercased() == text.lowercased() }
        guard let found = named.first else {
            throw Complaint("nobody with that id or name has signed up for \(programme.id)")
        }
        guard named.count == 1 else {
            throw Complaint(
                "several people have that name: \(named.map(\.id.rawValue).joined(separator: ", "))")
        }
        return found
    }

    /// One alternative as somebody wrote it.
    func alternative(_ text: String) throws -> SetAlternative.ID {
        if let found = programme.alternative(written: text) { return found.id }
        let known = programme.offers.flatMap(\.alternatives).map(\.id.rawValue).joined(separator: ", ")
        throw Complaint("\(text) is not offered; known: \(known)")
    }

    /// Who waits for a place, with what is still offered of what they chose.
    func waiting() async throws -> [SignUpRecord] {
        try await store.signUps.list(of: programme.id, in: .waiting)
    }

    /// What a sign-up says of what is still offered.
    func current(_ signUp: SignUp) -> SignUp {
        let isOffered = { (id: SetAlternative.ID) in programme.alternative(written: id.rawValue)?.id == id }
        return SignUp(
            person: signUp.person, organisation: signUp.organisation,
            choices: signUp.choices.filter(isOffered), able: signUp.able.filter(isOffered),
            level: signUp.level, status: signUp.status, lock: signUp.lock.flatMap { isOffered($0) ? $0 : nil }
        )
    }

    /// What stands already, and must be left alone.
    struct Standing {
        let closed: Set<SetOffer.ID>
        let taken: [SetBooking]
    }

    /// The closed sets of this programme, and all bookings of all programmes.
    func standing() async throws -> Standing {
        let sets = try await store.sets.list().filter { $0.state == .closed }
        return Standing(
            closed: Set(sets.filter { $0.programme == programme.id }.map(\.group.offer.id)),
            taken: sets.flatMap(\.bookings))
    }

    /// The sets of the programme in a state.
    func sets(_ state: LearningSet.State) async throws -> [LearningSet] {
        try await store.sets.list(of: programme.id).filter { $0.state == state }
    }

    /// Everybody who signed up, by their ids.
    func people() async throws -> [SignUp.Person: SignUpRecord] {
        Dictionary(
            try await store.signUps.list(of: programme.id).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }
}
