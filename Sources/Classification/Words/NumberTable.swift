// SPDX-License-Identifier: MIT

/// Finds what belongs to a number that is spread evenly, as a digest is.
///
/// It is a dictionary that trusts its keys: no further mixing, one look at most of the time. 0 is no key.
struct NumberTable<Value: BitwiseCopyable & Sendable>: Sendable {
    private var keys: [UInt64]
    private var values: [Value]
    private let blank: Value
    private(set) var count = 0

    /// - Parameters:
    ///   - blank: what stands where nothing does.
    ///   - room: for how many numbers there is room without growing.
    init(blank: Value, room: Int = 16) {
        self.blank = blank
        var size = 32
        while size < room * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        values = [Value](repeating: blank, count: size)
    }

    /// What belongs to a number; nil where nothing does.
    subscript(_ key: UInt64) -> Value? {
        let place = place(of: key)
        return keys[place] == key ? values[place] : nil
    }

    /// Makes a value belong to a number that has none; where it has one, that stays.
    ///
    /// - Returns: what belongs to it now.
    mutating func insert(_ value: Value, for key: UInt64) -> Value {
        let place = place(of: key)
        if keys[place] == key { return values[place] }
        keys[place] = key
        values[place] = value
        count += 1
        if count * 2 > keys.count { grow() }
        return value
    }

    /// Forgets everything and keeps the room.
    mutating func removeAll() {
        for place in keys.indices { keys[place] = 0 }
        count = 0
    }

    /// Where a number stands, or would.
    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while keys[place] != key, keys[place] != 0 { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        values = [Value](repeating: blank, count: keys.count)
        for (key, value) in zip(oldKeys, oldValues) where key != 0 {
            let place = place(of: key)
            (keys[place], values[place]) = (key, value)
        }
    }
}
