// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// What is read without a decoder is what the decoder reads, and what is not is left to it.
@Suite struct QuickJSONTests {
    private static let words = [
        "", "plain", "two\nlines \"quoted\" \\ / \t", "Ümläut – 日本語 🙂 \u{7F}", "\u{1}\u{8}\u{C}\r", "\\\"",
        "\\",
    ]

    private static func item(_ words: String, licence: LicenceStatement? = nil) -> Item {
        Item(
            identity: ItemIdentity(feed: "f1", guid: "g" + words, address: nil, title: "", text: ""),
            title: words, address: WebAddress("https://example.org/a?b=c"),
            text: ItemText(
                summary: words, body: words + "\n" + words, language: words.isEmpty ? nil : "en-GB"),
            credit: Credit(authors: [words, "Ann"], licence: licence),
            dates: ItemDates(published: Date(timeIntervalSince1970: 1_700_000_000)), categories: [words])
    }

    private static func verdict(_ words: String) -> Verdict {
        Verdict(
            item: "i1", decision: .approve, topics: ["a", "b"],
            fit: Verdict.Fit(audiences: ["board"], stage: words.isEmpty ? nil : "action", format: nil),
            why: words, note: words,
            by: Verdict.Signature(name: words, time: Date(timeIntervalSince1970: 0), isRule: true),
            isOffTopic: words.isEmpty)
    }

    @Test(arguments: words) func whatWeWriteNeedsNoDecoder(words: String) throws {
        let stated = LicenceStatement(
            licence: .ccBy, place: .item, words: words, seen: Date(timeIntervalSince1970: 951_782_400))
        for item in [Self.item(words), Self.item(words, licence: stated)] {
            let text = JSONText(item).text
            #expect(QuickJSON.read(text) { $0.item() } == item)
            #expect(try Row([.text(text)]).json(0, as: Item.self) == item)
        }
        let verdict = Self.verdict(words)
        let text = JSONText(verdict).text
        #expect(QuickJSON.read(text) { $0.verdict() } == verdict)
        #expect(try Row([.text(text)]).json(0, as: Verdict.self) == verdict)
    }

    @Test func spaceAndEscapedLettersAreReadToo() throws {
        let text = """
             {"item" : "i1", "decision":"hold" , "topics": [ "\\u00e9" , "\\ud83d\\ude42\\/" ], "fit": {"audiences": [],
            "stage": null}, "why": "", "note": "\\b\\f", "by": {"name": "A", "time": "2024-02-29T23:59:58Z", "isRule": false}}
            """
        let verdict = try #require(QuickJSON.read(text) { $0.verdict() })
        #expect(try Row([.text(text)]).json(0, as: Verdict.self) == verdict)
        #expect(verdict.topics == ["é", "🙂/"])
    }

    @Test func whatIsNotKnownIsLeftToTheDecoder() throws {
        let item = Self.item("x")
        let whole = JSONText(item).text
        let added = whole.replacing("{\"address\"", with: "{\"more\":1,\"address\"")
        #expect(QuickJSON.read(added) { $0.item() } == nil)
        #expect(try Row([.text(added)]).item(0) == item)
        for text in [
            "", "{}", "[]", "null", whole + "x", String(whole.dropLast()),
            whole.replacing("\"x\"", with: "\"\\q\""),
            whole.replacing("\"x\"", with: "\"\\ud800\""), whole.replacing("\"x\"", with: "1"),
            whole.replacing("https:", with: "ftp:"), whole.replacing("2023-11-14", with: "2023-02-29"),
            whole.replacing("\"x\"", with: "\"a\u{2}\""),
        ] {
            #expect(QuickJSON.read(text) { $0.item() } == nil, "\(text)")
            let row = Row([.text(text)])
            #expect((try? row.item(0)) == (try? row.json(0, as: Item.self)), "\(text)")
        }
    }

    @Test func everyCutIsRefusedOrLeft() {
        let whole = Array(JSONText(Self.item("\n\"é\"")).text.utf8)
        for end in whole.indices {
            let cut = String(decoding: whole[..<end], as: UTF8.self)
            #expect(QuickJSON.read(cut) { $0.item() } == nil)
        }
    }

    @Test func momentsAreThoseOfTheDecoder() throws {
        for day in stride(from: -25_400.0, to: 47_000, by: 17) {
            let date = Date(timeIntervalSince1970: day * 86_400 + 3_723)
            #expect(QuickJSON.date(date.formatted(.iso8601)) == date)
        }
        for text in [
            "2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01", "",
        ] {
            #expect(QuickJSON.date(text) == nil)
        }
    }
}
