// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// Reads what an organiser offers: one file of `curated/sets`, or a file of offers by itself.
struct SetProgrammeReader {
    private static let keys = [
        "id", "title", "programme", "offers", "resources", "focus_to_topics", "time_zone", "holidays",
    ]
    private static let offerKeys = ["id", "place", "focus", "date", "slots", "facilitator", "room", "level"]
    /// Days of a time of holidays at the most.
    private static let holidayLimit = 366

    let fields: Fields
    let notes: MistakeNotes
    /// What topics may be named; nil lets every one pass.
    let references: References?

    /// Opens a file; nil, and a note, where it holds no keys with values.
    init?(_ tree: YAMLTree, notes: MistakeNotes, references: References?) {
        guard let fields = Fields(tree, keys: SetProgrammeReader.keys, notes: notes) else { return nil }
        self.fields = fields
        self.notes = notes
        self.references = references
    }

    /// The programme of a library; nil, and notes, where something is missing that it cannot be without.
    static func read(_ page: Page, _ references: References) -> SetProgramme? {
        guard let reader = SetProgrammeReader(page.tree, notes: page.notes, references: references) else {
            return nil
        }
        let (id, title) = (reader.fields.id(named: page.name), reader.fields.text("title"))
        guard let id, let title else {
            _ = reader.programme(id: page.name, title: page.name, introduction: "")
            return nil
        }
        return reader.programme(id: id, title: title, introduction: page.front.body)
    }

    /// The programme; nil, and notes, where something in it cannot be understood.
    func programme(id: String, title: String, introduction: String) -> SetProgramme? {
        let before = notes.mistakes.count
        let terms = terms()
        let offers = offers()
        // An offer that cannot be read may be the one that has a focus.
        let focuses = notes.mistakes.count > before ? [] : Set(offers.map(\.focus))
        let programme = SetProgramme(
            id: SetProgramme.ID(id), title: title, terms: terms, offers: offers, resources: resources(),
            topics: topics(of: focuses),
            calendar: .init(timeZone: timeZone(), holidays: holidays()), introduction: introduction)
        return offers.isEmpty || notes.mistakes.count > before ? nil : programme
    }
}

private extension SetProgrammeReader {
    func terms() -> SetProgramme.Terms {
        let keys = [
            "sessions", "session_minutes", "interval_weeks", "size", "days_before", "share_by_days",
            "closed_when_complete",
        ]
        let standard = SetProgramme.Terms()
        guard let terms = fields.map("programme", keys: keys, isRequired: false) else { return standard }
        if let closed = terms.optionalText("closed_when_complete"), closed != "true" {
            notes.note(
                "closed_when_complete can only be true: a set that is complete takes nobody new",
                line: terms.line(of: "closed_when_complete"))
        }
        return SetProgramme.Terms(
            sessions: terms.number("sessions", in: 1...52, or: standard.sessions),
            minutes: terms.number("session_minutes", in: 15...1440, or: standard.minutes),
            weeks: weeks(terms) ?? standard.weeks, size: size(terms) ?? standard.size,
            daysBefore: terms.number("days_before", in: 0...60, or: standard.daysBefore),
            shareByDays: terms.number("share_by_days", in: 1...90, or: standard.shareByDays))
    }

    func weeks(_ terms: Fields) -> ClosedRange<Int>? {
        let texts = terms.texts("interval_weeks")
        if texts.isEmpty { return nil }
        let numbers = texts.compactMap { Int($0.value) }
        guard numbers.count == texts.count, let first = numbers.first, let last = numbers.last,
            numbers.count <= 2, first >= 1, first <= last, last <= 52
        else {
            notes.note(
                "interval_weeks must be the fewest and the most weeks, such as [4, 6]",
                line: terms.line(of: "interval_weeks"))
            return nil
        }
        return first...last
    }

    func size(_ terms: Fields) -> SetSize? {
        guard let map = terms.map("size", keys: ["min", "target", "max"], isRequired: false) else {
            return nil
        }
        let standard = SetSize()
        let least = map.number("min", in: 1...50, or: standard.least)
        let target = map.number("target", in: 1...50, or: standard.target)
        let most = map.number("max", in: 1...50, or: standard.most)
        if let size = SetSize(least: least, target: target, most: most) { return size }
        notes.note("size must have min, target and max in that order, such as 5, 6 and 7", line: map.line)
        return nil
    }

    func offers() -> [SetOffer] {
        var seen: Set<SetOffer.ID> = []
        return fields.maps("offers", keys: SetProgrammeReader.offerKeys).compactMap { map in
            guard let offer = offer(map) else { return nil }
            guard seen.insert(offer.id).inserted else {
                notes.note("the offer \(offer.id) stands here twice", line: map.line(of: "id"))
                return nil
            }
            return offer
        }
    }

    func offer(_ map: Fields) -> SetOffer? {
        let (id, place, focus) = (map.slug("id"), map.text("place"), map.text("focus"))
        let (day, slots) = (day(map), slots(map))
        guard let id, let place, let focus, let day, !slots.isEmpty else { return nil }
        let level: SetOffer.Level =
            switch map.optionalText("level") {
            case nil: .any
            case "same": .same
            case .some(let level): .only(level)
            }
        return SetOffer(
            id: SetOffer.ID(id), place: place, focus: focus, day: day, slots: slots,
            facilitator: map.optionalText("facilitator"), room: map.optionalText("room"), level: level)
    }

    func day(_ map: Fields) -> LocalDay? {
        guard let text = map.text("date") else { return nil }
        if let day = LocalDay(text) { return day }
        notes.note("date must be a day such as 2027-02-05, not \(text)", line: map.line(of: "date"))
        return nil
    }

    func slots(_ map: Fields) -> [SetSlot] {
        var seen: Set<SetSlot> = []
        return map.texts("slots", isRequired: true).compactMap { entry in
            guard let slot = SetSlot(entry.value) else {
                notes.note(
                    "slots must be times such as \"10:00-12:00\", not \(entry.value)", line: entry.line)
                return nil
            }
            guard seen.insert(slot).inserted else {
                notes.note("the time \(slot) stands here twice", line: entry.line)
                return nil
            }
            return slot
        }
    }

    func resources() -> [SetResource] {
        let keys = ["kind", "per", "capacity_per_slot"]
        return fields.maps("resources", keys: keys, isRequired: false).compactMap { map in
            let (kind, per) = (map.text("kind"), map.choice("per") as SetResource.Scope?)
            let capacity = map.whole("capacity_per_slot", in: 1...1000)
            guard let kind, let per, let capacity else { return nil }
            return SetResource(kind: kind, per: per, capacity: capacity)
        }
    }

    func topics(of focuses: Set<String>) -> [String: [Topic.ID]] {
        let entries = fields.entries(of: "focus_to_topics")
        guard let map = fields.map("focus_to_topics", keys: entries.map(\.key), isRequired: false) else {
            return [:]
        }
        var found: [String: [Topic.ID]] = [:]
        for entry in entries {
            if !focuses.isEmpty, !focuses.contains(entry.key) {
                notes.note("no offer has the focus \(entry.key)", line: entry.line)
            }
            found[entry.key] =
                references?.topics(entry.key, in: map) ?? map.texts(entry.key).map { Topic.ID($0.value) }
        }
        return found
    }

    func timeZone() -> String? {
        guard let text = fields.optionalText("time_zone") else { return nil }
        if isTimeZone(text) { return text }
        notes.note(
            "unknown time zone \(text); it is called like Europe/London", line: fields.line(of: "time_zone"))
        return nil
    }

    func holidays() -> [ClosedRange<LocalDay>] {
        fields.texts("holidays").compactMap { entry in
            let days = entry.value.split(separator: "/").map { LocalDay(String($0)) }
            if let first = days.first ?? nil, let last = days.last ?? nil, days.count <= 2, first <= last,
                last.number - first.number <= SetProgrammeReader.holidayLimit
            {
                return first...last
            }
            notes.note(
                "holidays must be days such as 2026-12-25, or times such as 2026-12-21/2027-01-04, not \(entry.value)",
                line: entry.line)
            return nil
        }
    }
}

private extension Fields {
    /// A whole number that may be missing.
    func number(_ key: String, in range: ClosedRange<Int>, or standard: Int) -> Int {
        optionalText(key) == nil ? standard : whole(key, in: range) ?? standard
    }
}

extension SetProgramme {
    /// Reads a file of offers by itself: YAML, or Markdown with YAML before it, as in `curated/sets`.
    ///
    /// - Parameter file: its name, as mistakes have it.
    ///
    /// **Shape**: its id is `offers` and its title the file's name where it has none; its topics are not looked up.
    /// **Errors**: ``CatalogError/mistakes(_:)``, by file and line.
    public init(offersIn bytes: [UInt8], file: String) throws(CatalogError) {
        let notes = MistakeNotes(file: file)
        let tree: YAMLTree
        do throws(Mistake) {
            let text = try LibraryFiles.text(bytes, named: file)
            let isPage = text.hasPrefix("---") && text.contains("\n---")
            let front = isPage ? try FrontMatter(splitting: text, file: file) : nil
            tree = try YAMLTree.read(front?.yaml ?? text, firstLine: front?.yamlLine ?? 1, file: file)
        } catch {
            throw .mistakes([error])
        }
        let reader = SetProgrammeReader(tree, notes: notes, references: nil)
        let id = reader?.fields.optionalText("id") ?? "offers"
        let title = reader?.fields.optionalText("title") ?? file
        guard let programme = reader?.programme(id: id, title: title, introduction: "") else {
            throw .mistakes(notes.mistakes.sorted())
        }
        self = programme
    }
}
