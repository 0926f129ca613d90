// SPDX-License-Identifier: MIT

/// Finds numbers by numbers that are as good as random already, such as those of ``PageLinks``; for these it is much quicker
/// than a dictionary, which would mix them once more.
struct NumberMap {
    private var keys: [UInt64] = []
    private var values: [UInt64] = []
    /// Which places are taken; a key may be any number.
    private var isTaken: [Bool] = []
    private(set) var count = 0

    init() {}

    /// Makes room for so many.
    mutating func reserve(_ count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        if size > keys.count { grow(to: size) }
    }

    /// What was put under a number; nil where nothing was.
    subscript(key: UInt64) -> UInt64? {
        guard count > 0 else { return nil }
        let place = place(of: key)
        return isTaken[place] ? values[place] : nil
    }

    /// Puts something under a number, unless there is something.
    mutating func add(_ value: UInt64, under key: UInt64) {
        if (count + 1) * 2 > keys.count { grow(to: max(16, keys.count * 2)) }
        let place = place(of: key)
        guard !isTaken[place] else { return }
        (keys[place], values[place], isTaken[place]) = (key, value, true)
        count += 1
    }

    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: key >> 20) & mask
        while isTaken[place], keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow(to size: Int) {
        let (formerKeys, formerValues, formerTaken) = (keys, values, isTaken)
        keys = [UInt64](repeating: 0, count: size)
        values = keys
        isTaken = [Bool](repeating: false, count: size)
        count = 0
        for place in formerKeys.indices where formerTaken[place] {
            add(formerValues[place], under: formerKeys[place])
        }
    }
}
