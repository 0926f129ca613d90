// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

@Suite struct WordScanTests {
    @Test(arguments: ["<", "&", "\n", "\u{A0}", "  ", "\u{1}", " <", " &"], 0..<24)
    func whatMeansSomethingIsNeverPassedOver(mark: String, place: Int) {
        let words = String("one two, three four five six".prefix(place))
        let bytes = Array((words + mark + "seven eight nine ten").utf8)
        let end = bytes.withUnsafeBytes { WordScan.end(of: $0, from: 0) }
        #expect(end <= words.utf8.count)
    }

    @Test func plainWordsArePassedOver() {
        let bytes = Array("one two three! four “five” six seven é eight nine".utf8)
        #expect(bytes.withUnsafeBytes { WordScan.end(of: $0, from: 0) } > 32)
    }

    @Test(arguments: 0..<40) func wordsStayAsTheyAre(count: Int) {
        let words = String(repeating: "word — ", count: count) + "end"
        #expect(PlainText.from(html: words) == words)
        #expect(PlainText.from(html: "\(words)  <b>\(words)</b>") == "\(words) \(words)")
    }

    @Test func aLineEndsAtItsFirstBreak() {
        for count in 0..<40 {
            for line in 0...count {
                var bytes = [UInt8](repeating: 0x0B, count: count)
                for place in stride(from: line, to: count, by: 3) { bytes[place] = 0x0A }
                for start in 0...count {
                    let end = bytes.withUnsafeBufferPointer { WordScan.endOfLine(in: $0, from: start) }
                    #expect(end == bytes[start...].firstIndex(of: 0x0A) ?? count)
                }
            }
        }
    }
}
