// SPDX-License-Identifier: MIT

import Catalog
import Model
import TestSupport
import Testing

/// Files of offers and lists of people.
@Suite struct SetFilesTests {
    static let offers = """
        programme: {sessions: 6, session_minutes: 120, interval_weeks: [4, 6], size: {min: 5, target: 6, max: 7}, days_before: 10, share_by_days: 21, closed_when_complete: true}
        offers:
          - {id: leeds-general, place: Leeds, focus: general, date: 2027-02-05, slots: ["10:00-12:00", "13:00-15:00"]}
          - {id: york-outcomes, place: York, focus: outcomes, date: 2027-02-16, slots: ["15:00-17:00"], level: same}
        resources: [{kind: facilitator-and-room, per: place, capacity_per_slot: 1}]
        focus_to_topics: {general: [leading-change], outcomes: [outcomes-and-impact]}
        holidays: [2027-03-26/2027-03-29, 2027-05-03]
        """

    private func programme(_ text: String = offers) throws -> SetProgramme {
        try SetProgramme(offersIn: Array(text.utf8), file: "offers.yaml")
    }

    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try programme(text)
            return []
        } catch CatalogError.mistakes(let found) {
            return found.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func aFileOfOffersIsRead() throws {
        let programme = try programme()
        #expect(programme.terms.size == SetSize())
        #expect(programme.terms.weeks == 4...6)
        #expect(programme.terms.daysBefore == 10 && programme.terms.shareByDays == 21)
        #expect(programme.offers.map(\.id) == ["leeds-general", "york-outcomes"])
        #expect(programme.offers.map(\.level) == [.any, .same])
        #expect(programme.offers.first?.day == .sample("2027-02-05"))
        #expect(
            programme.offers.first?.alternatives.map(\.id.rawValue)
                == ["leeds-general@10:00-12:00", "leeds-general@13:00-15:00"])
        #expect(programme.resources == [SetResource(kind: "facilitator-and-room", per: .place, capacity: 1)])
        #expect(programme.topics["outcomes"] == ["outcomes-and-impact"])
        #expect(programme.calendar.holidays.map(\.upperBound.text) == ["2027-03-29", "2027-05-03"])
    }

    @Test(arguments: [
        ("offers: []", "offers.yaml:1: offers is empty"),
        (
            "offers: [{id: a, place: Leeds, focus: general, slots: [\"10:00-12:00\"]}]",
            "offers.yaml:1: no date"
        ),
        (
            "offers:\n  - {id: a, place: L, focus: g, date: 2027-02-30, slots: [\"10:00-12:00\"]}",
            "offers.yaml:2: date must be a day such as 2027-02-05, not 2027-02-30"
        ),
        (
            "offers:\n  - {id: a, place: L, focus: g, date: 2027-02-05, slots: [\"12:00-10:00\"]}",
            "offers.yaml:2: slots must be times such as \"10:00-12:00\", not 12:00-10:00"
        ),
        ("offers: [", "offers.yaml:2: not YAML"), ("nothing: 1", "offers.yaml:1: no offers"),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, mistake: String) {
        #expect(mistakes(text).contains { $0.hasPrefix(mistake) }, "\(mistakes(text))")
    }

    @Test func anOfferTwiceASizeOutOfOrderAndStrangeWordsAreMistakes() {
        let twice = SetFilesTests.offers.replacing("york-outcomes", with: "leeds-general")
        #expect(mistakes(twice) == ["offers.yaml:4: the offer leeds-general stands here twice"])
        let size = SetFilesTests.offers.replacing("min: 5", with: "min: 8")
        #expect(mistakes(size).first?.contains("in that order") == true)
        let open = SetFilesTests.offers.replacing(
            "closed_when_complete: true", with: "closed_when_complete: false")
        #expect(mistakes(open).first?.contains("takes nobody new") == true)
        let key = SetFilesTests.offers.replacing("per: place", with: "per: moon")
        #expect(mistakes(key).first?.contains("per must be one of place, facilitator") == true)
    }

    @Test func aListOfPeopleIsRead() throws {
        let csv = """
            \u{FEFF}Person,Organisation,Choices,able,level,status,lock,shoe size
            Ann,"Council, North",leeds-general@13:00-15:00; york-outcomes,leeds-general@10:00-12:00,senior,returning,,9
            Bob,,york-outcomes@15:00-17:00,,,,york-outcomes,

            """
        let list = try SignUpList(csv: Array(csv.utf8), file: "people.csv", programme: try programme())
        #expect(list.mistakes == [])
        #expect(list.unknownColumns == ["shoe size"])
        let ann = try #require(list.lines.first?.signUp)
        #expect(ann.organisation == "Council, North")
        #expect(ann.choices == ["leeds-general@13:00-15:00", "york-outcomes@15:00-17:00"])
        #expect(ann.able == ["leeds-general@10:00-12:00"])
        #expect(ann.level == "senior")
        #expect(ann.status == .returning)
        #expect(list.lines.last?.signUp.lock == "york-outcomes@15:00-17:00")
    }

    @Test(arguments: [
        ("Ann,Org,nowhere@10:00-12:00", "people.csv:2: choices: there is no offer nowhere"),
        (
            "Ann,Org,leeds-general@09:00-10:00",
            "people.csv:2: choices: leeds-general@09:00-10:00 is not offered; the offer's times are leeds-general@10:00-12:00, leeds-general@13:00-15:00"
        ),
        (
            "Ann,Org,york-outcomes;york-outcomes@15:00-17:00",
            "people.csv:2: choices: york-outcomes@15:00-17:00 stands there twice"
        ),
        (",Org,york-outcomes", "people.csv:2: no person"),
        ("Ann,Org,york-outcomes\nAnn,Org,york-outcomes", "people.csv:3: the same person as in line 2"),
        (
            "Ann,Org,York,Leeds",
            "people.csv:2: more fields than columns; put a field with a comma into quotation marks"
        ),
    ])
    func aLineThatIsWrongIsNamed(line: String, mistake: String) throws {
        let csv = "person,organisation,choices\n\(line)\n"
        let list = try SignUpList(csv: Array(csv.utf8), file: "people.csv", programme: try programme())
        #expect(list.mistakes.map(\.description) == [mistake])
    }

    @Test func aListWithoutItsColumnsIsRefused() throws {
        let programme = try programme()
        #expect(throws: Mistake.self) {
            try SignUpList(csv: Array("name,choices\n".utf8), file: "p.csv", programme: programme)
        }
        #expect(throws: Mistake.self) {
            try SignUpList(csv: [0x70, 0xFF, 0x0A], file: "p.csv", programme: programme)
        }
    }
}
