// SPDX-License-Identifier: MIT

import Logging
import TestSupport
import Testing

@testable import Pages

@Suite struct OneLineLogTests {
    @Test func nothingBeginsALineOfItsOwn() {
        let lines = SharedValue<[String]>([])
        let logger = Logger(label: "x") { _ in OneLineLog(Kept(lines: lines)) }
        logger.error("a\nb\u{1B}[31m\u{2028}\u{202E}", metadata: ["why": "c\r\nERROR d"])
        #expect(lines.value == ["a\\u{A}b\\u{1B}[31m\\u{2028}\\u{202E} why=c\\u{D}\\u{A}ERROR d"])
    }

    @Test func textsOfManyScriptsStayAsTheyAre() {
        #expect(OneLineLog.plain("Überblick, 日本語: ok") == "Überblick, 日本語: ok")
    }

    @Test(arguments: [
        ("/desk/people", "/desk/people"),
        ("/desk/link/" + String(repeating: "aB3_", count: 11), "/desk/link/(key)"),
        ("/x/\(String(repeating: "k", count: 43))/more", "/x/(key)/more"), ("/a\u{1B}b", "/a\\u{1B}b"),
    ])
    func aPathIsNotedWithoutKeys(path: String, noted: String) { #expect(RequestNotes.place(path) == noted) }
}

/// Keeps what is logged.
struct Kept: LogHandler {
    let lines: SharedValue<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let more = (event.metadata ?? [:]).map { " \($0)=\($1)" }.joined()
        lines.change { $0.append("\(event.message)\(more)") }
    }
}
