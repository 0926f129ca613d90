// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Pages
import TestSupport
import Testing

@Suite struct FolderPagesTests {
    @Test func filesComeWithTheirKindAndTheirMarks() async throws {
        try await withPages { pages, _ in
            let page = try await pages.answer("/packs/a.html")
            #expect(page.status == .ok)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.eTag]?.hasPrefix("\"") == true)
            #expect(page.headers[.lastModified] == "Mon, 02 Nov 2026 09:00:00 GMT")
            #expect(page.headers[.cacheControl] == "no-cache")
            #expect(page.body.contentLength == 8)
            #expect(
                try await pages.answer("/a%20b.md").headers[.contentType] == "text/markdown; charset=utf-8")
            #expect(try await pages.answer("/odd").headers[.contentType] == "application/octet-stream")
        }
    }

    @Test func aFolderIsItsIndexAndHasASlash() async throws {
        try await withPages { pages, _ in
            #expect(try await pages.answer("/").body.contentLength == 5)
            #expect(try await pages.answer("/?q=1").body.contentLength == 5)
            let moved = try await pages.answer("/with%20index")
            #expect(moved.status == .movedPermanently)
            #expect(moved.headers[.location] == "./with%20index/")
            #expect(try await pages.answer("/with%20index/").status == .ok)
            for path in ["/packs", "/packs/"] {
                await #expect(throws: HTTPError.self) { try await pages.answer(path) }
            }
        }
    }

    @Test func whatIsKnownIsNotSentAgain() async throws {
        try await withPages { pages, folder in
            let etag = try #require(try await pages.answer("/packs/a.html").headers[.eTag])
            for known in [etag, "W/\(etag)", "\"x\", \(etag)", "*"] {
                let again = try await pages.answer("/packs/a.html", [.ifNoneMatch: known])
                #expect(again.status == .notModified)
                #expect(again.headers[.eTag] == etag)
            }
            #expect(try await pages.answer("/packs/a.html", [.ifNoneMatch: "\"x\""]).status == .ok)
            for (date, status) in [
                ("Mon, 02 Nov 2026 09:00:00 GMT", HTTPResponse.Status.notModified),
                ("Mon, 02 Nov 2026 08:59:59 GMT", .ok), ("yesterday", .ok),
            ] {
                #expect(try await pages.answer("/packs/a.html", [.ifModifiedSince: date]).status == status)
            }
            // The tag counts, not the date, when both are there.
            let both: HTTPFields = [
                .ifNoneMatch: "\"x\"", .ifModifiedSince: "Mon, 02 Nov 2026 09:00:00 GMT",
            ]
            #expect(try await pages.answer("/packs/a.html", both).status == .ok)
            try Data("new page".utf8).write(to: folder.appending(path: "packs/a.html"))
            #expect(try await pages.answer("/packs/a.html", [.ifNoneMatch: etag]).status == .ok)
        }
    }

    @Test func aFileThatBecomesShorterIsNotTakenForWhole() async throws {
        try await withPages { pages, folder in
            let file = folder.appending(path: "large.bin")
            try Data(count: 300_000).write(to: file)
            let answer = try await pages.answer("/large.bin")
            #expect(answer.body.contentLength == 300_000)
            truncate(file.path, 100_000)
            await #expect(throws: HTTPError.self) { try await answer.body.write(Nowhere()) }
        }
    }

    @Test func aFileThatIsReplacedMeanwhileComesAsItWas() async throws {
        try await withPages { pages, folder in
            let answer = try await pages.answer("/packs/a.html")
            try FileManager.default.removeItem(at: folder.appending(path: "packs/a.html"))
            try Data("another page".utf8).write(to: folder.appending(path: "packs/a.html"))
            #expect(answer.body.contentLength == 8)
            try await answer.body.write(Nowhere())
        }
    }

    @Test func writtenAnewWithTheSameBytesItIsTheSame() async throws {
        try await withPages { pages, folder in
            let etag = try await pages.answer("/packs/a.html").headers[.eTag]
            try FileManager.default.removeItem(at: folder.appending(path: "packs/a.html"))
            try Data("the page".utf8).write(to: folder.appending(path: "packs/a.html"))
            #expect(try await pages.answer("/packs/a.html").headers[.eTag] == etag)
        }
    }

    @Test(arguments: [
        "/../secret.txt", "/packs/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
        "/packs/..%2f..%2fsecret.txt", "/link.txt", "/linked/secret.txt", "/.hidden", "/.git/config",
        "/packs//a.html", "//packs/a.html", "/packs/a.html/", "/packs/a.html/x", "/packs%2fa.html",
        "/a.html%00.txt", "/%ff", "/%", "/none.html", "/pipe", "secret.txt",
        "/" + String(repeating: "x/", count: 600),
    ])
    func nothingElseIsServed(path: String) async throws {
        try await withPages { pages, folder in
            let outside = folder.deletingLastPathComponent().appending(path: "secret.txt")
            try Data("secret".utf8).write(to: outside)
            let files = FileManager.default
            try files.createSymbolicLink(at: folder.appending(path: "link.txt"), withDestinationURL: outside)
            try files.createSymbolicLink(
                at: folder.appending(path: "linked"), withDestinationURL: outside.deletingLastPathComponent())
            mkfifo(folder.appending(path: "pipe").path, 0o600)
            await #expect(throws: HTTPError.self) { try await pages.answer(path) }
        }
    }

    @Test func aFolderThatIsSwappedIsServedAtOnce() async throws {
        try await withTemporaryFolder { place in
            let pages = FolderPages(place.appending(path: "published").path)
            await #expect(throws: HTTPError.self) { try await pages.answer("/") }
            for (name, text) in [("one", "1"), ("two", "22")] {
                let folder = place.appending(path: name)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: folder.appending(path: "index.html"))
                let link = place.appending(path: "published")
                try? FileManager.default.removeItem(at: link)
                try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
                #expect(try await pages.answer("/").body.contentLength == text.utf8.count)
            }
        }
    }

    private func withPages(_ claim: (FolderPages, URL) async throws -> Void) async throws {
        try await withTemporaryFolder { place in
            let folder = place.appending(path: "published")
            let files = [
                "index.html": "front", "packs/a.html": "the page", "a b.md": "# A", "odd": "?",
                ".hidden": "x",
                ".git/config": "x", "with index/index.html": "in",
            ]
            for (path, text) in files {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date.sample("2026-11-02T09:00:00Z")], ofItemAtPath: file.path)
            }
            try await claim(FolderPages(folder.path), folder)
        }
    }
}

/// Takes what is sent and forgets it.
private struct Nowhere: ResponseBodyWriter {
    func write(_ buffer: ByteBuffer) async throws {}
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

private extension FolderPages {
    func answer(_ path: String, _ fields: HTTPFields = [:]) async throws -> Response {
        try await respond(
            to: Request(
                head: HTTPRequest(
                    method: .get, scheme: "http", authority: "x", path: path, headerFields: fields),
                body: .init(buffer: .init())))
    }
}
