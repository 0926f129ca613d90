// SPDX-License-Identifier: MIT

/// Reads the one form that most feeds use, without a look at any other: `Mon, 02 Nov 2026 09:00:00 +0100`.
///
/// **Source**: RFC 2822, section 3.3, with a four-digit year and whole seconds.
enum MailDate {
    private static let months: [UInt32: Int] = {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return Dictionary(
            uniqueKeysWithValues: names.enumerated().map { (packed(Array($1.utf8)[...]), $0 + 1) })
    }()

    /// The moment, or nil for a date in any other form.
    static func moment(in bytes: [UInt8]) -> WrittenMoment? {
        guard let comma = bytes.firstIndex(of: UInt8(ascii: ",")), comma == 3 else { return nil }
        let parts = bytes[(comma + 1)...].split(separator: 0x20)
        guard parts.count == 5, parts[2].count == 4, parts[1].count == 3 else { return nil }
        guard let day = number(parts[0]), let month = months[packed(parts[1])], let year = number(parts[2])
        else {
            return nil
        }
        let time = parts[3].split(separator: UInt8(ascii: ":")).map { number($0) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2] else {
            return nil
        }
        guard let offset = offset(parts[4]) else { return nil }
        return WrittenMoment(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset)
    }

    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        if zone.elementsEqual("GMT".utf8) || zone.elementsEqual("UTC".utf8) { return 0 }
        guard zone.count == 5, let sign = zone.first, let value = number(zone.dropFirst()) else { return nil }
        let minutes = value / 100 * 60 + value % 100
        if sign == UInt8(ascii: "+") { return minutes }
        return sign == UInt8(ascii: "-") ? -minutes : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 4 else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    private static func packed(_ name: ArraySlice<UInt8>) -> UInt32 {
        name.reduce(0) { $0 << 8 | UInt32($1 | 32) }
    }
}
