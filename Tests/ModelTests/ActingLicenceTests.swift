// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// By which of several statements an item's text is handled.
@Suite struct ActingLicenceTests {
    typealias Place = LicenceStatement.Place

    static func statement(_ place: Place, _ id: String) throws -> LicenceStatement {
        LicenceStatement(licence: try #require(Licence(id: id)), place: place, words: id)
    }

    static func item(
        stated: (Place, String)? = nil, notes: [String] = [], licences: [(Place, String)] = []
    ) throws -> LibraryItem {
        let sample = Item.sample()
        let own = try stated.map { try statement($0.0, $0.1) }
        return LibraryItem(
            id: sample.id, item: sample.credited(Credit(authors: [], licence: own)),
            sources: try notes.map {
                LibraryItem.Source(
                    feed: "f1", title: "Blog", address: nil, licence: try #require(Licence(id: $0)))
            }, firstSeen: .sample(), revision: 1, licences: try licences.map { try statement($0.0, $0.1) })
    }

    @Test func thePlacesFollowEachOther() throws {
        let page: [(Place, String)] = [(.page, "CC-BY-NC-4.0"), (.footer, "CC0-1.0")]
        let confirmed: [(Place, String)] = [(.confirmed, "CC-BY-ND-4.0")]
        func acting(_ item: LibraryItem) -> String { item.licence.id }
        #expect(try acting(ActingLicenceTests.item(licences: page)) == "CC-BY-NC-4.0")
        #expect(
            try acting(ActingLicenceTests.item(notes: ["CC-BY-SA-4.0"], licences: page)) == "CC-BY-SA-4.0")
        let fed = try ActingLicenceTests.item(
            stated: (.feed, "CC-BY-4.0"), notes: ["CC-BY-SA-4.0"], licences: page)
        #expect(acting(fed) == "CC-BY-4.0")
        let all = try ActingLicenceTests.item(
            stated: (.item, "CC-BY-3.0"), notes: ["CC-BY-SA-4.0"], licences: page + confirmed)
        #expect(acting(all) == "CC-BY-ND-4.0")
        #expect(all.licenceStatements.map(\.place) == [.confirmed, .item, .curator, .page, .footer])
    }

    @Test func aFooterOnlySuggests() throws {
        let item = try ActingLicenceTests.item(licences: [(.footer, "CC-BY-4.0")])
        #expect(item.licence == .unknown && item.licenceStatement == nil)
        #expect(item.suggestedLicence?.licence == .ccBy)
        let closed = try ActingLicenceTests.item(
            stated: (.item, "LicenseRef-ARR"), licences: [(.footer, "CC-BY-4.0")])
        #expect(closed.suggestedLicence == nil)
    }

    @Test func whatNobodyKnowsPermitsNothing() throws {
        let page: [(Place, String)] = [(.page, "CC-BY-4.0")]
        for place in [Place.item, .feed] {
            let item = try ActingLicenceTests.item(stated: (place, "LicenseRef-Unknown"), licences: page)
            #expect(item.licence == .unknown)
        }
        let noted = try ActingLicenceTests.item(
            stated: (.feed, "LicenseRef-Unknown"), notes: ["OGL-UK-3.0"], licences: page)
        #expect(noted.licence.id == "OGL-UK-3.0")
        let own = try ActingLicenceTests.item(stated: (.item, "LicenseRef-Unknown"), notes: ["OGL-UK-3.0"])
        #expect(own.licence == .unknown)
        let doubted = try ActingLicenceTests.item(
            stated: (.item, "CC-BY-4.0"), licences: [(.confirmed, "LicenseRef-Unknown")])
        #expect(doubted.licence == .unknown)
    }

    @Test func theNotesOfTodayCount() throws {
        let changed = try ActingLicenceTests.item(
            stated: (.curator, "CC-BY-4.0"), notes: ["LicenseRef-Unknown"])
        #expect(changed.licence == .unknown)
        let two = try ActingLicenceTests.item(notes: ["LicenseRef-Unknown", "CC-BY-4.0", "CC-BY-NC-4.0"])
        #expect(two.licence.id == "CC-BY-NC-4.0")
        let opposed = try ActingLicenceTests.item(notes: ["CC-BY-SA-4.0", "CC-BY-NC-4.0"])
        #expect(opposed.licence == .unknown)
    }

    @Test func issuesFromBeforePagesWereReadDecode() throws {
        let item = LibraryItem.sample()
        var object = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(item)) as? [String: Any])
        object["licences"] = nil
        let old = try JSONSerialization.data(withJSONObject: object)
        #expect(try JSONDecoder().decode(LibraryItem.self, from: old) == item)
    }
}
