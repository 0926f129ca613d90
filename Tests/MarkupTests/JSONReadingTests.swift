// SPDX-License-Identifier: MIT

import Markup
import Testing

@Suite struct JSONReadingTests {
    @Test func whatIsWrittenIsWhatWasRead() {
        let text = #"{"a":[1,2.5,true,null,"x\"\\\ny"],"b":{"c":"é"}}"#
        let read = JSONReading.value(Array(text.utf8))
        #expect(read?.value.json == text)
        #expect(read?.isBroken == false)
    }

    @Test(arguments: [
        (#"{"a": "x","#, "x"), (#"{"a": "x",}"#, "x"), ("{\"a\": \"x\ny\"}", "x\ny"),
        (#"{"a": "x" "b": 1}"#, "x"),
        (#"{"a": "the "third" year", "b": 1}"#, #"the "third" year"#),
    ])
    func brokenJSONIsReadAsFarAsItMakesSense(text: String, expected: String) {
        #expect(JSONReading.value(Array(text.utf8))?.value["a"]?.text == expected)
    }

    @Test func depthIsLimited() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(JSONReading.value(Array(deep.utf8))?.isBroken == true)
    }
}
