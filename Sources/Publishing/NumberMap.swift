// SPDX-License-Identifier: MIT

/// Finds numbers by numbers that are as good as random already, such as those of ``PageLinks``; for these it is much quicker
/// than a dictionary, which would mix them once more.
struct NumberMap {
    private var slots: [Slot] = []
    private(set) var count = 0

    /// A place in which one number may be, with all of it side by side in memory.
    private struct Slot {
        var key: UInt64 = 0
        var value: UInt64 = 0
        /// A key may be any number.
        var isTaken = false
    }

    init() {}

    /// Makes room for so many.
    mutating func reserve(_ count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        if size > slots.count { grow(to: size) }
    }

    /// What was put under a number; nil where nothing was.
    subscript(key: UInt64) -> UInt64? {
        guard count > 0 else { return nil }
        let slot = slots[place(of: key)]
        return slot.isTaken ? slot.value : nil
    }

    /// Puts something under a number, unless there is something.
    mutating func add(_ value: UInt64, under key: UInt64) {
        if (count + 1) * 2 > slots.count { grow(to: max(16, slots.count * 2)) }
        let place = place(of: key)
        guard !slots[place].isTaken else { return }
        slots[place] = Slot(key: key, value: value, isTaken: true)
        count += 1
    }

    private func place(of key: UInt64) -> Int {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count - 1
            var place = Int(truncatingIfNeeded: key >> 20) & mask
            while slots[place].isTaken, slots[place].key != key { place = (place + 1) & mask }
            return place
        }
    }

    private mutating func grow(to size: Int) {
        let former = slots
        slots = [Slot](repeating: Slot(), count: size)
        count = 0
        for slot in former where slot.isTaken { add(slot.value, under: slot.key) }
    }
}
