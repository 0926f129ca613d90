// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@testable import Desk

/// Moves of items in what is put together.
@Suite struct AssemblyTests {
    private let items = (0..<4).map { number in
        ReviewedItem.sample(
            .sample(guid: "\(number)", title: "\(number)", address: "https://one.example.org/\(number)/"))
    }

    private var assembly: Assembly {
        Assembly(parts: [
            .init(title: "One", topics: [], items: [items[0], items[1]], isPicked: false),
            .init(title: "Two", topics: [], items: [items[2]], isPicked: true),
        ])
    }

    private func order(_ assembly: Assembly) -> [[String]] {
        assembly.parts.map { $0.items.map(\.item.title) }
    }

    @Test func itemsGoUpAndDownAndIntoTheNextPart() {
        #expect(order(assembly.after(.down(items[0].id))) == [["1", "0"], ["2"]])
        #expect(order(assembly.after(.down(items[1].id))) == [["0"], ["1", "2"]])
        #expect(order(assembly.after(.up(items[2].id))) == [["0", "1", "2"], []])
        #expect(assembly.after(.up(items[0].id)) == assembly)
        #expect(assembly.after(.down(items[2].id)) == assembly)
        #expect(assembly.after(.down(items[1].id)).parts.map(\.isPicked) == [true, true])
    }

    @Test func itemsAreAddedTakenOutAndArranged() {
        #expect(order(assembly.after(.add(items[3], to: 1))) == [["0", "1"], ["2", "3"]])
        #expect(assembly.after(.add(items[2], to: 0)) == assembly)
        #expect(assembly.after(.add(items[3], to: 7)) == assembly)
        #expect(order(assembly.after(.remove(items[0].id))) == [["1"], ["2"]])
        let dragged = assembly.after(.arrange([[items[2].id], [items[1].id, items[0].id]]))
        #expect(order(dragged) == [["2"], ["1", "0"]])
        // What names another item, or not all, is no order of these.
        #expect(assembly.after(.arrange([[items[0].id], [items[1].id]])) == assembly)
        #expect(
            assembly.after(.arrange([[items[0].id, items[0].id, items[1].id], [items[2].id]])) == assembly)
        #expect(order(assembly.after(.release(1))) == [["0", "1"], []])
    }

    @Test func anotherStateHasAnotherMark() {
        #expect(assembly.mark == assembly.mark)
        #expect(assembly.after(.down(items[0].id)).mark != assembly.mark)
    }
}
