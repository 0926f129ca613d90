// SPDX-License-Identifier: MIT

import Catalog
import Model
import Testing

/// Lists of mentors and mentees.
@Suite struct MentoringListTests {
    @Test func bothListsAreRead() throws {
        let mentors = try MentoringList.mentors(
            csv: Array(
                "Person,Organisation,Topics,Capacity,notes\nMo,\"North, Council\",ai; data-use ,2,x\nNu,,ai,\n"
                    .utf8),
            file: "mentors.csv")
        #expect(mentors.map(\.organisation) == ["North, Council", ""])
        #expect(mentors.map(\.topics) == [["ai", "data-use"], ["ai"]])
        #expect(mentors.map(\.capacity) == [2, 1])
        let mentees = try MentoringList.mentees(
            csv: Array("topics,person,organisation\r\ndata-use;ai,Ada,Trust\r\n".utf8), file: "mentees.csv")
        #expect(mentees.map(\.topics) == [["data-use", "ai"]])
    }

    @Test(arguments: [
        ("person,topics\nMo,ai", "list.csv:1: the first line must name the columns, organisation among them"),
        ("", "list.csv:1: the first line must name the columns, person among them"),
        (
            "person,organisation,topics,capacity\nMo,,ai,0",
            "list.csv:2: capacity is a number from 1 to 100, not 0"
        ),
        ("person,organisation,topics\n,,ai", "list.csv:2: no person"),
        ("person,organisation,topics\nMo,,", "list.csv:2: no topic"),
        (
            "person,organisation,topics\nMo,,A I",
            "list.csv:2: topics are ids such as digital-strategy, not a i"
        ),
        ("person,organisation,topics\nMo,,ai;ai", "list.csv:2: the topic ai stands there twice"),
        ("person,organisation,topics\nMo,,ai\nmo,,ai", "list.csv:3: the same person as in line 2"),
        (
            "person,organisation,topics\nMo,North, Council,ai",
            "list.csv:2: more fields than columns; put a field with a comma into quotation marks"
        ),
    ])
    func whatIsWrongIsSaidByItsLine(text: String, sentence: String) {
        let error = #expect(throws: CatalogError.self) {
            try MentoringList.mentors(csv: Array(text.utf8), file: "list.csv")
        }
        guard case .mistakes(let mistakes) = error else {
            Testing.Issue.record("\(String(describing: error))")
            return
        }
        #expect(mistakes.map(\.description) == [sentence])
    }
}
