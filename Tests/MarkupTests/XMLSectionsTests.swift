// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// Takes only the texts of a document.
private final class Texts: XMLHandler {
    var text = ""

    func code(for name: XMLName) -> Int { 0 }
    func code(forAttribute name: XMLName) -> Int { 0 }
    func open(_ code: Int, attributes: Span<XMLAttribute>, values: Span<UInt8>) { text += "<" }
    func text(_ bytes: Span<UInt8>) {
        text += bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
    func close(_ code: Int) { text += ">" }
}

private func texts(of document: [UInt8]) throws -> String {
    let texts = Texts()
    try XMLStream.read(document, into: texts)
    return texts.text
}

private func texts(of document: String) throws -> String { try texts(of: Array(document.utf8)) }

/// Long enough to be taken past libxml2.
private let long = String(repeating: "<p>Long &amp; “wide” ]] text.</p>\n", count: 40)

@Suite struct XMLSectionsTests {
    @Test func longSectionsComeWholeAndInOrder() throws {
        let document = "<a>1<b><![CDATA[\(long)]]></b>2<b>x<![CDATA[\(long)]]>y<![CDATA[short]]></b>&lt;</a>"
        #expect(try texts(of: document) == "<1<\(long)>2<x\(long)yshort><>")
    }

    @Test func sectionsThatFollowEachOtherAreOneText() throws {
        #expect(try texts(of: "<a><![CDATA[\(long)]]><![CDATA[\(long)]]></a>") == "<\(long)\(long)>")
    }

    @Test func aSectionMayHoldTheMarkOfAnother() throws {
        #expect(try texts(of: "<a><![CDATA[<![CDATA[\(long)]]></a>") == "<<![CDATA[\(long)>")
        #expect(try texts(of: "<a><![CDATA[\(long)]]]]><![CDATA[>\(long)]]></a>") == "<\(long)]]>\(long)>")
    }

    @Test(arguments: [
        "<a><!-- <![CDATA[\(long)]]> -->t</a>", "<a><!-- <![CDATA[ --><![CDATA[t]]><!-- \(long) --></a>",
        "<a><?do <![CDATA[\(long)]]> ?>t</a>", "<!-- <![CDATA[\(long)]]> --><a>t</a>",
        "<a>t</a><!-- <![CDATA[\(long)]]> -->",
    ])
    func theMarksOfASectionMeanNothingElsewhere(document: String) throws {
        #expect(try texts(of: document) == "<t>")
    }

    @Test(arguments: [
        "<a b='<![CDATA[\(long)]]>'/>", "<a><![CDATA[\(long)</a>", "<![CDATA[\(long)]]><a/>",
        "<a/><![CDATA[\(long)]]>", "<a><![CDATA[\(long)]]>", "<a><![CDATA[\(long)\u{1}]]></a>",
        "<a><![CDATA[\(long)\u{FFFF}]]></a>", "<a><b><![CDATA[\(long)]]></a>",
    ])
    func aFaultWithASectionIsAFault(document: String) {
        #expect(throws: MarkupError.self) { try texts(of: document) }
    }

    @Test(arguments: [
        [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ])
    func aSectionThatIsNotUTF8IsAFault(bytes: [UInt8]) {
        let document = Array("<a><![CDATA[\(long)".utf8) + bytes + Array("]]></a>".utf8)
        #expect(throws: MarkupError.self) { try texts(of: document) }
    }

    @Test func linesWithinASectionCount() {
        let lines = String(repeating: "line\n", count: 1000)
        let error = #expect(throws: MarkupError.self) { try texts(of: "<a>\n<![CDATA[\(lines)]]></b>") }
        guard case .malformed(line: 1002, reason: let reason)? = error else {
            Issue.record("another line: \(String(describing: error))")
            return
        }
        #expect(reason == "Opening and ending tag mismatch: a line 1 and b")
    }

    @Test func longSectionsCountTowardsNoLimitOfTheirOwn() throws {
        let eleven = String(repeating: "eleven MB in one section. ", count: 450_000)
        #expect(try texts(of: "<a><![CDATA[\(eleven)]]></a>").utf8.count == eleven.utf8.count + 2)
    }
}

@Suite struct XMLCharactersTests {
    private func lineBreaks(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { XMLCharacters.lineBreaks(in: $0) }
    }

    @Test func everyByteOfASCIICountsAtEveryPlace() {
        for byte in UInt8.min..<0x80 {
            let isAllowed = byte >= 0x20 || [9, 10, 13].contains(byte)
            for place in 0..<40 {
                var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 40)
                bytes[place] = byte
                #expect(lineBreaks(in: bytes) == (isAllowed ? byte == 10 ? 1 : 0 : nil))
            }
        }
    }

    @Test func manyLineBreaksAreCounted() {
        for count in [31, 32, 33, 255 * 32, 255 * 32 + 1, 100_000] {
            #expect(lineBreaks(in: [UInt8](repeating: 10, count: count)) == count)
        }
    }

    @Test func everyCharacterThatXMLAllowsIsAllowed() {
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) else { continue }
            let isAllowed = value != 0xFFFE && value != 0xFFFF
            #expect((lineBreaks(in: Array(bytes)) != nil) == isAllowed)
        }
    }
}
