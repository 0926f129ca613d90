// SPDX-License-Identifier: MIT

import Markup
import Testing

/// Writes down the events of a document as text.
private final class Transcript: XMLHandler {
    var names: [String] = []
    var attributeNames: [String] = []
    var lines: [String] = []

    func code(for name: XMLName) -> Int {
        names.append(name.namespace.isEmpty ? name.local : "{\(name.namespace)}\(name.local)")
        return names.count - 1
    }

    func code(forAttribute name: XMLName) -> Int {
        attributeNames.append(name.prefix.isEmpty ? name.local : "\(name.prefix):\(name.local)")
        return attributeNames.count - 1
    }

    func open(_ code: Int, attributes: Span<XMLAttribute>, values: Span<UInt8>) {
        var line = "<" + names[code]
        for index in attributes.indices {
            let attribute = attributes[index]
            let value = values.extracting(attribute.value).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
            line += " \(attributeNames[attribute.code])=\(value)"
        }
        lines.append(line)
    }

    func text(_ bytes: Span<UInt8>) {
        let piece = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if lines.last?.hasPrefix("=") == true {
            lines[lines.count - 1] += piece
        } else {
            lines.append("=" + piece)
        }
    }

    func close(_ code: Int) { lines.append(">" + names[code]) }
}

private func strict(_ text: String) throws -> [String] {
    let transcript = Transcript()
    try XMLStream.read(Array(text.utf8), into: transcript)
    return transcript.lines
}

private func tolerant(_ text: String) throws -> [String] {
    let transcript = Transcript()
    try TolerantXMLStream.read(Array(text.utf8), into: transcript)
    return transcript.lines
}

@Suite struct XMLStreamTests {
    @Test(arguments: [
        "<a xmlns='urn:x'><b c='1'>t &amp; u</b><![CDATA[<raw>]]></a>", "<?xml version='1.0'?><a/>",
        "<x:a xmlns:x='urn:x'><x:b/></x:a>",
    ])
    func bothReadersAgreeOnWholeDocuments(text: String) throws {
        #expect(try strict(text) == tolerant(text))
    }

    @Test(arguments: ["<a>&eacute;</a>", "<a>x & y</a>", "<a><b></a>", "<a>", "", "<a b='1' b='2'/>"])
    func theStrictReaderStopsAtTheFirstFault(text: String) {
        #expect(throws: MarkupError.self) { try strict(text) }
    }

    @Test func whatStandsBeforeAFaultIsSeen() {
        let transcript = Transcript()
        #expect(throws: MarkupError.self) {
            try XMLStream.read(Array("<a>one &amp; two<b>three</a>".utf8), into: transcript)
        }
        #expect(transcript.lines.prefix(4) == ["<a", "=one & two", "<b", "=three"])
    }

    @Test func shortAndLongPiecesOfATextKeepTheirOrder() throws {
        let long = String(repeating: "long ", count: 1000)
        let text = "<a>x &lt;y&gt; <![CDATA[\(long)]]> z &amp; <b/>end</a>"
        #expect(try strict(text) == ["<a", "=x <y> \(long) z & ", "<b", ">b", "=end", ">a"])
    }

    @Test func theDeclaredEncodingIsIgnored() throws {
        #expect(try strict("<?xml version='1.0' encoding='utf-16'?><a>é</a>") == ["<a", "=é", ">a"])
    }

    @Test func aDeclaredEntityIsRefused() {
        let text = "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"
        #expect(throws: MarkupError.self) { try strict(text) }
    }

    @Test func nestingHasALimit() {
        let text = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
        #expect(throws: MarkupError.self) { try strict(text) }
    }

    @Test func bytesHaveALimit() {
        #expect(throws: MarkupError.tooLarge(byteLimit: 4)) {
            try XMLStream.read(Array("<a/> ".utf8), into: Transcript(), limits: XMLLimits(bytes: 4))
        }
    }
}

@Suite struct TolerantXMLStreamTests {
    @Test(arguments: [
        ("<a>x & y &eacute; &lt;</a>", ["<a", "=x & y é <", ">a"]),
        ("<a>1 < 2</a>", ["<a", "=1 < 2", ">a"]),
        ("<a><b>t</a>", ["<a", "<b", "=t", ">b", ">a"]),
        ("<a b=1 b=2 c>t</a>", ["<a b=1", "=t", ">a"]),
        ("<A>t</a>", ["<A", "=t", ">A"]),
        ("<a><![CDATA[cut", ["<a", "=cut"]),
        ("junk <a>t\u{0}\u{1}</a>", ["<a", "=t", ">a"]),
        ("<a>x<br>y</a>", ["<a", "=x", "<br", ">br", "=y", ">a"]),
    ])
    func brokenXMLIsReadAsMeant(text: String, lines: [String]) throws {
        #expect(try tolerant(text) == lines)
    }

    @Test func entitiesOfEntitiesAreUnsafe() {
        let text = "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
        #expect(throws: MarkupError.unsafe(reason: "its entities refer to others")) { try tolerant(text) }
    }

    @Test func externalEntitiesVanish() throws {
        let text = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>1&b;2</a>"
        #expect(try tolerant(text) == ["<a", "=12", ">a"])
    }

    @Test func manyAttributesAndDeepNestingTakeLinearTime() throws {
        let attributes = (0..<50_000).map { "a\($0)='1'" }.joined(separator: " ")
        let started = ContinuousClock.now
        _ = try tolerant("<a \(attributes)>" + String(repeating: "<b c=\"", count: 50_000))
        _ = try tolerant(String(repeating: "<b>", count: 100_000))
        #expect(ContinuousClock.now - started < .seconds(30))
    }

    @Test(arguments: ["<n# />", "<b n#=''/>", "<b xmlns:n#='u'/>", "<b xmlns='urn:#'/>", "<?n# ?>"])
    func namesHaveALimitForTheStrictReaderAlone(part: String) throws {
        let parts = (0..<60_000).map { part.replacing("#", with: "\($0)") }.joined()
        let text = "<a><b/>\(parts)<b>end</b></a>"
        #expect(throws: MarkupError.self) { try strict(text) }
        #expect(try tolerant(text).suffix(4) == ["<b", "=end", ">b", ">a"])
    }

    @Test func anInnerDeclarationHoldsForItsElementAlone() throws {
        let text = "<a xmlns:n='u'><n:b/><c xmlns:n='v'><n:b/></c><n:b/></a>"
        let names = try tolerant(text).filter { $0.hasPrefix("<{") }
        #expect(names == ["<{u}b", "<{v}b", "<{u}b"])
    }
}
