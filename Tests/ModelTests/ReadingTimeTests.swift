// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct ReadingTimeTests {
    @Test func wordsArePartedByAnyWhiteSpaceOfUnicode() {
        #expect(ReadingTime.words(in: "") == 0)
        #expect(ReadingTime.words(in: " \n one\t two\r\nthree ") == 3)
        for value in (1...0x10FFFF as ClosedRange<UInt32>) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let count = ReadingTime.words(in: "é\(scalar)漢")
            if (count == 2) != scalar.properties.isWhitespace {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func minutesAreRoundedUp() {
        #expect(ReadingTime.minutes(for: "") == 1)
        let minute = Array(repeating: "word", count: ReadingTime.wordsPerMinute).joined(separator: " ")
        #expect(ReadingTime.minutes(for: minute) == 1)
        #expect(ReadingTime.minutes(for: minute + " more") == 2)
    }
}
