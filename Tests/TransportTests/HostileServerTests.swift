// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing
import Transport

/// What servers do to us, and what we say then.
@Suite(.timeLimit(.minutes(10))) struct HostileServerTests {
    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"

    @Test func lengthThatIsNotMetIsTruncated() async throws {
        await #expect(throws: TransferError.truncated) {
            try await get([.send(Self.head + "Content-Length: 100\r\n\r\n<rss>")])
        }
    }

    @Test func chunksThatAreCutAreTruncated() async throws {
        await #expect(throws: TransferError.truncated) {
            try await get([.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n")])
        }
    }

    @Test func connectionThatIsResetInTheBodyIsTruncated() async throws {
        await #expect(throws: TransferError.truncated) {
            try await get([
                .send(Self.head + "Content-Length: 100\r\n\r\n<rss>"), .pause(milliseconds: 50), .reset,
            ])
        }
    }

    @Test(arguments: [
        Self.head + "Transfer-Encoding: chunked\r\n\r\nZZZZ\r\nnot a chunk\r\n",
        Self.head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n<rss>",
        Self.head + "Content-Length: -1\r\n\r\n<rss>",
        Self.head + "Content-Length: 3\r\nContent-Length: 5\r\n\r\n<rss>",
        Self.head + "X-Long: \(String(repeating: "x", count: 200_000))\r\n\r\n<rss>",
        Self.head + "X-Nul: a\u{0}b\r\n\r\n<rss>", "<rss></rss>", "",
    ])
    func whatIsNoHTTPIsSaidSo(answer: String) async throws {
        await #expect {
            try await get([.send(answer)])
        } throws: { error in
            if case TransferError.notHTTP = error { true } else { false }
        }
    }

    @Test func compressionIsUndone() async throws {
        let hello: [UInt8] = [
            0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 7, 0, 0x86, 0xa6, 0x10, 0x36, 5,
            0, 0, 0,
        ]
        let response = try await get([
            .send(Self.head + "Content-Encoding: gzip\r\n\r\n"), .sendBytes(hello),
        ])
        #expect(String(decoding: response.body, as: UTF8.self) == "hello")
    }

    @Test func brokenCompressionIsUndecodable() async throws {
        await #expect(throws: TransferError.undecodable) {
            try await get([.send(Self.head + "Content-Encoding: gzip\r\n\r\nthis is no gzip at all")])
        }
    }

    @Test func claimOfTooMuchIsRefusedBeforeTheBody() async throws {
        await #expect(throws: TransferError.tooLarge(byteLimit: 1000)) {
            try await get([.send(Self.head + "Content-Length: 1099511627776\r\n\r\n"), .hold], bytes: 1000)
        }
    }

    @Test func bombStopsAtTheLimit() async throws {
        // 64 times a megabyte of spaces, each deflated to the same block.
        let bomb = [UInt8].gzipBomb(megabytes: 64)
        await #expect(throws: TransferError.tooLarge(byteLimit: 100_000)) {
            try await get([.send(Self.head + "Content-Encoding: gzip\r\n\r\n"), .sendBytes(bomb)])
        }
    }

    @Test func answerThatDripsEndsAtTheTimeLimit() async throws {
        let drip = Array(repeating: [RawServer.Step.send("x"), .pause(milliseconds: 20)], count: 40)
        await #expect(throws: TransferError.timeout(seconds: 1)) {
            try await get([.send(Self.head + "\r\n")] + drip.joined(), time: .milliseconds(200))
        }
    }

    @Test func serverThatNeverAnswersEndsAtTheTimeLimit() async throws {
        await #expect(throws: TransferError.timeout(seconds: 1)) {
            try await get([.hold], time: .milliseconds(100))
        }
    }

    @Test func allHopsTogetherHaveOneTimeLimit() async throws {
        let step = "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
        await #expect(throws: TransferError.timeout(seconds: 1)) {
            try await get(
                [
                    .pause(milliseconds: 120), .send(step), .nextRequest, .pause(milliseconds: 120),
                    .send(step),
                ],
                time: .milliseconds(200))
        }
    }

    @Test(arguments: [204, 304])
    func statusWithoutABodyHasNone(status: Int) async throws {
        let response = try await get([
            .send("HTTP/1.1 \(status) X\r\nETag: \"1\"\r\nContent-Length: 5\r\n\r\nhello"), .hold,
        ])
        #expect(response.status == status)
        #expect(response.body == [])
    }

    @Test func bytesAfterAnAnswerAreNotTheNextAnswer() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        let forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
        try await RawServer.run([.send(answer + forged), .hold]) { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            for _ in 0..<2 {
                let response = try await client.get(HTTPRequest(address: server.address()))
                #expect(String(decoding: response.body, as: UTF8.self) == "ok")
            }
        }
    }

    @Test func validatorsUnfitToEchoAreAbsent() async throws {
        let response = try await get([
            .send(Self.head + "ETag: \"a\u{1}\u{b}\u{7f}b\"\r\nContent-Length: 2\r\n\r\nok")
        ])
        #expect(response.field("etag") == nil)
    }

    @Test func secondHopIsJudgedToo() async throws {
        try await LoopbackServer.run { _ in
            .init("secret")
        } _: { inner in
            let step = "HTTP/1.1 302 Found\r\nLocation: \(inner.address("/"))\r\nContent-Length: 0\r\n\r\n"
            try await RawServer.run([.send(step)]) { outer in
                let client = CurlHTTPClient.test(allowing: outer.allowed)
                await #expect(throws: TransferError.forbiddenAddress(host: "127.0.0.1")) {
                    try await client.get(HTTPRequest(address: outer.address()))
                }
            }
        }
    }

    private func get(
        _ steps: [RawServer.Step], bytes: Int = 100_000, time: Duration = .seconds(20)
    ) async throws -> HTTPResponse {
        try await RawServer.run(steps) { server in
            let client = CurlHTTPClient.test(allowing: server.allowed, bytes: bytes, time: time)
            return try await client.get(HTTPRequest(address: server.address()))
        }
    }
}

private extension [UInt8] {
    /// A gzip document of spaces.
    ///
    /// Each megabyte deflates to the same 1,038 bytes, zeros but for those at the ends (made by zlib at level 9, with a
    /// full flush).
    static func gzipBomb(megabytes: Int) -> [UInt8] {
        let start: [UInt8] = [
            0xec, 0xc1, 0x31, 0x01, 0, 0, 0, 0xc2, 0xa0, 0x2a, 0xeb, 0x9f, 0xd2, 0x10, 0xbe, 0x40, 0x01,
        ]
        let end: [UInt8] = [0x7c, 0x06, 0, 0, 0xff, 0xff]
        let block = start + [UInt8](repeating: 0, count: 1038 - start.count - end.count) + end
        let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff]
        return header + [[UInt8]](repeating: block, count: megabytes).joined()
    }
}
