// SPDX-License-Identifier: MIT

/// Reads the one form that most feeds use, without a look at any other: `Mon, 02 Nov 2026 09:00:00 +0100`.
///
/// **Source**: RFC 2822, section 3.3, with a four-digit year and whole seconds.
struct MailDate {
    private let bytes: [UInt8]
    private var place = 4

    /// The moment, or nil for a date in any other form.
    static func moment(in bytes: [UInt8]) -> WrittenMoment? {
        guard bytes.count >= 25, bytes.count <= 40, bytes[3] == UInt8(ascii: ",") else { return nil }
        var reading = MailDate(bytes: bytes)
        return reading.moment()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func moment() -> WrittenMoment? {
        guard space(), let day = number(1...2), space(), let month = month(), space(),
            let year = number(4...4), space(), let hour = number(1...2), colon(), let minute = number(1...2),
            colon(), let second = number(1...2), space(), let offset = offset()
        else { return nil }
        return WrittenMoment(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset,
            hasTime: true)
    }

    private mutating func space() -> Bool {
        let start = place
        while place < bytes.count, bytes[place] == 0x20 { place += 1 }
        return place > start
    }

    private mutating func colon() -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else { return false }
        place += 1
        return true
    }

    private mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
        let start = place
        var value = 0
        while place < bytes.count, (0x30...0x39).contains(bytes[place]), place - start < 5 {
            value = value * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        return lengths.contains(place - start) ? value : nil
    }

    private mutating func month() -> Int? {
        guard place + 3 <= bytes.count else { return nil }
        let packed = bytes[place..<(place + 3)].reduce(UInt32(0)) { $0 << 8 | UInt32($1 | 32) }
        place += 3
        return switch packed {
        case 0x6A616E: 1
        case 0x666562: 2
        case 0x6D6172: 3
        case 0x617072: 4
        case 0x6D6179: 5
        case 0x6A756E: 6
        case 0x6A756C: 7
        case 0x617567: 8
        case 0x736570: 9
        case 0x6F6374: 10
        case 0x6E6F76: 11
        case 0x646563: 12
        default: nil
        }
    }

    private mutating func offset() -> Int? {
        let zone = bytes[place...]
        if zone.elementsEqual("GMT".utf8) || zone.elementsEqual("UTC".utf8) { return 0 }
        guard zone.count == 5, let sign = zone.first else { return nil }
        place += 1
        guard let value = number(4...4) else { return nil }
        let minutes = value / 100 * 60 + value % 100
        if sign == UInt8(ascii: "+") { return minutes }
        return sign == UInt8(ascii: "-") ? -minutes : nil
    }
}
