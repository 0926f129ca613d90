// SPDX-License-Identifier: MIT

import Testing

@testable import Classification

@Suite struct NumberTableTests {
    @Test func itFindsWhatWasPutInHoweverManyThereAre() {
        var table = NumberTable<Int32>(blank: 0)
        // Multiples of a power of two all fall on the same place at first.
        let keys = (1...500).map { UInt64($0) << 20 } + (1...500).map { UInt64($0) }
        for (value, key) in keys.enumerated() {
            #expect(table.insert(Int32(value), for: key) == Int32(value))
        }
        #expect(table.count == 1000)
        for (value, key) in keys.enumerated() { #expect(table[key] == Int32(value)) }
        #expect(table[7 << 40] == nil)
        #expect(table.insert(9, for: keys[3]) == 3 && table.count == 1000)
        table.removeAll()
        #expect(table.count == 0 && table[keys[3]] == nil)
    }
}
