// SPDX-License-Identifier: MIT

import Testing

@testable import Transport

@Suite struct HeaderReaderTests {
    private func read(_ lines: [String], limit: Int = 10_000) throws(TransferError) -> [HTTPField] {
        var reader = HeaderReader(byteLimit: limit)
        for line in lines { try reader.read((line + "\r\n").utf8) }
        return reader.fields
    }

    @Test func namesAndValuesComeWithoutSpaceAround() throws {
        #expect(
            try read(["HTTP/1.1 200 OK", "Content-Type:\t text/xml ", "X-Odd: a: b", "X-Empty:", ""]) == [
                HTTPField("Content-Type", "text/xml"), HTTPField("X-Odd", "a: b"), HTTPField("X-Empty", ""),
            ])
    }

    @Test func interimAnswersLeaveNothing() throws {
        let lines = ["HTTP/1.1 103 Early Hints", "Link: </x>", "", "HTTP/1.1 200 OK", "ETag: \"1\"", ""]
        #expect(try read(lines) == [HTTPField("ETag", "\"1\"")])
    }

    @Test func trailersAreNotRead() throws {
        let lines = ["HTTP/1.1 200 OK", "A: 1", "", "Location: http://evil.example/", "HTTP/1.1 302", "B: 2"]
        #expect(try read(lines) == [HTTPField("A", "1")])
    }

    @Test(arguments: [" Location: x", "\tLocation: x", ": x", "no colon"])
    func linesWithoutANameAreNoFields(line: String) throws {
        #expect(try read(["HTTP/1.1 200 OK", "A: 1", line, ""]) == [HTTPField("A", "1")])
    }

    @Test func aColonKeepsItsMeaningBesideACombiningMark() throws {
        #expect(try read(["HTTP/1.1 200 OK", "A:\u{301}b", ""]) == [HTTPField("A", "\u{301}b")])
    }

    @Test(
        arguments: ["ETag", "last-modified"],
        ["a\u{1}b", "a\u{7f}", "a\u{85}b", String(repeating: "z", count: 1001)])
    func validatorsThatAreUnfitToEchoAreAbsent(name: String, value: String) throws {
        #expect(try read(["HTTP/1.1 200 OK", "\(name): \(value)", ""]) == [])
    }

    @Test func validatorsOfAThousandBytesAreKept() throws {
        let value = String(repeating: "z", count: 1000)
        #expect(try read(["HTTP/1.1 200 OK", "ETag: \(value)", ""]) == [HTTPField("ETag", value)])
    }

    @Test func oneLengthTwiceIsFineButTwoLengthsAreNot() throws {
        #expect(try read(["HTTP/1.1 200 OK", "Content-Length: 5", "content-length: 5", ""]).count == 2)
        #expect(throws: TransferError.notHTTP(reason: "it gives two lengths for one document")) {
            try read(["HTTP/1.1 200 OK", "Content-Length: 5", "Content-Length: 6", ""])
        }
    }

    @Test func allLinesTogetherHaveALimitAlsoThoseOfInterimAnswers() {
        #expect(throws: TransferError.notHTTP(reason: "its header is larger than 100 bytes")) {
            try read(Array(repeating: "HTTP/1.1 103 Early Hints", count: 5), limit: 100)
        }
    }
}
