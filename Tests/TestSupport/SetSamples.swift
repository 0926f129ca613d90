// SPDX-License-Identifier: MIT

public import Model

extension LocalDay {
    /// A day, as `2026-11-02`; a wrong one stops the test.
    public static func sample(_ text: String = "2026-11-02") -> LocalDay {
        guard let day = LocalDay(text) else { fatalError("not a day: \(text)") }
        return day
    }
}

extension SetSize {
    /// A size; one that is none stops the test.
    public static func sample(_ least: Int, _ target: Int, _ most: Int) -> SetSize {
        guard let size = SetSize(least: least, target: target, most: most) else { fatalError("not a size") }
        return size
    }
}

extension SetOffer {
    /// An offer with everything that the subject of a test does not name.
    public static func sample(
        _ id: String = "leeds-general", place: String = "Leeds", focus: String = "general",
        day: String = "2027-02-05", slots: [String] = ["10:00-12:00"], facilitator: String? = nil,
        room: String? = nil, level: Level = .any
    ) -> SetOffer {
        SetOffer(
            id: ID(id), place: place, focus: focus, day: .sample(day), slots: slots.compactMap(SetSlot.init),
            facilitator: facilitator, room: room, level: level)
    }
}

extension SetProgramme {
    /// A programme whose places have one room with a facilitator each.
    public static func sample(
        _ offers: [SetOffer] = [.sample()], size: SetSize = SetSize(),
        resources: [SetResource] = [SetResource(kind: "facilitator-and-room", per: .place, capacity: 1)],
        calendar: Calendar = Calendar(timeZone: "Europe/London")
    ) -> SetProgramme {
        SetProgramme(
            id: "spring", title: "Spring sets", terms: Terms(size: size), offers: offers,
            resources: resources, calendar: calendar)
    }
}

extension SignUp {
    /// Somebody who signed up; choices are such as `leeds-general@10:00-12:00`.
    public static func sample(
        _ person: String = "p1", _ choices: [String] = ["leeds-general@10:00-12:00"],
        organisation: String = "", able: [String] = [], level: String? = nil, status: Status = .new,
        lock: String? = nil
    ) -> SignUp {
        SignUp(
            person: Person(person), organisation: organisation, choices: choices.map { .init($0) },
            able: able.map { .init($0) }, level: level, status: status, lock: lock.map { .init($0) })
    }

    /// So many people with the same choices, each of an organisation of their own.
    public static func crowd(_ count: Int, _ choices: [String], named name: String = "p") -> [SignUp] {
        (1...count).map { .sample("\(name)\($0)", choices, organisation: "\(name)-org\($0)") }
    }
}
