// SPDX-License-Identifier: MIT

import Pages
import Testing

/// Forms that bring files.
@Suite struct MultipartFormTests {
    private let type = "multipart/form-data; boundary=----x7"

    private func read(_ lines: String...) -> FormFields? {
        FormFields(multipart: Array(lines.joined(separator: "\r\n").utf8), contentType: type)
    }

    @Test func fieldsAndFilesAreRead() throws {
        let form = try #require(
            read(
                "------x7", "Content-Disposition: form-data; name=\"csrf\"", "", "a b", "------x7",
                "Content-Disposition: form-data; name=\"line\"", "", "1", "------x7",
                "content-disposition: form-data; name=\"line\"", "", "2\r\nof two", "------x7",
                "Content-Disposition: form-data; name=\"file\"; filename=\"te;am%22.opml\"",
                "Content-Type: text/xml", "", "<opml>\r\n--x</opml>\r\n", "------x7--", ""))
        #expect(form["csrf"] == "a b")
        #expect(form.all("line") == ["1", "2\nof two"])
        #expect(form.file("file")?.name == "te;am\".opml")
        #expect(form.file("file")?.bytes == Array("<opml>\r\n--x</opml>\r\n".utf8))
        #expect(!form.has("file") && form.file("csrf") == nil)
    }

    @Test func aFieldInWhichNothingWasChosenGivesNoFile() throws {
        let form = try #require(
            read(
                "------x7", "Content-Disposition: form-data; name=\"file\"; filename=\"\"", "", "",
                "------x7--"))
        #expect(form.file("file") == nil)
    }

    @Test func bytesStayAsTheyAre() throws {
        let head = "------x7\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n"
        let bytes: [UInt8] = [0, 255, 13, 10, 45, 45, 10, 13, 13, 10]
        let body = Array(head.utf8) + bytes + Array("\r\n------x7--\r\n".utf8)
        #expect(FormFields(multipart: body, contentType: type)?.file("f")?.bytes == bytes)
    }

    @Test func whatIsCutShortOrIsNoFormIsRefused() {
        let disposition = "Content-Disposition: form-data; name=\"a\""
        #expect(read("") == nil)
        #expect(read("------x7", disposition, "", "cut") == nil)
        #expect(read("------x7", disposition, "no end of the head", "------x7--") == nil)
        #expect(read("------x7", "Content-Type: text/plain", "", "no name", "------x7--") == nil)
        #expect(
            read("------x7", "X: " + String(repeating: "y", count: 9_000), disposition, "", "", "------x7--")
                == nil)
        let part = "------x7\r\n\(disposition)\r\n\r\n1\r\n"
        let many = String(repeating: part, count: FormFields.limit + 1) + "------x7--"
        #expect(FormFields(multipart: Array(many.utf8), contentType: type) == nil)
        #expect(FormFields(multipart: Array("--\r\n--".utf8), contentType: "multipart/form-data") == nil)
        #expect(read("------x7--")?["a"] == "")
    }
}
