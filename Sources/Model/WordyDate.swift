// SPDX-License-Identifier: MIT

/// Reads dates with names of months and zones, in whatever order they come: `Mon, 16th Nov 2020 13:16:28 GMT`.
struct WordyDate {
    private enum Token: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case sign(Character)
    }

    private let tokens: [Token]
    private var place = 0
    private var moment = WrittenMoment()
    private var numbers: [(value: Int, digits: Int)] = []
    private var month: Int?
    private var weekday: Int?
    private var hasSlash = false
    private var isAfternoon: Bool?

    /// The moment, or nil when the text names none.
    static func moment(in text: String) -> WrittenMoment? {
        var reading = WordyDate(tokens: tokens(of: text))
        while reading.place < reading.tokens.count { guard reading.step() else { return nil } }
        return reading.settle()
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let letters = rest.prefix { $0.isLetter }
            if !digits.isEmpty {
                tokens.append(.number(Int(digits.prefix(9)) ?? 0, digits: digits.count))
                rest = rest.dropFirst(digits.count)
            } else if !letters.isEmpty {
                tokens.append(.word(DateWords.plain(letters)))
                rest = rest.dropFirst(letters.count)
            } else {
                if !first.isWhitespace { tokens.append(.sign(first)) }
                rest = rest.dropFirst()
            }
        }
        return tokens
    }

    private func token(_ offset: Int) -> Token? {
        place + offset < tokens.count ? tokens[place + offset] : nil
    }

    /// Reads one thing; false for what cannot be in a date.
    private mutating func step() -> Bool {
        switch tokens[place] {
        case .number(let value, let digits):
            if token(1) == .sign(":"), !moment.hasTime { return time(value) }
            place += 1
            numbers.append((value, digits))
        case .sign(let sign):
            if sign == "/" { hasSlash = true }
            if moment.hasTime, sign == "+" || sign == "-", case .number(let value, let digits) = token(1) {
                zone(value, digits, sign == "-")
            } else {
                place += 1
            }
        case .word(let word):
            place += 1
            read(word)
        }
        return true
    }

    private mutating func time(_ hour: Int) -> Bool {
        guard case .number(let minute, _) = token(2) else { return false }
        moment.hasTime = true
        (moment.hour, moment.minute) = (hour, minute)
        place += 3
        if token(0) == .sign(":"), case .number(let second, _) = token(1) {
            moment.second = second
            place += 2
            if token(0) == .sign("."), case .number = token(1) { place += 2 }
        }
        return true
    }

    private mutating func zone(_ value: Int, _ digits: Int, _ isWest: Bool) {
        place += 2
        var offset = digits > 2 ? value / 100 * 60 + value % 100 : value * 60
        if token(0) == .sign(":"), case .number(let minutes, _) = token(1) {
            offset += minutes
            place += 2
        }
        moment.offset = isWest ? -offset : offset
    }

    private mutating func read(_ word: String) {
        if word == "pm" || word == "오후" || word == "p" && token(1) == .word("m") {
            isAfternoon = true
        } else if word == "am" || word == "오전" || word == "a" && token(1) == .word("m") {
            isAfternoon = false
        } else if let offset = DateWords.zones[word], moment.hasTime || numbers.count >= 2 {
            moment.offset = offset
        } else if let number = DateWords.month(word) {
            month = number
        } else if let day = DateWords.weekdays[String(word.prefix(3))] {
            weekday = day
        }
        if word == "년" || word == "오후" || word == "오전" { moment.offset = 9 * 60 }
    }

    private mutating func settle() -> WrittenMoment? {
        guard month == nil ? numerals() : named() else { return nil }
        if let isAfternoon, moment.hour <= 12 { moment.hour = moment.hour % 12 + (isAfternoon ? 12 : 0) }
        return moment
    }

    private func year(_ number: (value: Int, digits: Int)) -> Int {
        number.digits > 2 ? number.value : number.value < 70 ? number.value + 2000 : number.value + 1900
    }

    private mutating func named() -> Bool {
        moment.month = month ?? 1
        guard
            let place = numbers.firstIndex(where: { $0.digits >= 3 })
                ?? numbers.firstIndex(where: { $0.value > 31 }) ?? (numbers.count > 1 ? 1 : nil)
        else { return false }
        moment.year = year(numbers[place])
        let day = numbers.indices.first { $0 != place && numbers[$0].digits <= 2 }
        moment.day = day.map { numbers[$0].value } ?? 1
        return true
    }

    private mutating func numerals() -> Bool {
        guard numbers.count >= 3 else { return false }
        let (first, second, third) = (numbers[0], numbers[1], numbers[2])
        if first.digits == 4 {
            (moment.year, moment.month, moment.day) = (first.value, second.value, third.value)
            return true
        }
        guard third.digits >= 2 else { return false }
        moment.year = year(third)
        let isMonthFirst =
            second.value > 12 || first.value <= 12 && prefersMonthFirst(first.value, second.value)
        (moment.month, moment.day) =
            isMonthFirst ? (first.value, second.value) : (second.value, first.value)
        return true
    }

    /// The weekday decides between 3 April and 4 March; without one a slash speaks for the American order.
    private func prefersMonthFirst(_ first: Int, _ second: Int) -> Bool {
        guard let weekday, (1...9999).contains(moment.year) else { return hasSlash }
        let american = CivilDay.weekday(year: moment.year, month: first, day: second) == weekday
        let european = CivilDay.weekday(year: moment.year, month: second, day: first) == weekday
        return american == european ? hasSlash : american
    }
}
