// SPDX-License-Identifier: MIT

import Learning
import Model
import TestSupport
import Testing

@Suite struct AllocationTests {
    private let leeds = "leeds-general@10:00-12:00"
    private let york = "york-general@10:00-12:00"
    private var twoPlaces: SetProgramme {
        .sample([.sample(), .sample("york-general", place: "York")])
    }

    @Test func fiveOpenASetAndFourDoNot() throws {
        let five = try Allocation(of: SignUp.crowd(5, [leeds]), to: .sample())
        #expect(five.measures.sizes == [5])
        let four = try Allocation(of: SignUp.crowd(4, [leeds]), to: .sample())
        #expect(four.groups.isEmpty)
        #expect(four.unplaced.count == 4)
        #expect(
            four.unplaced.first?.sentence
                == "leeds-general@10:00-12:00 does not open: 4 people could make it, 5 are needed")
    }

    @Test func nobodyMoreThanSevenComesIn() throws {
        let allocation = try Allocation(of: SignUp.crowd(9, [leeds]), to: .sample())
        #expect(allocation.measures.sizes == [7])
        #expect(allocation.unplaced.map(\.sentence).contains("\(leeds) is full with 7 people"))
    }

    @Test func firstComeFirstServedStrandsPeopleWhomAnAllocationPlaces() throws {
        // The first seven fill Leeds, though some of them could go to York; then York stays too small.
        let flexible = SignUp.crowd(5, [leeds, york], named: "f")
        let people = flexible + SignUp.crowd(5, [leeds], named: "l")
        let allocation = try Allocation(of: people, to: twoPlaces)
        #expect(allocation.measures.placed == 10)
        #expect(allocation.firstCome.placed == 7)
        #expect(allocation.isProven)
    }

    @Test func peopleGetWhatTheyWouldLikeBestOnceAllArePlaced() throws {
        let people =
            SignUp.crowd(5, [leeds, york], named: "l") + SignUp.crowd(5, [york, leeds], named: "y")
        let allocation = try Allocation(of: people, to: twoPlaces)
        #expect(allocation.measures.firstChoice == 10)
    }

    @Test func onePlaceHasOneRoomAtATime() throws {
        let programme = SetProgramme.sample([
            .sample(), .sample("leeds-outcomes", focus: "outcomes", slots: ["11:00-13:00", "13:00-15:00"]),
        ])
        let people =
            SignUp.crowd(5, [leeds], named: "g")
            + SignUp.crowd(6, ["leeds-outcomes@11:00-13:00"], named: "o")
        let apart = try Allocation(of: people, to: programme)
        #expect(apart.measures.sizes == [6])
        #expect(
            apart.unplaced.first?.refusals.first?.reason == .taken("leeds-outcomes@11:00-13:00"))
        let late = people.dropLast(6) + SignUp.crowd(6, ["leeds-outcomes@13:00-15:00"], named: "o")
        #expect(try Allocation(of: Array(late), to: programme).measures.placed == 11)
        let wide = SetProgramme.sample(
            programme.offers, resources: [SetResource(kind: "room", per: .place, capacity: 2)])
        #expect(try Allocation(of: people, to: wide).measures.placed == 11)
    }

    @Test func oneFacilitatorIsInOnePlaceAtATime() throws {
        let programme = SetProgramme.sample(
            [
                .sample(facilitator: "Ada"), .sample("york-general", place: "York", facilitator: "ada"),
            ], resources: [])
        let people = SignUp.crowd(5, [leeds], named: "l") + SignUp.crowd(6, [york], named: "y")
        #expect(try Allocation(of: people, to: programme).measures.sizes == [6])
    }

    @Test func whatWasBookedBeforeStaysBooked() throws {
        let booking = SetBooking(.sample(), at: try #require(SetSlot("11:30-13:00")))
        let allocation = try Allocation(of: SignUp.crowd(6, [leeds]), to: .sample(), taken: [booking])
        #expect(allocation.groups.isEmpty)
        #expect(allocation.unplaced.first?.refusals.first?.reason == .booked)
    }

    @Test func anOfferBecomesOneSet() throws {
        let programme = SetProgramme.sample([.sample(slots: ["10:00-12:00", "13:00-15:00"])])
        let people =
            SignUp.crowd(5, [leeds], named: "m") + SignUp.crowd(6, ["leeds-general@13:00-15:00"], named: "a")
        let allocation = try Allocation(of: people, to: programme)
        #expect(allocation.groups.map(\.slot.description) == ["13:00-15:00"])
        let reason = allocation.unplaced.first?.refusals.first?.reason
        #expect(reason == .otherTime(try #require(SetSlot("13:00-15:00"))))
    }

    @Test func whatSomebodyCouldMakeFillsASet() throws {
        let people =
            SignUp.crowd(4, [leeds], named: "l") + [.sample("a", [york], able: [leeds])]
        let allocation = try Allocation(of: people, to: twoPlaces)
        #expect(allocation.measures.placed == 5)
        #expect(allocation.groups.first?.members.last?.rank == nil)
    }

    @Test func peopleOfOneOrganisationAreSpread() throws {
        let people = (1...12).map { number in
            SignUp.sample("p\(number)", [leeds, york], organisation: number <= 6 ? "Same" : "org\(number)")
        }
        // Both sets are a first choice for half of them, so that only the mix decides.
        let mixed = people.enumerated().map { place, person in
            SignUp.sample(
                person.person.rawValue, place % 2 == 0 ? [leeds, york] : [york, leeds],
                organisation: person.organisation)
        }
        let allocation = try Allocation(of: mixed, to: twoPlaces)
        #expect(allocation.measures.sizes == [6, 6])
        #expect(allocation.groups.map(\.samePairs) == [3, 3])
    }

    @Test func sizesComeCloseToSixWhereNothingElseDecides() throws {
        let both = SignUp.crowd(12, [], named: "p").map {
            SignUp.sample($0.person.rawValue, [], able: [leeds, york])
        }
        #expect(try Allocation(of: both, to: twoPlaces).measures.sizes == [6, 6])
    }

    @Test func levelsStayTogetherWhereTheOfferAsks() throws {
        let people = (1...12).map { number in
            SignUp.sample("p\(number)", [leeds], level: number <= 5 ? "senior" : "middle")
        }
        let same = try Allocation(of: people, to: .sample([.sample(level: .same)]))
        #expect(same.groups.map(\.level) == ["middle"])
        #expect(same.measures.sizes == [7])
        #expect(same.unplaced.first?.refusals.first?.reason == .level("middle"))
        let only = try Allocation(of: people, to: .sample([.sample(level: .only("senior"))]))
        #expect(only.measures.sizes == [5])
    }

    @Test func locksAndThoseWhoGoOnAreKept() throws {
        let people =
            SignUp.crowd(7, [leeds], named: "l")
            + [
                .sample("locked", [york], lock: leeds),
                .sample("goes-on", [leeds, york], status: .continuing),
            ] + SignUp.crowd(4, [york], named: "y")
        let allocation = try Allocation(of: people, to: twoPlaces)
        let members = allocation.groups.first?.members ?? []
        #expect(members.filter(\.isFixed).map(\.person) == ["locked", "goes-on"])
        #expect(members.count == 7)
    }

    @Test func locksThatCannotBeKeptAreRefused() throws {
        let crowd = (1...8).map { SignUp.sample("p\($0)", [], lock: leeds) }
        #expect(throws: LearningError.crowded(.init(leeds), people: 8, most: 7)) {
            try Allocation(of: crowd, to: .sample())
        }
        let programme = SetProgramme.sample([.sample(), .sample("leeds-other")])
        let clash = [
            SignUp.sample("a", [], lock: leeds), .sample("b", [], lock: "leeds-other@10:00-12:00"),
        ]
        #expect(throws: LearningError.clash(.init(leeds), "leeds-other@10:00-12:00")) {
            try Allocation(of: clash, to: programme)
        }
    }

    @Test func wrongListsAreRefused() {
        #expect(throws: LearningError.samePerson("p1")) {
            try Allocation(of: [.sample(), .sample()], to: .sample())
        }
        #expect(throws: LearningError.noAlternative("nowhere@09:00-10:00", person: "p1")) {
            try Allocation(of: [.sample("p1", ["nowhere@09:00-10:00"])], to: .sample())
        }
        #expect(throws: LearningError.tooMany("people", limit: 300)) {
            try Allocation(of: SignUp.crowd(301, [leeds]), to: .sample())
        }
    }

    @Test func nobodyIsNoTrouble() throws {
        let allocation = try Allocation(of: [], to: .sample())
        #expect(allocation.groups.isEmpty)
        #expect(allocation.measures.organisationMix == 1)
    }

    @Test func theSameSeedGivesTheSame() throws {
        let people = SignUp.crowd(17, [leeds, york])
        let one = try Allocation(of: people, to: twoPlaces, seed: 3)
        #expect(try Allocation(of: people, to: twoPlaces, seed: 3) == one)
        let other = try Allocation(of: people, to: twoPlaces, seed: 4)
        #expect(other.measures == one.measures)
    }
}
