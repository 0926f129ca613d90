// SPDX-License-Identifier: MIT

/// Reads ISO 8601 dates, whole or in part: `2026-11-02T09:00:00+01:00`, `20261102`, `2026-306`, `26-11`, `1793610000`.
struct ISODate {
    private let bytes: [UInt8]
    private var place = 0
    private var moment = WrittenMoment()

    /// The moment, or nil when the text is not all ISO 8601.
    static func moment(in bytes: [UInt8]) -> WrittenMoment? {
        var reading = ISODate(bytes: bytes)
        return reading.day() && reading.time() && reading.zone() ? reading.moment : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: mark) else { return false }
        place += 1
        return true
    }

    private mutating func digits(_ limit: Int = 20) -> (value: Int, count: Int) {
        var value = 0
        let start = place
        while place < bytes.count, place - start < limit, (0x30...0x39).contains(bytes[place]) {
            value = value * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        return (value, place - start)
    }

    private mutating func day() -> Bool {
        let isShort = skip("-")
        let first = digits(14)
        switch (first.count, isShort) {
        case (4, false): moment.year = first.value
        case (2, _): moment.year = century(first.value)
        case (4, true):
            moment.year = century(first.value / 100)
            moment.month = first.value % 100
            return true
        default: return !isShort && packed(first.value, first.count)
        }
        guard skip("-") else { return first.count == 4 && next == nil }
        let second = digits(3)
        if second.count == 3, next != UInt8(ascii: "-") { return ordinal(second.value) }
        guard second.count > 0, skip("-") else {
            moment.month = second.value
            return second.count == 2 && next == nil
        }
        let third = digits(2)
        moment.month = second.value
        moment.day = third.value
        return third.count > 0
    }

    private func century(_ year: Int) -> Int { year < 70 ? year + 2000 : year + 1900 }

    private mutating func ordinal(_ day: Int) -> Bool {
        guard day >= 1, day <= 366 else { return false }
        let parts = CivilDay.parts(ofDay: CivilDay.number(year: moment.year, month: 1, day: 1) + day - 1)
        (moment.month, moment.day) = (parts.month, parts.day)
        return true
    }

    /// Digits without anything between them.
    private mutating func packed(_ value: Int, _ count: Int) -> Bool {
        switch count {
        case 14, 8:
            let day = count == 14 ? value / 1_000_000 : value
            (moment.year, moment.month, moment.day) = (day / 10000, day / 100 % 100, day % 100)
            if count == 14 {
                let time = value % 1_000_000
                (moment.hour, moment.minute, moment.second) = (time / 10000, time / 100 % 100, time % 100)
                moment.hasTime = true
            }
            return true
        case 13, 10, 9: return epoch(count == 13 ? value / 1000 : value)
        case 7, 5:
            moment.year = count == 7 ? value / 1000 : century(value / 1000)
            return ordinal(value % 1000)
        case 6:
            let isLong = (19...20).contains(value / 10000) && (1...12).contains(value % 100)
            if isLong {
                (moment.year, moment.month) = (value / 100, value % 100)
            } else {
                (moment.year, moment.month, moment.day) = (
                    century(value / 10000), value / 100 % 100, value % 100
                )
            }
            return true
        default: return false
        }
    }

    private mutating func epoch(_ seconds: Int) -> Bool {
        let parts = CivilDay.parts(ofDay: seconds / 86400)
        (moment.year, moment.month, moment.day) = parts
        (moment.hour, moment.minute, moment.second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
        (moment.hasTime, moment.offset) = (true, 0)
        return next == nil
    }

    private mutating func time() -> Bool {
        guard let mark = next else { return true }
        guard mark | 32 == UInt8(ascii: "t") || mark == 0x20 else { return true }
        while next == 0x20 || (next ?? 0) | 32 == UInt8(ascii: "t") { place += 1 }
        let hour = digits(6)
        if hour.count == 6 || hour.count == 4, next != UInt8(ascii: ":") {
            let time = hour.count == 6 ? hour.value : hour.value * 100
            (moment.hour, moment.minute, moment.second) = (time / 10000, time / 100 % 100, time % 100)
            moment.hasTime = true
            return true
        }
        guard (1...2).contains(hour.count) else { return hour.count == 0 && next == nil }
        moment.hour = hour.value
        moment.hasTime = true
        guard skip(":") else { return true }
        let minute = digits(2)
        guard minute.count > 0 else { return false }
        moment.minute = minute.value
        if skip(":") {
            let second = digits(2)
            guard second.count > 0 else { return false }
            moment.second = second.value
        }
        if skip(".") || skip(",") { _ = digits() }
        return true
    }

    private mutating func zone() -> Bool {
        while skip(" ") {}
        guard let sign = next else { return true }
        if sign | 32 == UInt8(ascii: "z") {
            place += 1
            moment.offset = 0
            return next == nil
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
        place += 1
        let hours = digits(4)
        guard hours.count == 2 || hours.count == 4 || hours.count == 1 else { return false }
        var offset = hours.count == 4 ? hours.value / 100 * 60 + hours.value % 100 : hours.value * 60
        if skip(":") {
            let minutes = digits(2)
            guard minutes.count == 2 else { return false }
            offset += minutes.value
        }
        moment.offset = sign == UInt8(ascii: "-") ? -offset : offset
        _ = skip("Z") || skip("z")
        return next == nil
    }
}
